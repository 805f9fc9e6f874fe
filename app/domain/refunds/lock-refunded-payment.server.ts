import type { PaymentState } from '~/domain/payments/payment-state';
import type { Tx } from '~/lib/db.server';
import { invariant } from '~/lib/invariant';

/**
 * Locks the payment whose money goes back. Whatever reverses a payment does this first, before it writes any row that
 * refers to it: a second one then waits here, and neither can hold what the other needs.
 */
export async function lockRefundedPayment(
  tx: Tx,
  { paymentId, vendorId }: { paymentId: string; vendorId: string },
): Promise<PaymentState> {
  const [row] = await tx.$queryRaw<{ state: PaymentState }[]>`
    SELECT state FROM payments WHERE vendor_id = ${vendorId}::uuid AND id = ${paymentId}::uuid FOR NO KEY UPDATE`;
  invariant(row, `payment ${paymentId} exists`);
  return row.state;
}
