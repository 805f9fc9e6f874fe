import type { Lot } from '~/domain/credits/lots';
import { lockLotsOfPayment } from '~/domain/credits/lock-payment-lots.server';
import { lotsTotal } from '~/domain/credits/lots';
import type { PaymentRow } from '~/domain/payments/payment-row.server';
import type { Tx } from '~/lib/db.server';
import { invariant } from '~/lib/invariant';
import type { Room } from './spread-reversal';

/** What a settled payment still holds, and what stands in the way of giving it back. */
export type Holdings = {
  /** Newest due first. */
  rooms: Room[];
  feeRoomMinor: bigint;
  /** What is left of the credit that its money has become. */
  unappliedRoomMinor: bigint;
  lots: Lot[];
  /** Captured, and neither refunded nor withdrawn by a dispute (I15). */
  leftMinor: bigint;
  /** Some dispute of the payment forbids refunds (I16). */
  forbidden: boolean;
  /** Refunds we have asked for whose outcome is not known. */
  undecided: string[];
};

type Sums = Omit<Holdings, 'rooms' | 'lots' | 'unappliedRoomMinor'>;

/** What could be refunded at this moment, for a page to show: nothing is locked, and whoever refunds asks again. */
export async function readRefundable(
  tx: Tx,
  payment: Pick<PaymentRow, 'id' | 'vendorId'>,
): Promise<Sums & { rooms: Room[] }> {
  return { ...(await readSums(tx, payment)), rooms: await readRooms(tx, payment) };
}

/** Three statements whatever the number of invoices, two more where it has credit. Lock the payment first, or it may be out of date. */
export async function readHoldings(tx: Tx, payment: Pick<PaymentRow, 'id' | 'vendorId'>): Promise<Holdings> {
  const lots = await lockLotsOfPayment(tx, payment);
  const sums = await readSums(tx, payment);
  return { ...sums, lots, unappliedRoomMinor: lotsTotal(lots), rooms: await readRooms(tx, payment) };
}

async function readSums(tx: Tx, payment: Pick<PaymentRow, 'id' | 'vendorId'>): Promise<Sums> {
  const [sums] = await tx.$queryRaw<Sums[]>`
    SELECT (p.fee_minor - refunded.fee - disputed.fee)::bigint AS "feeRoomMinor",
      (p.amount_minor - refunded.amount - disputed.amount)::bigint AS "leftMinor", disputed.forbidden, refunded.undecided
    FROM payments p, LATERAL (
      SELECT coalesce(sum(r.fee_minor), 0) AS fee, coalesce(sum(r.amount_minor), 0) AS amount,
        coalesce(array_agg(r.id::text) FILTER (WHERE r.state = 'pending' AND r.booked_at IS NULL), '{}') AS undecided
      FROM refunds r WHERE r.vendor_id = p.vendor_id AND r.payment_id = p.id AND r.failed_at IS NULL
    ) refunded, LATERAL (
      SELECT coalesce(sum(d.fee_minor) FILTER (WHERE held), 0) AS fee, coalesce(sum(d.amount_minor) FILTER (WHERE held), 0) AS amount, coalesce(bool_or(NOT d.is_charge_refundable), false) AS forbidden
      FROM (SELECT g.*, g.withdrawn_at IS NOT NULL AND g.reinstated_at IS NULL AS held FROM gateway_disputes g
            WHERE g.vendor_id = p.vendor_id AND g.payment_id = p.id) d
    ) disputed
    WHERE p.vendor_id = ${payment.vendorId}::uuid AND p.id = ${payment.id}::uuid`;
  invariant(sums, `payment ${payment.id} exists`);
  return sums;
}

/** The same sum as the database's own reversed_minor(), for all invoices of the payment at once. */
async function readRooms(tx: Tx, payment: Pick<PaymentRow, 'id' | 'vendorId'>): Promise<Room[]> {
  return tx.$queryRaw<Room[]>`
    WITH held AS MATERIALIZED (
      SELECT a.vendor_id, a.invoice_id, a.amount_minor FROM allocations a
      WHERE a.vendor_id = ${payment.vendorId}::uuid AND a.payment_id = ${payment.id}::uuid
    ), moved AS (
      SELECT a.invoice_id, a.amount_minor FROM refund_allocations a JOIN refunds r ON r.id = a.refund_id AND r.vendor_id = a.vendor_id
      WHERE a.payment_id = ${payment.id}::uuid AND (r.booked_at IS NOT NULL OR r.state = 'pending')
      UNION ALL
      SELECT a.invoice_id, -b.restored_minor FROM refund_allocations a
      JOIN refund_returns b ON b.vendor_id = a.vendor_id AND b.refund_id = a.refund_id AND b.invoice_id = a.invoice_id WHERE a.payment_id = ${payment.id}::uuid
      UNION ALL
      SELECT a.invoice_id, a.amount_minor FROM dispute_allocations a WHERE a.payment_id = ${payment.id}::uuid
      UNION ALL
      SELECT a.invoice_id, -b.restored_minor FROM dispute_allocations a
      JOIN dispute_returns b ON b.vendor_id = a.vendor_id AND b.dispute_id = a.dispute_id AND b.invoice_id = a.invoice_id WHERE a.payment_id = ${payment.id}::uuid
      UNION ALL
      SELECT c.invoice_id, c.amount_minor FROM credits c
      WHERE c.vendor_id = ${payment.vendorId}::uuid AND c.payment_id = ${payment.id}::uuid AND c.source = 'voided_invoice'
    ), taken AS (SELECT invoice_id, sum(amount_minor) AS amount_minor FROM moved GROUP BY invoice_id)
    SELECT held.invoice_id AS "invoiceId", i.number, (held.amount_minor - coalesce(taken.amount_minor, 0))::bigint AS "roomMinor"
    FROM held JOIN invoices i ON i.id = held.invoice_id AND i.vendor_id = held.vendor_id
    LEFT JOIN taken ON taken.invoice_id = held.invoice_id
    ORDER BY i.due_on DESC, i.id DESC`;
}
