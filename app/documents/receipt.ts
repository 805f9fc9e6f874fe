import { issuedOn, methodWords, paidWith, sumLines } from '~/domain/receipts/receipt-words';
import { settledBefore, type ReceiptSnapshot } from '~/domain/receipts/snapshot';
import { formatsOf } from '~/lib/languages/formats';
import { withoutMarks } from '~/lib/languages/isolate';
import type { Language } from '~/lib/languages/language';
import { drawLetterhead, drawPageMarks } from './letterhead';
import { paperWords } from './paper.words';
import { partyLines } from './party-lines';
import { qrPath } from './qr';
import { receiptWords } from './receipt.words';
import { across, INK, INNER_WIDTH, paperColor, SHEET, tag, widthOf, write, type Doc, type Struct } from './sheet';
import { drawTable, tableHeight, type TableShape } from './table';
import { drawTicket } from './ticket';
import { drawTotals, totalsHeight, type TotalLine } from './totals';

export const QR = 74;

/** What a snapshot only names or leaves open: the picture, where to check it, the language of the words around it. */
export type Besides = { logo: Uint8Array | null; verifyUrl: string; language: Language };

/** Draws the receipt, from its snapshot alone. One page for up to about 36 invoices, as many as it takes beyond. */
export async function drawReceipt(doc: Doc, snapshot: ReceiptSnapshot, besides: Besides): Promise<void> {
  const { logo, verifyUrl, language } = besides;
  const formats = formatsOf(language);
  const say = receiptWords(language);
  const sayAlike = paperWords(language);
  const money = (minor: string | bigint) => formats.money(BigInt(minor), snapshot.currency);
  const root = doc.struct('Document');
  doc.addStructure(root);
  doc.addPage();
  const paidOn = formats.date(snapshot.paid.on);
  const dated = say('issued', { date: formats.date(issuedOn(snapshot)) });
  const name = { kind: say('kind'), number: snapshot.number, dated, language };
  let y = drawLetterhead(doc, root, { ...snapshot.vendor, logo }, name, paperColor(snapshot.vendor.brandColor));

  const { payer } = snapshot;
  y = drawTicket(doc, root, y, {
    caption: say('paid'),
    amount: money(snapshot.totalMinor),
    note: say('paidOn', { date: paidOn, how: paidWith(snapshot.method, language) }),
    facts: [
      { label: say('receivedFrom'), width: 195, lines: partyLines(payer, language) },
      // Who pays by a link is not known by name; the page says nothing there either.
      ...(payer.contact
        ? [{ label: say('paidBy'), width: 130, lines: [payer.contact.name, payer.contact.email] }]
        : []),
      {
        label: say('payment'),
        width: 155,
        lines: [
          methodWords(snapshot.method, language),
          paidOn,
          snapshot.gatewayReference ? sayAlike('reference', { reference: snapshot.gatewayReference }) : '',
        ],
      },
    ],
  });

  const totals: TotalLine[] = [
    ...sumLines(snapshot, language).map(({ label, amountMinor }) => ({ label, amount: money(amountMinor) })),
    { label: say('total'), amount: money(snapshot.totalMinor), strong: true },
  ];
  const below = Math.max(totalsHeight(totals), QR) + 18;
  // Only where it is needed for a row to add up: total − settled before − paid now = still open.
  const before = snapshot.invoices.some((i) => settledBefore(i) > 0n);
  const rows = snapshot.invoices.map((i) => [
    i.number,
    i.summary,
    money(i.totalMinor),
    ...(before ? [settledBefore(i) > 0n ? money(settledBefore(i)) : ''] : []),
    money(i.appliedMinor),
    money(i.stillOpenMinor),
  ]);
  const labels = [
    sayAlike('invoice'),
    sayAlike('subject'),
    sayAlike('invoiceTotal'),
    ...(before ? [say('settledBefore')] : []),
    say('paidNow'),
    sayAlike('stillOpen'),
  ];
  y = await drawTable(doc, root, y, invoiceTable(doc, rows, labels, SHEET.bottom - y - below), below);
  drawTotals(doc, root, y + 9, totals);
  drawVerification(doc, root, y + 14, verifyUrl, {
    question: say('genuine'),
    code: say('code', { number: snapshot.number }),
    language,
  });
  drawPageMarks(doc, snapshot.vendor.name, name);
  root.end();
}

const ROOMY = { size: 9, rowHeight: 19, maxLines: 2 };
const PAGED = { size: 8, rowHeight: 14, maxLines: 1 };
const TIGHTEST = 9.8;

/**
 * A table of invoices: number, what for, and amounts. Roomy rows where they all fit into `room`, rows as tight as they
 * must be where that fits, pages of even rows otherwise.
 */
export function invoiceTable(doc: Doc, rows: string[][], labels: readonly string[], room: number): TableShape {
  const shaped = (look: typeof ROOMY): TableShape => {
    const column = (at: number, label: string, most: number) => {
      const width = widest(
        doc,
        rows.map((row) => row[at] ?? ''),
        look.size,
      );
      return { label, width: Math.min(Math.max(width, widthOf(doc, label, 7.5)) + 14, most) };
    };
    const [invoice = '', subject = '', ...figures] = labels;
    const number = { ...column(0, invoice, 170), font: 'semibold' as const };
    const amounts = figures.map((label, at) => ({
      ...column(at + 2, label, 100),
      align: 'right' as const,
      ...(at === figures.length - 2 ? { font: 'semibold' as const } : { quiet: true }),
    }));
    const rest = INNER_WIDTH - number.width - amounts.reduce((width, each) => width + each.width, 0);
    return { columns: [number, { label: subject, width: rest, quiet: true }, ...amounts], rows, wraps: 1, ...look };
  };
  const roomy = rows.length <= 30 ? shaped(ROOMY) : null;
  if (roomy && tableHeight(doc, roomy) <= room) return roomy;
  const rowHeight = Math.min((room - 18) / rows.length, 16);
  return shaped(rowHeight >= TIGHTEST ? { size: Math.min(rowHeight * 0.7, 8.5), rowHeight, maxLines: 1 } : PAGED);
}

/** How wide the widest text is, in the heaviest font of the table; only the longest ones are measured. */
function widest(doc: Doc, texts: string[], size: number): number {
  const longest = [...texts].sort((a, b) => b.length - a.length).slice(0, 40);
  return longest.reduce((width, text) => Math.max(width, widthOf(doc, text, size, 'semibold')), 0);
}

/** The code that leads to the public page which says whether this document is genuine. `code` is read out in its stead. */
export function drawVerification(
  doc: Doc,
  root: Struct,
  y: number,
  url: string,
  { question, code, language }: { question: string; code: string; language: Language },
): void {
  const { size, path } = qrPath(url);
  const left = across(doc, SHEET.left, QR);
  const bbox: [number, number, number, number] = [left, y, left + QR, y + QR];
  const draw = () => {
    doc
      .save()
      .translate(left, y)
      .scale(QR / size);
    doc.path(path).fill(INK.ink).restore();
  };
  tag(doc, root, 'Figure', draw, { alt: withoutMarks(code), bbox } as PDFKit.Mixins.StructureElementOptions);
  const say = paperWords(language);
  const x = SHEET.left + QR + 12;
  tag(doc, root, 'P', () => write(doc, question, { x, y: y + 4, size: 8.5, font: 'semibold' }));
  const paragraph = doc.struct('P');
  root.add(paragraph);
  tag(doc, paragraph, 'Link', () =>
    write(doc, say('scan'), { x, y: y + 17, size: 8, color: '#1d56b3' }, { link: url, underline: true }),
  );
  tag(doc, root, 'P', () => write(doc, say('toSee'), { x, y: y + 28, size: 8, color: INK.second }));
}
