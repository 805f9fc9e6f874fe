import { invoiceCount } from '~/domain/invoices/invoice-count';
import type { SumLine } from '~/domain/receipts/receipt-words';
import type { Language } from '~/lib/languages/language';
import { refundLines } from './refund-lines.words';
import { refundedOnInvoices, type RefundSnapshot } from './refund-snapshot';

/** The lines between the invoices and the total; what is nought is left out. They add up to the total. */
export function refundSumLines(snapshot: RefundSnapshot, language: Language = 'en'): SumLine[] {
  const besides = besidesInvoices(snapshot, language);
  if (snapshot.invoices.length === 0) return besides;
  const label = refundLines(language)('refundedOn', { invoices: invoiceCount(snapshot.invoices.length, language) });
  return [{ label, amountMinor: refundedOnInvoices(snapshot) }, ...besides];
}

/** What went back of no invoice. */
export function besidesInvoices(snapshot: RefundSnapshot, language: Language = 'en'): SumLine[] {
  const say = refundLines(language);
  const lines = [
    { label: say('fee'), amountMinor: BigInt(snapshot.feeMinor) },
    { label: say('offCredit'), amountMinor: BigInt(snapshot.creditMinor) },
    { label: say('onNone'), amountMinor: BigInt(snapshot.beyondMinor) },
  ];
  return lines.filter((line) => line.amountMinor !== 0n);
}
