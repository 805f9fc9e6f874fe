import { refundedTo, refundSumLines } from '~/domain/refunds/refund-words';
import type { RefundSnapshot } from '~/domain/refunds/refund-snapshot';
import { backWords, reversalWords, tookMoney, type LoadedReversal } from '~/domain/refunds/reversal-words';
import { dateIn } from '~/lib/dates';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import type { Currency } from '~/lib/money';
import { refundPageWords } from './refund-page.words';

export type ShownRefund = ReturnType<typeof describeRefund>;

/** The refund document in the words of its page, from its snapshot alone. */
export function describeRefund(snapshot: RefundSnapshot, language: Language) {
  const say = refundPageWords(language);
  const { date, ...formats } = formatsOf(language);
  const money = (minor: string | bigint) => formats.money(BigInt(minor), snapshot.currency);
  const { vendor, payer } = snapshot;
  return {
    number: snapshot.number,
    total: money(snapshot.totalMinor),
    refundedOn: date(snapshot.refunded.on),
    issuedOn: date(dateIn(vendor.timeZone, new Date(snapshot.issuedAt))),
    method: refundedTo(snapshot, language),
    reference: snapshot.gatewayReference,
    receiptNumber: snapshot.receiptNumber,
    reason: snapshot.reason,
    vendorName: vendor.legalName,
    payer: { name: payer.name, lines: [say('customer', { number: payer.number }), ...payer.addressLines] },
    invoices: snapshot.invoices.map((invoice) => ({
      number: invoice.number,
      summary: invoice.summary,
      total: money(invoice.totalMinor),
      refunded: money(invoice.refundedMinor),
      nowOpen: money(invoice.nowOpenMinor),
    })),
    sums: refundSumLines(snapshot, language).map(({ label, amountMinor }) => ({ label, amount: money(amountMinor) })),
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
  language: Language = 'en',
): ReversalLine[] {
  const { date, signed } = formatsOf(language);
  const day = (instant: Date) => date(dateIn(timeZone, instant));
  return reversals.flatMap((reversal) => {
    const { id, at, backAt, currency, amountMinor, documentId, documentNumber } = reversal;
    const gone: ReversalLine = {
      key: id,
      on: day(at),
      words: reversalWords(reversal, language),
      amount: tookMoney(reversal) ? signed('−', amountMinor, currency) : null,
      document: documentId && documentNumber ? { id: documentId, number: documentNumber } : null,
    };
    const back = backAt && {
      key: `${id} back`,
      on: day(backAt),
      words: backWords(reversal, language),
      amount: signed('+', amountMinor, currency),
      document: null,
    };
    return back ? [gone, back] : [gone];
  });
}
