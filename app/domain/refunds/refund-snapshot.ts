import { withLogo, type Minor, type ReceiptSnapshot } from '~/domain/receipts/snapshot';
import type { CalendarDate } from '~/lib/dates';
import { invariant } from '~/lib/invariant';
import { sumMinor, type Currency } from '~/lib/money';

export type RefundedInvoice = {
  number: string;
  summary: string;
  totalMinor: Minor;
  /** What this refund took off it. */
  refundedMinor: Minor;
  /** What nobody had paid of it once the refund was booked. */
  nowOpenMinor: Minor;
};

/**
 * Everything a refund document says, frozen when it is issued, as a receipt's snapshot is. What is signed is
 * `canonicalJson` of it: a new field needs a new `version`, never another meaning of an old one.
 * Version 2 names the vendor's logo.
 */
export type RefundSnapshot = {
  version: 1 | 2;
  documentId: string;
  number: string;
  issuedAt: string;
  vendor: ReceiptSnapshot['vendor'];
  payer: Omit<ReceiptSnapshot['payer'], 'contact'>;
  /** `on` is the date in the vendor's time zone. */
  refunded: { at: string; on: CalendarDate };
  method: ReceiptSnapshot['method'];
  /** The receipt of the payment it gives back, where it has one. */
  receiptNumber: string | null;
  gatewayReference: string | null;
  reason: string;
  currency: Currency;
  invoices: RefundedInvoice[];
  feeMinor: Minor;
  /** Off credit that the payment had left over. */
  creditMinor: Minor;
  /** Beyond what the payment still held. */
  beyondMinor: Minor;
  totalMinor: Minor;
};

export function refundedOnInvoices(snapshot: Pick<RefundSnapshot, 'invoices'>): bigint {
  return sumMinor(snapshot.invoices.map((invoice) => BigInt(invoice.refundedMinor)));
}

/** Null when the figures re-add. Otherwise what is wrong, in a sentence. */
export function checkRefundAddsUp(snapshot: RefundSnapshot): string | null {
  const extras = [snapshot.feeMinor, snapshot.creditMinor, snapshot.beyondMinor].map(BigInt);
  if (extras.some((amount) => amount < 0n)) return 'a fee, credit or remainder is below zero';
  const parts = refundedOnInvoices(snapshot) + sumMinor(extras);
  if (parts !== BigInt(snapshot.totalMinor)) return `the parts come to ${parts}, the total says ${snapshot.totalMinor}`;
  if (parts <= 0n) return 'the total is not above zero';
  for (const { number, totalMinor, refundedMinor, nowOpenMinor } of snapshot.invoices) {
    if (BigInt(refundedMinor) <= 0n || BigInt(nowOpenMinor) < 0n || BigInt(refundedMinor) > BigInt(totalMinor))
      return `${number}: ${refundedMinor} refunded does not fit in ${totalMinor}`;
  }
  return null;
}

/** Reads a stored snapshot. */
export function readRefundSnapshot(stored: unknown): RefundSnapshot {
  const snapshot = stored as RefundSnapshot;
  invariant([1, 2].includes(snapshot.version), 'the snapshot is of a version this code can read');
  return { ...snapshot, vendor: withLogo(snapshot.vendor) };
}

/** "RF-2026-000031": the 31st refund the vendor made in 2026. */
export function refundNumber(year: number, sequence: number): string {
  return `RF-${year}-${sequence.toString().padStart(6, '0')}`;
}
