import { listReversals } from '~/domain/refunds/list-reversals.server';
import { readRefundable } from '~/domain/refunds/payment-holdings.server';
import type { RefundState } from '~/domain/refunds/refund-state';
import type { LoadedReversal } from '~/domain/refunds/reversal-words';
import { db } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import { loadPayment, type LoadedPayment } from './load-payment.server';

/** A refund that was asked for, also one that came to nothing before it moved anything. */
export type AskedRefund = {
  id: string;
  state: RefundState;
  amountMinor: bigint;
  failureCode: string | null;
  /** The gateway has it. */
  booked: boolean;
};

export type VendorPayment = LoadedPayment & {
  customer: { id: string; number: string; name: string };
  /** Who pressed the button: a contact, or staff; null where nobody did. */
  by: string | null;
  note: string | null;
  /** What is left of the credit that its money has become. */
  creditLeftMinor: bigint;
  reversals: LoadedReversal[];
  refunds: AskedRefund[];
  /** What could be refunded at this moment, per invoice, newest due first. */
  refundable: {
    leftMinor: bigint;
    feeRoomMinor: bigint;
    forbidden: boolean;
    rooms: { invoiceId: string; number: string; roomMinor: bigint }[];
  };
};

type Head = {
  customerId: string;
  number: string;
  name: string;
  by: string | null;
  note: string | null;
  creditLeftMinor: bigint;
};

/** A payment as the vendor's staff see it. Null for another vendor's, as if it did not exist. */
export async function loadVendorPayment(
  { vendorId }: { vendorId: string },
  paymentId: unknown,
): Promise<VendorPayment | null> {
  if (!isId(paymentId)) return null;
  const [head] = await db.$queryRaw<Head[]>`
    SELECT c.id AS "customerId", c.number, c.name, coalesce(person.name, s.name, recorder.name) AS by, n.data ->> 'note' AS note,
      (SELECT coalesce(sum(l.remaining_minor), 0)::bigint FROM credits l WHERE l.vendor_id = p.vendor_id AND l.payment_id = p.id) AS "creditLeftMinor"
    FROM payments p JOIN customers c ON c.vendor_id = p.vendor_id AND c.id = p.customer_id
    LEFT JOIN contacts k ON k.vendor_id = p.vendor_id AND k.id = p.contact_id LEFT JOIN people person ON person.id = k.person_id
    LEFT JOIN staff s ON s.vendor_id = p.vendor_id AND s.id = p.staff_id
    LEFT JOIN audit_entries n ON n.vendor_id = p.vendor_id AND n.subject = 'payment' AND n.subject_id = p.id::text AND n.action = 'payment.recorded'
    LEFT JOIN staff recorder ON recorder.vendor_id = p.vendor_id AND n.actor_kind = 'staff' AND recorder.id::text = n.actor_id
    WHERE p.vendor_id = ${vendorId}::uuid AND p.id = ${paymentId}::uuid`;
  if (!head) return null;
  const { customerId, number, name, ...more } = head;
  const scope = { vendorId, customerId };
  const [payment, reversals, refunds, refundable] = await Promise.all([
    loadPayment(scope, paymentId),
    listReversals(scope, { paymentId }),
    db.$queryRaw<AskedRefund[]>`
      SELECT r.id, r.state, r.amount_minor AS "amountMinor", r.failure_code AS "failureCode", r.booked_at IS NOT NULL AS booked
      FROM refunds r WHERE r.vendor_id = ${vendorId}::uuid AND r.payment_id = ${paymentId}::uuid ORDER BY r.created_at`,
    readRefundable(db, { id: paymentId, vendorId }),
  ]);
  return payment && { ...payment, ...more, customer: { id: customerId, number, name }, reversals, refunds, refundable };
}
