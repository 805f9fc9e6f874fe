import type { CreditNoteSnapshot } from '~/domain/credits/credit-note-snapshot';
import { formatDate } from '~/lib/dates';
import { formatMoney } from '~/lib/money';
import { drawLetterhead, drawPageMarks } from './letterhead';
import { drawVerification, invoiceTable, QR, type Besides } from './receipt';
import { INK, INNER_WIDTH, paperColor, SHEET, tag, wrap, write, writeLines, type Doc, type Struct } from './sheet';
import { drawTable } from './table';
import { drawTicket } from './ticket';
import { drawTotals, totalsHeight, type TotalLine } from './totals';

/** Draws the credit note, from its snapshot alone, in the receipt's shape. */
export async function drawCreditNote(doc: Doc, note: CreditNoteSnapshot, { logo, verifyUrl }: Besides): Promise<void> {
  const money = (minor: string) => formatMoney(BigInt(minor), note.currency);
  const root = doc.struct('Document');
  doc.addStructure(root);
  doc.addPage();
  const issuedOn = formatDate(note.issuedOn);
  const name = { kind: 'Credit note', number: note.number, dated: `Issued ${issuedOn}` };
  const { vendor, customer, invoice } = note;
  let y = drawLetterhead(doc, root, { ...vendor, logo }, name, paperColor(vendor.brandColor));
  y = drawTicket(doc, root, y, {
    caption: 'Credited',
    amount: money(note.totalMinor),
    note: `on ${issuedOn}`,
    facts: [
      {
        label: 'To',
        width: 225,
        lines: [
          customer.name,
          `Customer ${customer.number}`,
          ...customer.addressLines,
          customer.taxId ? `Tax ID ${customer.taxId}` : '',
        ],
      },
      {
        label: 'Credit note',
        width: 255,
        lines: [note.number, issuedOn, invoice ? `For invoice ${invoice.number}` : ''],
      },
    ],
  });
  y = drawReason(doc, root, y, note.reason);

  const totals: TotalLine[] = [
    ...(invoice && note.keptMinor !== '0'
      ? [{ label: `Off ${invoice.number}`, amount: money(invoice.loweredMinor) }]
      : []),
    ...(note.keptMinor === '0' ? [] : [{ label: 'Credit on account', amount: money(note.keptMinor) }]),
    ...(note.taxMinor === '0' ? [] : [{ label: 'Tax included', amount: money(note.taxMinor) }]),
    { label: 'Total credited', amount: money(note.totalMinor), strong: true },
  ];
  const below = Math.max(totalsHeight(totals), QR) + 18;
  if (invoice) {
    const row = [
      invoice.number,
      invoice.summary,
      money(invoice.totalMinor),
      money(invoice.loweredMinor),
      money(invoice.nowOpenMinor),
    ];
    const labels = ['Invoice total', 'Lowered by', 'Still open'];
    y = await drawTable(doc, root, y, invoiceTable(doc, [row], labels, SHEET.bottom - y - below), below);
  }
  drawTotals(doc, root, y + 9, totals);
  drawVerification(doc, root, y + 14, verifyUrl, { kind: 'credit note', number: note.number });
  drawPageMarks(doc, vendor.name, name);
  root.end();
}

const PAD = 16;
const LINE = 12;

/** Why, in full: a reason has up to 500 characters. Returns where the next thing may start. */
function drawReason(doc: Doc, root: Struct, y: number, reason: string): number {
  const x = SHEET.left + PAD;
  const lines = wrap(doc, reason, { width: INNER_WIDTH - 2 * PAD, size: 9, maxLines: 12 });
  tag(doc, root, 'P', () => write(doc, 'Reason', { x, y, size: 7.5, color: INK.third }));
  tag(doc, root, 'P', () => writeLines(doc, lines, { x, y: y + LINE, size: 9 }, LINE));
  return y + LINE * (lines.length + 1) + 14;
}
