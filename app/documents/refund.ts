import { methodWords } from '~/domain/receipts/receipt-words';
import { refundSumLines } from '~/domain/refunds/refund-words';
import type { RefundSnapshot } from '~/domain/refunds/refund-snapshot';
import { dateIn, formatDate } from '~/lib/dates';
import { formatMoney } from '~/lib/money';
import { drawLetterhead, drawPageMarks } from './letterhead';
import { drawVerification, invoiceTable, QR, type Besides } from './receipt';
import { paperColor, SHEET, type Doc } from './sheet';
import { drawTable } from './table';
import { drawTicket } from './ticket';
import { drawTotals, totalsHeight, type TotalLine } from './totals';

/** Draws the refund document, from its snapshot alone, in the receipt's shape. */
export async function drawRefund(doc: Doc, snapshot: RefundSnapshot, { logo, verifyUrl }: Besides): Promise<void> {
  const money = (minor: string | bigint) => formatMoney(BigInt(minor), snapshot.currency);
  const root = doc.struct('Document');
  doc.addStructure(root);
  doc.addPage();
  const issuedOn = formatDate(dateIn(snapshot.vendor.timeZone, new Date(snapshot.issuedAt)));
  const name = { kind: 'Refund', number: snapshot.number, dated: `Issued ${issuedOn}` };
  let y = drawLetterhead(doc, root, { ...snapshot.vendor, logo }, name, paperColor(snapshot.vendor.brandColor));
  y = drawTicket(doc, root, y, ticketWords(snapshot, money(snapshot.totalMinor)));

  const totals: TotalLine[] = [
    ...refundSumLines(snapshot).map(({ label, amountMinor }) => ({ label, amount: money(amountMinor) })),
    { label: 'Total refunded', amount: money(snapshot.totalMinor), strong: true },
  ];
  const below = Math.max(totalsHeight(totals), QR) + 18;
  if (snapshot.invoices.length > 0) {
    const rows = snapshot.invoices.map((i) => [
      i.number,
      i.summary,
      money(i.totalMinor),
      money(i.refundedMinor),
      money(i.nowOpenMinor),
    ]);
    const labels = ['Invoice total', 'Refunded', 'Open again'] as const;
    y = await drawTable(doc, root, y, invoiceTable(doc, rows, labels, SHEET.bottom - y - below), below);
  }
  drawTotals(doc, root, y + 9, totals);
  drawVerification(doc, root, y + 14, verifyUrl, { kind: 'refund document', number: snapshot.number });
  drawPageMarks(doc, snapshot.vendor.name, name);
  root.end();
}

function ticketWords(snapshot: RefundSnapshot, amount: string) {
  const { payer, receiptNumber, gatewayReference } = snapshot;
  const outside = snapshot.method.kind === 'outside';
  const refundedOn = formatDate(snapshot.refunded.on);
  return {
    caption: 'Refunded',
    amount,
    note: receiptNumber ? `on ${refundedOn} · of receipt ${receiptNumber}` : `on ${refundedOn}`,
    facts: [
      {
        label: 'Refunded to',
        width: 195,
        lines: [
          payer.name,
          `Customer ${payer.number}`,
          ...payer.addressLines,
          payer.taxId ? `Tax ID ${payer.taxId}` : '',
        ],
      },
      { label: 'Reason', width: 130, lines: [snapshot.reason] },
      {
        label: 'Refund',
        width: 155,
        lines: [
          outside ? 'Handed back directly' : methodWords(snapshot.method),
          refundedOn,
          gatewayReference ? `Reference ${gatewayReference}` : '',
        ],
      },
    ],
  };
}
