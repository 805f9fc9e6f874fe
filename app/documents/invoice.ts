import { formatQuantity, formatRate } from '~/domain/invoices/line-words';
import { formatDate, type CalendarDate } from '~/lib/dates';
import { formatMoney, type Currency } from '~/lib/money';
import { drawLetterhead, drawPageMarks, type Sender } from './letterhead';
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
  customer: { name: string; number: string; addressLines: string[]; taxId: string | null };
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
export async function drawInvoice(doc: Doc, invoice: InvoicePaper): Promise<void> {
  const root = doc.struct('Document');
  doc.addStructure(root);
  doc.addPage();
  const name = { kind: 'Invoice', number: invoice.number, dated: `Issued ${formatDate(invoice.issuedOn)}` };
  let y = drawLetterhead(doc, root, invoice.vendor, name, paperColor(invoice.vendor.brandColor));
  y = drawTicket(doc, root, y, ticketWords(invoice));
  const totals = totalLines(invoice);
  y = await drawTable(doc, root, y, lineTable(doc, invoice), totalsHeight(totals) + 14);
  drawTotals(doc, root, y + 9, totals);
  drawPageMarks(doc, invoice.vendor.name, name);
  root.end();
}

function ticketWords(invoice: InvoicePaper): TicketWords {
  const { customer } = invoice;
  const dueOn = formatDate(invoice.dueOn);
  const note =
    invoice.voidReason !== null
      ? `Void: ${invoice.voidReason}`
      : invoice.paidMinor === invoice.totalMinor
        ? 'Paid in full'
        : `due on ${dueOn}`;
  return {
    caption: 'Amount due',
    amount: formatMoney(invoice.voidReason === null ? invoice.dueMinor : 0n, invoice.currency),
    note,
    facts: [
      {
        label: 'Billed to',
        width: 215,
        lines: [
          customer.name,
          `Customer ${customer.number}`,
          ...customer.addressLines,
          customer.taxId ? `Tax ID ${customer.taxId}` : '',
        ],
      },
      { label: 'Due', width: 100, lines: [dueOn] },
      { label: 'For', width: 160, lines: [invoice.summary, invoice.memo ?? ''] },
    ],
  };
}

function lineTable(doc: Doc, invoice: InvoicePaper): TableShape {
  const size = 9;
  const money = (minor: bigint) => formatMoney(minor, invoice.currency);
  const rows = linesOf(invoice).map((line) => [
    line.description,
    formatQuantity(line.quantityMilli),
    money(line.unitPriceMinor),
    formatRate(line.taxRateBp),
    money(line.netMinor),
  ]);
  const right = ['Quantity', 'Unit price', 'Tax', 'Amount'].map((label, at) => {
    const texts = [label, ...rows.map((row) => row[at + 1] ?? '')].sort((a, b) => b.length - a.length).slice(0, 40);
    const width = texts.reduce((most, text) => Math.max(most, widthOf(doc, text, size, 'semibold')), 0);
    return { label, width: Math.min(width + 16, 110), align: 'right' as const, quiet: at < 3 };
  });
  const rest = INNER_WIDTH - right.reduce((sum, column) => sum + column.width, 0);
  return { columns: [{ label: 'What', width: rest }, ...right], rows, wraps: 0, maxLines: 4, size, rowHeight: 20 };
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

function totalLines(invoice: InvoicePaper): TotalLine[] {
  const money = (minor: bigint) => formatMoney(minor, invoice.currency);
  const taken = [
    { label: 'Credited', minor: invoice.creditedMinor },
    { label: 'Written off', minor: invoice.writtenOffMinor },
    { label: 'Paid', minor: invoice.paidMinor },
    { label: 'Payment under way', minor: invoice.inFlightMinor },
    { label: 'In dispute', minor: invoice.disputedMinor },
  ].filter(({ minor }) => minor !== 0n);
  const due = invoice.voidReason === null ? invoice.dueMinor : 0n;
  return [
    { label: 'Before tax', amount: money(invoice.totalMinor - invoice.taxMinor) },
    { label: 'Tax', amount: money(invoice.taxMinor) },
    { label: 'Total', amount: money(invoice.totalMinor) },
    ...taken.map(({ label, minor }) => ({ label, amount: money(-minor) })),
    ...(invoice.voidReason === null ? [] : [{ label: 'Void', amount: money(due - invoice.dueMinor) }]),
    { label: 'Amount due', amount: money(due), strong: true },
  ];
}
