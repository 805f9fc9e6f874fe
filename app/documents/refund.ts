import { methodWords } from '~/domain/receipts/receipt-words';
import { refundSumLines } from '~/domain/refunds/refund-words';
import type { RefundSnapshot } from '~/domain/refunds/refund-snapshot';
import { dateIn } from '~/lib/dates';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import { drawLetterhead, drawPageMarks } from './letterhead';
import { paperWords } from './paper.words';
import { partyLines } from './party-lines';
import { drawVerification, invoiceTable, QR, type Besides } from './receipt';
import { refundWords } from './refund.words';
import { paperColor, SHEET, type Doc } from './sheet';
import { drawTable } from './table';
import { drawTicket } from './ticket';
import { drawTotals, totalsHeight, type TotalLine } from './totals';

/** Draws the refund document, from its snapshot alone, in the receipt's shape. */
export async function drawRefund(doc: Doc, snapshot: RefundSnapshot, besides: Besides): Promise<void> {
  const { logo, verifyUrl, language } = besides;
  const formats = formatsOf(language);
  const say = refundWords(language);
  const money = (minor: string | bigint) => formats.money(BigInt(minor), snapshot.currency);
  const root = doc.struct('Document');
  doc.addStructure(root);
  doc.addPage();
  const issuedOn = formats.date(dateIn(snapshot.vendor.timeZone, new Date(snapshot.issuedAt)));
  const dated = say('issued', { date: issuedOn });
  const name = { kind: say('kind'), number: snapshot.number, dated, language };
  let y = drawLetterhead(doc, root, { ...snapshot.vendor, logo }, name, paperColor(snapshot.vendor.brandColor));
  y = drawTicket(doc, root, y, ticketWords(snapshot, money(snapshot.totalMinor), language));

  const totals: TotalLine[] = [
    ...refundSumLines(snapshot, language).map(({ label, amountMinor }) => ({ label, amount: money(amountMinor) })),
    { label: say('total'), amount: money(snapshot.totalMinor), strong: true },
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
    const sayAlike = paperWords(language);
    const amounts = [sayAlike('invoiceTotal'), say('refunded'), say('openAgain')];
    const labels = [sayAlike('invoice'), sayAlike('subject'), ...amounts];
    y = await drawTable(doc, root, y, invoiceTable(doc, rows, labels, SHEET.bottom - y - below), below);
  }
  drawTotals(doc, root, y + 9, totals);
  drawVerification(doc, root, y + 14, verifyUrl, {
    question: say('genuine'),
    code: say('code', { number: snapshot.number }),
    language,
  });
  drawPageMarks(doc, snapshot.vendor.name, name);
  root.end();
}

function ticketWords(snapshot: RefundSnapshot, amount: string, language: Language) {
  const { receiptNumber: receipt, gatewayReference: reference } = snapshot;
  const say = refundWords(language);
  const outside = snapshot.method.kind === 'outside';
  const date = formatsOf(language).date(snapshot.refunded.on);
  return {
    caption: say('refunded'),
    amount,
    note: receipt ? say('onOfReceipt', { date, receipt }) : say('on', { date }),
    facts: [
      { label: say('refundedTo'), width: 195, lines: partyLines(snapshot.payer, language) },
      { label: say('reason'), width: 130, lines: [snapshot.reason] },
      {
        label: say('kind'),
        width: 155,
        lines: [
          outside ? say('outside') : methodWords(snapshot.method, language),
          date,
          reference ? paperWords(language)('reference', { reference }) : '',
        ],
      },
    ],
  };
}
