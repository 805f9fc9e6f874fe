import type { Tx } from '~/lib/db.server';
import { invariant } from '~/lib/invariant';
import type { PaymentRow } from './payment-row.server';
import type { PaymentState } from './payment-state';

/** Locks the payment's row and says where it stands now; whoever comes second sees what the first has done. */
export async function lockPayment(tx: Tx, payment: PaymentRow): Promise<{ state: PaymentState; failureCode: string | null }> {
  const [row] = await tx.$queryRaw<{ state: PaymentState; failureCode: string | null }[]>`
    SELECT state, failure_code AS "failureCode" FROM payments
    WHERE vendor_id = ${payment.vendorId}::uuid AND id = ${payment.id}::uuid FOR UPDATE`;
  invariant(row, `payment ${payment.id} exists`);
  return row;
}

/** Locks the payment's invoices in id order, the one order everybody uses, so that no two can deadlock. */
export async function lockAllocatedInvoices(tx: Tx, payment: PaymentRow): Promise<void> {
  await tx.$executeRaw`
    SELECT FROM invoices i
    WHERE i.vendor_id = ${payment.vendorId}::uuid AND i.id IN (SELECT a.invoice_id FROM allocations a WHERE a.payment_id = ${payment.id}::uuid)
    ORDER BY i.id FOR UPDATE`;
}
