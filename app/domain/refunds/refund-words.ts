import { invoiceCount } from '~/domain/invoices/invoice-count';
import type { SumLine } from '~/domain/receipts/receipt-words';
import { refundedOnInvoices, type RefundSnapshot } from './refund-snapshot';

/** The lines between the invoices and the total; what is nought is left out. They add up to the total. */
export function refundSumLines(snapshot: RefundSnapshot): SumLine[] {
  const count = snapshot.invoices.length;
  const onInvoices = { label: `Refunded on ${invoiceCount(count)}`, amountMinor: refundedOnInvoices(snapshot) };
  return [...(count > 0 ? [onInvoices] : []), ...besidesInvoices(snapshot)];
}

/** What went back of no invoice. */
export function besidesInvoices(snapshot: RefundSnapshot): SumLine[] {
  const lines = [
    { label: 'Fee', amountMinor: BigInt(snapshot.feeMinor) },
    { label: 'Off your credit', amountMinor: BigInt(snapshot.creditMinor) },
    { label: 'On no invoice', amountMinor: BigInt(snapshot.beyondMinor) },
  ];
  return lines.filter((line) => line.amountMinor !== 0n);
}
