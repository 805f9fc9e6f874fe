import type { Lot } from '~/domain/credits/lots';
import { holdCredit, moverOf } from '~/domain/credits/move-credit.server';
import type { PaymentRow } from '~/domain/payments/payment-row.server';
import type { Tx } from '~/lib/db.server';
import type { Reversal } from './spread-reversal';

export type NewRefund = Reversal & {
  id: string;
  amountMinor: bigint;
  origin: 'ours' | 'gateway';
  reason: string;
  staffId: string | null;
  requestHash: Buffer;
  createdAt: Date;
  /** Where credit that goes back is taken from. */
  lots: readonly Lot[];
};

/** Writes a refund down as pending, with what it comes off: the first half of every refund, before anybody is asked. */
export async function writeRefund(tx: Tx, payment: PaymentRow, refund: NewRefund): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO refunds (id, vendor_id, customer_id, payment_id, currency, amount_minor, fee_minor, unapplied_minor, loss_minor, origin, channel,
      reason, staff_id, request_hash, created_at)
    VALUES (${refund.id}::uuid, ${payment.vendorId}::uuid, ${payment.customerId}::uuid, ${payment.id}::uuid, ${payment.currency}, ${refund.amountMinor},
      ${refund.feeMinor}, ${refund.unappliedMinor}, ${refund.lossMinor}, ${refund.origin}, ${payment.channel === 'outside' ? 'outside' : 'gateway'},
      ${refund.reason}, ${refund.staffId}::uuid, ${refund.requestHash}::bytea, ${refund.createdAt}::timestamptz)`;
  const mover = moverOf('refund', { ...payment, id: refund.id });
  await holdCredit(tx, mover, { lots: refund.lots, amountMinor: refund.unappliedMinor }, refund.createdAt);
  if (refund.parts.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO refund_allocations (vendor_id, refund_id, payment_id, invoice_id, customer_id, currency, amount_minor)
    SELECT ${payment.vendorId}::uuid, ${refund.id}::uuid, ${payment.id}::uuid, n.invoice_id, ${payment.customerId}::uuid, ${payment.currency}, n.amount_minor
    FROM unnest(
      ${refund.parts.map((part) => part.invoiceId)}::uuid[],
      ${refund.parts.map((part) => part.amountMinor.toString())}::bigint[]) AS n (invoice_id, amount_minor)`;
}
