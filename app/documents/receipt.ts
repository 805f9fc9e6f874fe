import { issuedOn, methodWords, paidWith, sumLines } from '~/domain/receipts/receipt-words';
import { settledBefore, type ReceiptSnapshot } from '~/domain/receipts/snapshot';
import { formatDate } from '~/lib/dates';
import { formatMoney } from '~/lib/money';
import { drawLetterhead, drawPageMarks } from './letterhead';
import { qrPath } from './qr';
import { INK, INNER_WIDTH, paperColor, SHEET, tag, widthOf, write, type Doc, type Struct } from './sheet';
import { drawTable, tableHeight, type TableShape } from './table';
import { drawTicket } from './ticket';
import { drawTotals, totalsHeight, type TotalLine } from './totals';

export const QR = 74;

/** What a document shows that its snapshot only names: the picture, and where to check it. */
export type Besides = { logo: Uint8Array | null; verifyUrl: string };

/** Draws the receipt, from its snapshot alone. One page for up to about 36 invoices, as many as it takes beyond. */
export async function drawReceipt(doc: Doc, snapshot: ReceiptSnapshot, { logo, verifyUrl }: Besides): Promise<void> {
  const money = (minor: string | bigint) => formatMoney(BigInt(minor), snapshot.currency);
  const root = doc.struct('Document');
  doc.addStructure(root);
  doc.addPage();
  const paidOn = formatDate(snapshot.paid.on);
  const name = { kind: 'Receipt', number: snapshot.number, dated: `Issued ${formatDate(issuedOn(snapshot))}` };
  let y = drawLetterhead(doc, root, { ...snapshot.vendor, logo }, name, paperColor(snapshot.vendor.brandColor));

  const { payer } = snapshot;
  y = drawTicket(doc, root, y, {
    caption: 'Paid',
    amount: money(snapshot.totalMinor),
    note: `on ${paidOn} ${paidWith(snapshot.method)}`,
    facts: [
      {
        label: 'Received from',
        width: 195,
        lines: [
          payer.name,
          `Customer ${payer.number}`,
          ...payer.addressLines,
          payer.taxId ? `Tax ID ${payer.taxId}` : '',
        ],
      },
      { label: 'Paid by', width: 130, lines: payer.contact ? [payer.contact.name, payer.contact.email] : [] },
      {
        label: 'Payment',
        width: 155,
        lines: [
          methodWords(snapshot.method),
          paidOn,
          snapshot.gatewayReference ? `Reference ${snapshot.gatewayReference}` : '',
        ],
      },
    ],
  });

  const totals: TotalLine[] = [
    ...sumLines(snapshot).map(({ label, amountMinor }) => ({ label, amount: money(amountMinor) })),
    { label: 'Total paid', amount: money(snapshot.totalMinor), strong: true },
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
  const labels = ['Invoice total', ...(before ? ['Settled before'] : []), 'Paid now', 'Still open'];
  y = await drawTable(doc, root, y, invoiceTable(doc, rows, labels, SHEET.bottom - y - below), below);
  drawTotals(doc, root, y + 9, totals);
  drawVerification(doc, root, y + 14, verifyUrl, { kind: 'receipt', number: snapshot.number });
  drawPageMarks(doc, snapshot.vendor.name, name);
  root.end();
}

const ROOMY = { size: 9, rowHeight: 19, maxLines: 2 };
const PAGED = { size: 8, rowHeight: 14, maxLines: 1 };
const TIGHTEST = 9.8;

/** Roomy rows where they all fit into `room`, rows as tight as they must be where that fits, pages of even rows otherwise. */
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
    const number = { ...column(0, 'Invoice', 170), font: 'semibold' as const };
    const amounts = labels.map((label, at) => ({
      ...column(at + 2, label, 100),
      align: 'right' as const,
      ...(at === labels.length - 2 ? { font: 'semibold' as const } : { quiet: true }),
    }));
    const rest = INNER_WIDTH - number.width - amounts.reduce((width, each) => width + each.width, 0);
    return { columns: [number, { label: 'For', width: rest, quiet: true }, ...amounts], rows, wraps: 1, ...look };
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

/** The code that leads to the public page which says whether this receipt, or refund document, is genuine. */
export function drawVerification(
  doc: Doc,
  root: Struct,
  y: number,
  url: string,
  { kind, number }: { kind: string; number: string },
): void {
  const { size, path } = qrPath(url);
  const alt = `QR code: check that ${kind} ${number} is genuine`;
  const bbox: [number, number, number, number] = [SHEET.left, y, SHEET.left + QR, y + QR];
  const draw = () => {
    doc
      .save()
      .translate(SHEET.left, y)
      .scale(QR / size);
    doc.path(path).fill(INK.ink).restore();
  };
  tag(doc, root, 'Figure', draw, { alt, bbox } as PDFKit.Mixins.StructureElementOptions);
  const x = SHEET.left + QR + 12;
  tag(doc, root, 'P', () => write(doc, `Is this ${kind} genuine?`, { x, y: y + 4, size: 8.5, font: 'semibold' }));
  const paragraph = doc.struct('P');
  root.add(paragraph);
  tag(doc, paragraph, 'Link', () => {
    doc.font('regular').fontSize(8).fillColor('#1d56b3');
    doc.text('Scan the code or open this link', x, y + 17, { lineBreak: false, link: url, underline: true });
  });
  tag(doc, root, 'P', () => write(doc, 'to see what was issued.', { x, y: y + 28, size: 8, color: INK.second }));
}
