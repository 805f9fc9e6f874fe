import { invoiceCount } from '~/domain/invoices/invoice-count';
import { methodWords, type SumLine } from '~/domain/receipts/receipt-words';
import type { Language } from '~/lib/languages/language';
import { refundLines } from './refund-lines.words';
import { refundedOnInvoices, type RefundSnapshot } from './refund-snapshot';

/** The lines between the invoices and the total; what is nought is left out. They add up to the total. */
export function refundSumLines(snapshot: RefundSnapshot, language: Language = 'en'): SumLine[] {
  const count = snapshot.invoices.length;
  const label = refundLines(language)('refundedOn', { invoices: invoiceCount(count, language) });
  const onInvoices = { label, amountMinor: refundedOnInvoices(snapshot) };
  return [...(count > 0 ? [onInvoices] : []), ...besidesInvoices(snapshot, language)];
}

/** What went back of no invoice. */
export function besidesInvoices(snapshot: RefundSnapshot, language: Language = 'en'): SumLine[] {
  const say = refundLines(language);
  const lines = [
    { label: say('fee'), amountMinor: BigInt(snapshot.feeMinor) },
    { label: say('offCredit'), amountMinor: BigInt(snapshot.creditMinor) },
    { label: say('onNoInvoice'), amountMinor: BigInt(snapshot.beyondMinor) },
  ];
  return lines.filter((line) => line.amountMinor !== 0n);
}

/** Where the money went: "Visa •••• 4242", or that it did not go through the gateway. */
export function refundedTo({ method }: Pick<RefundSnapshot, 'method'>, language: Language = 'en'): string {
  return method.kind === 'outside' ? refundLines(language)('handedBack') : methodWords(method, language);
}
