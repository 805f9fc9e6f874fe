import { invoiceCount } from '~/domain/invoices/invoice-count';
import { brandName, lastFour } from '~/domain/payment-methods/method-words';
import { dateIn, type CalendarDate } from '~/lib/dates';
import type { Language } from '~/lib/languages/language';
import { receiptLines } from './receipt-lines.words';
import { appliedTotal, type ReceiptSnapshot } from './snapshot';

type Method = ReceiptSnapshot['method'];

/** "Visa •••• 4242", or that the money did not come through the gateway. */
export function methodWords({ kind, brand, last4 }: Method, language: Language = 'en'): string {
  if (kind !== 'gateway') return receiptLines(language)(kind);
  return [brandName(brand ?? '', language), last4 && lastFour(last4, language)].filter(Boolean).join(' ');
}

/** How it was paid, after a date: "with Visa •••• 4242". */
export function paidWith(method: Method, language: Language = 'en'): string {
  const say = receiptLines(language);
  if (method.kind === 'credit') return say('withCredit');
  return method.kind === 'outside' ? say('withoutUs') : say('withMethod', { method: methodWords(method, language) });
}

/** The date of issue as the vendor's calendar had it. */
export function issuedOn(snapshot: ReceiptSnapshot): CalendarDate {
  return dateIn(snapshot.vendor.timeZone, new Date(snapshot.issuedAt));
}

export type SumLine = { label: string; amountMinor: bigint };

/** What makes up the total besides the invoices; what is nought is left out. */
export function besidesInvoices(snapshot: ReceiptSnapshot, language: Language = 'en'): SumLine[] {
  const say = receiptLines(language);
  const lines = [
    { label: say('creditUsed'), amountMinor: -BigInt(snapshot.creditUsedMinor) },
    { label: say('fee'), amountMinor: BigInt(snapshot.feeMinor) },
    { label: say('keptAsCredit'), amountMinor: BigInt(snapshot.unappliedMinor) },
  ];
  return lines.filter((line) => line.amountMinor !== 0n);
}

/** The lines between the invoices and the total. They add up to it. */
export function sumLines(snapshot: ReceiptSnapshot, language: Language = 'en'): SumLine[] {
  if (snapshot.invoices.length === 0) return besidesInvoices(snapshot, language);
  const label = receiptLines(language)('paidOn', { invoices: invoiceCount(snapshot.invoices.length, language) });
  return [{ label, amountMinor: appliedTotal(snapshot) }, ...besidesInvoices(snapshot, language)];
}
