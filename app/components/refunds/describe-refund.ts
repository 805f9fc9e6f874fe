import { refundedTo, refundSumLines } from '~/domain/refunds/refund-words';
import type { RefundSnapshot } from '~/domain/refunds/refund-snapshot';
import { backWords, reversalWords, tookMoney, type LoadedReversal } from '~/domain/refunds/reversal-words';
import { dateIn, formatDate } from '~/lib/dates';
import { formatMoney, type Currency } from '~/lib/money';

export type ShownRefund = ReturnType<typeof describeRefund>;

/** The refund document in the words of its page, from its snapshot alone. */
export function describeRefund(snapshot: RefundSnapshot) {
  const money = (minor: string | bigint) => formatMoney(BigInt(minor), snapshot.currency);
  const { vendor, payer } = snapshot;
  return {
    number: snapshot.number,
    total: money(snapshot.totalMinor),
    refundedOn: formatDate(snapshot.refunded.on),
    issuedOn: formatDate(dateIn(vendor.timeZone, new Date(snapshot.issuedAt))),
    method: refundedTo(snapshot),
    reference: snapshot.gatewayReference,
    receiptNumber: snapshot.receiptNumber,
    reason: snapshot.reason,
    vendorName: vendor.legalName,
    payer: { name: payer.name, lines: [`Customer ${payer.number}`, ...payer.addressLines] },
    invoices: snapshot.invoices.map((invoice) => ({
      number: invoice.number,
      summary: invoice.summary,
      total: money(invoice.totalMinor),
      refunded: money(invoice.refundedMinor),
      nowOpen: money(invoice.nowOpenMinor),
    })),
    sums: refundSumLines(snapshot).map(({ label, amountMinor }) => ({ label, amount: money(amountMinor) })),
  };
}

/** One line of what went back, and one more where it came back. Dates as they are where the vendor is. */
export type ReversalLine = {
  key: string;
  on: string;
  words: string;
  /** Signed: less for what went, more for what came back; null where no money moved. */
  amount: string | null;
  document: { id: string; number: string } | null;
};

export function describeReversals(
  reversals: readonly (LoadedReversal & { currency: Currency })[],
  timeZone: string,
): ReversalLine[] {
  const day = (instant: Date) => formatDate(dateIn(timeZone, instant));
  return reversals.flatMap((reversal) => {
    const { id, at, backAt, currency, amountMinor, documentId, documentNumber } = reversal;
    const amount = formatMoney(amountMinor, currency);
    const gone: ReversalLine = {
      key: id,
      on: day(at),
      words: reversalWords(reversal),
      amount: tookMoney(reversal) ? `−${amount}` : null,
      document: documentId && documentNumber ? { id: documentId, number: documentNumber } : null,
    };
    const back = backAt && {
      key: `${id} back`,
      on: day(backAt),
      words: backWords(reversal),
      amount: `+${amount}`,
      document: null,
    };
    return back ? [gone, back] : [gone];
  });
}
