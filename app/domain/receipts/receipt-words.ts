import { invoiceCount } from '~/domain/invoices/invoice-count';
import { brandName } from '~/domain/payment-methods/method-words';
import { dateIn, type CalendarDate } from '~/lib/dates';
import { appliedTotal, type ReceiptSnapshot } from './snapshot';

type Method = ReceiptSnapshot['method'];

/** "Visa •••• 4242", or that the money did not come through the gateway. */
export function methodWords({ kind, brand, last4 }: Method): string {
  if (kind === 'outside') return 'Received directly';
  if (kind === 'credit') return 'Credit on account';
  return [brandName(brand ?? ''), last4 && `•••• ${last4}`].filter(Boolean).join(' ');
}

/** How it was paid, after a date: "with Visa •••• 4242". */
export function paidWith(method: Method): string {
  if (method.kind === 'credit') return 'with credit on account';
  return method.kind === 'outside' ? '· received directly' : `with ${methodWords(method)}`;
}

/** The date of issue as the vendor's calendar had it. */
export function issuedOn(snapshot: ReceiptSnapshot): CalendarDate {
  return dateIn(snapshot.vendor.timeZone, new Date(snapshot.issuedAt));
}

export type SumLine = { label: string; amountMinor: bigint };

/** What makes up the total besides the invoices; what is nought is left out. */
export function besidesInvoices(snapshot: ReceiptSnapshot): SumLine[] {
  const lines = [
    { label: 'Credit used', amountMinor: -BigInt(snapshot.creditUsedMinor) },
    { label: 'Fee', amountMinor: BigInt(snapshot.feeMinor) },
    { label: 'Kept as credit', amountMinor: BigInt(snapshot.unappliedMinor) },
  ];
  return lines.filter((line) => line.amountMinor !== 0n);
}

/** The lines between the invoices and the total. They add up to it. */
export function sumLines(snapshot: ReceiptSnapshot): SumLine[] {
  if (snapshot.invoices.length === 0) return besidesInvoices(snapshot);
  const label = `Paid on ${invoiceCount(snapshot.invoices.length)}`;
  return [{ label, amountMinor: appliedTotal(snapshot) }, ...besidesInvoices(snapshot)];
}
