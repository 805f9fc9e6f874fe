import { formatQuantity, formatRate } from '~/domain/invoices/line-words';
import type { CalendarDate } from '~/lib/dates';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import type { Currency } from '~/lib/money';
import { invoiceWords } from './invoice.words';
import { drawLetterhead, drawPageMarks, type Sender } from './letterhead';
import { paperWords } from './paper.words';
import { partyLines, type Party } from './party-lines';
import { INNER_WIDTH, paperColor, widthOf, type Doc } from './sheet';
import { drawTable, type TableShape } from './table';
import { drawTicket, type TicketWords } from './ticket';
import { drawTotals, totalsHeight, type TotalLine } from './totals';

export type InvoicePaperLine = {
  description: string;
  quantityMilli: bigint;
  unitPriceMinor: bigint;
  taxRateBp: number;
  netMinor: bigint;
  taxMinor: bigint;
};

export type InvoicePaper = {
  vendor: Sender & { brandColor: string | null };
  customer: Party;
  number: string;
  summary: string;
  memo: string | null;
  issuedOn: CalendarDate;
  dueOn: CalendarDate;
  voidReason: string | null;
  currency: Currency;
  taxMinor: bigint;
  totalMinor: bigint;
  creditedMinor: bigint;
  writtenOffMinor: bigint;
  inFlightMinor: bigint;
  disputedMinor: bigint;
  paidMinor: bigint;
  dueMinor: bigint;
  lines: InvoicePaperLine[];
};

/** Draws the invoice as it stands now, with what has been paid of it. */
export async function drawInvoice(doc: Doc, invoice: InvoicePaper, language: Language): Promise<void> {
  const dated = invoiceWords(language)('issued', { date: formatsOf(language).date(invoice.issuedOn) });
  const root = doc.struct('Document');
  doc.addStructure(root);
  doc.addPage();
  const name = { kind: paperWords(language)('invoice'), number: invoice.number, dated, language };
  let y = drawLetterhead(doc, root, invoice.vendor, name, paperColor(invoice.vendor.brandColor));
  y = drawTicket(doc, root, y, ticketWords(invoice, language));
  const totals = totalLines(invoice, language);
  y = await drawTable(doc, root, y, lineTable(doc, invoice, language), totalsHeight(totals) + 14);
  drawTotals(doc, root, y + 9, totals);
  drawPageMarks(doc, invoice.vendor.name, name);
  root.end();
}

function ticketWords(invoice: InvoicePaper, language: Language): TicketWords {
  const { date, money } = formatsOf(language);
  const say = invoiceWords(language);
  const dueOn = date(invoice.dueOn);
  const note =
    invoice.voidReason !== null
      ? say('voidFor', { reason: invoice.voidReason })
      : invoice.paidMinor === invoice.totalMinor
        ? say('paidInFull')
        : say('dueOn', { date: dueOn });
  return {
    caption: paperWords(language)('amountDue'),
    amount: money(invoice.voidReason === null ? invoice.dueMinor : 0n, invoice.currency),
    note,
    facts: [
      { label: say('billedTo'), width: 215, lines: partyLines(invoice.customer, language) },
      { label: say('due'), width: 100, lines: [dueOn] },
      { label: paperWords(language)('subject'), width: 160, lines: [invoice.summary, invoice.memo ?? ''] },
    ],
  };
}

function lineTable(doc: Doc, invoice: InvoicePaper, language: Language): TableShape {
  const size = 9;
  const say = invoiceWords(language);
  const money = (minor: bigint) => formatsOf(language).money(minor, invoice.currency);
  const rows = linesOf(invoice).map((line) => [
    line.description,
    formatQuantity(line.quantityMilli, language),
    money(line.unitPriceMinor),
    formatRate(line.taxRateBp, language),
    money(line.netMinor),
  ]);
  const right = (['quantity', 'unitPrice', 'tax', 'amount'] as const).map((name, at) => {
    const label = say(name);
    const texts = [label, ...rows.map((row) => row[at + 1] ?? '')].sort((a, b) => b.length - a.length).slice(0, 40);
    const width = texts.reduce((most, text) => Math.max(most, widthOf(doc, text, size, 'semibold')), 0);
    return { label, width: Math.min(width + 16, 110), align: 'right' as const, quiet: at < 3 };
  });
  const rest = INNER_WIDTH - right.reduce((sum, column) => sum + column.width, 0);
  return { columns: [{ label: say('what'), width: rest }, ...right], rows, wraps: 0, maxLines: 4, size, rowHeight: 20 };
}

/** An invoice that came without lines (from a file, say) is its own one line. */
function linesOf(invoice: InvoicePaper): InvoicePaperLine[] {
  if (invoice.lines.length > 0) return invoice.lines;
  const net = invoice.totalMinor - invoice.taxMinor;
  return [
    {
      description: invoice.summary,
      quantityMilli: 1000n,
      unitPriceMinor: net,
      taxRateBp: 0,
      netMinor: net,
      taxMinor: invoice.taxMinor,
    },
  ];
}

function totalLines(invoice: InvoicePaper, language: Language): TotalLine[] {
  const say = invoiceWords(language);
  const money = (minor: bigint) => formatsOf(language).money(minor, invoice.currency);
  const taken = [
    { label: say('credited'), minor: invoice.creditedMinor },
    { label: say('writtenOff'), minor: invoice.writtenOffMinor },
    { label: say('paid'), minor: invoice.paidMinor },
    { label: say('underWay'), minor: invoice.inFlightMinor },
    { label: say('inDispute'), minor: invoice.disputedMinor },
  ].filter(({ minor }) => minor !== 0n);
  const due = invoice.voidReason === null ? invoice.dueMinor : 0n;
  return [
    { label: say('beforeTax'), amount: money(invoice.totalMinor - invoice.taxMinor) },
    { label: say('tax'), amount: money(invoice.taxMinor) },
    { label: say('total'), amount: money(invoice.totalMinor) },
    ...taken.map(({ label, minor }) => ({ label, amount: money(-minor) })),
    ...(invoice.voidReason === null ? [] : [{ label: say('void'), amount: money(due - invoice.dueMinor) }]),
    { label: paperWords(language)('amountDue'), amount: money(due), strong: true },
  ];
}
