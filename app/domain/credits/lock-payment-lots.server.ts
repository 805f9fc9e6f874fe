import { lockAllocatedInvoices } from '~/domain/payments/lock-payment.server';
import type { Tx } from '~/lib/db.server';
import type { Lot } from './lots';

/**
 * Locks what is left of the credit that a payment's money has become. Its invoices are locked before, as everybody does,
 * since they may be opened in the same transaction. The caller has locked the payment, so that no lot of it can appear.
 */
export async function lockLotsOfPayment(tx: Tx, payment: { id: string; vendorId: string }): Promise<Lot[]> {
  const [known] = await tx.$queryRaw<[{ any: boolean }]>`
    SELECT EXISTS (SELECT FROM credits c WHERE c.vendor_id = ${payment.vendorId}::uuid AND c.payment_id = ${payment.id}::uuid) AS any`;
  if (!known.any) return [];
  await lockAllocatedInvoices(tx, payment);
  return tx.$queryRaw<Lot[]>`
    SELECT c.id, c.remaining_minor AS "remainingMinor", c.created_at AS "createdAt" FROM credits c
    WHERE c.vendor_id = ${payment.vendorId}::uuid AND c.payment_id = ${payment.id}::uuid AND c.remaining_minor > 0
    ORDER BY c.id FOR UPDATE`;
}
