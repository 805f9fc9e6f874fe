import type { AuditNote } from '~/domain/audit/record.server';
import type { CalendarDate } from '~/lib/dates';
import type { Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { enqueue } from '~/lib/queue.server';

/** A charge to come of a batch that charges each invoice on its due date. */
export type PlannedDueCharge = { batchId: string; paymentId: string; itemCount: number; runOn: CalendarDate };

type Of = { vendorId: string; invoiceId: string };

/** Those of the invoice, locked until the end: none that has begun. The caller has locked the invoice. */
export function lockPlannedCharges(tx: Tx, { vendorId, invoiceId }: Of): Promise<PlannedDueCharge[]> {
  return tx.$queryRaw<PlannedDueCharge[]>`
    SELECT c.batch_id AS "batchId", c.payment_id AS "paymentId", c.item_count AS "itemCount", c.run_on::text AS "runOn"
    FROM batch_items t JOIN batch_charges c ON c.vendor_id = t.vendor_id AND c.payment_id = t.payment_id
    JOIN batch_payments b ON b.vendor_id = c.vendor_id AND b.id = c.batch_id
    WHERE t.vendor_id = ${vendorId}::uuid AND t.invoice_id = ${invoiceId}::uuid AND t.outcome = 'waiting' AND c.state = 'planned' AND b.run_when = 'due-dates'
    ORDER BY c.payment_id FOR UPDATE OF c`;
}

/**
 * Lets a charge follow the due date of its invoice; one over several invoices lets go of this one, which is a charge of its
 * own then. A customer who was told the day before is told the new one. Answers what is to be noted.
 */
export async function movePlannedCharge(
  tx: Tx,
  { batchId, paymentId, itemCount, runOn: was }: PlannedDueCharge,
  { vendorId, invoiceId, dueOn, mark }: Of & { dueOn: CalendarDate; mark: string },
): Promise<Pick<AuditNote, 'action' | 'subject' | 'subjectId' | 'data'>> {
  if (itemCount === 1) {
    await tx.$executeRaw`
      UPDATE batch_charges SET run_on = ${dueOn}::date WHERE vendor_id = ${vendorId}::uuid AND payment_id = ${paymentId}::uuid`;
  } else {
    const own = newId();
    await tx.$executeRaw`
      INSERT INTO batch_charges (payment_id, vendor_id, batch_id, customer_id, currency, position, item_count, amount_minor, run_on, state)
      SELECT ${own}::uuid, t.vendor_id, t.batch_id, t.customer_id, t.currency, t.position, 1, t.amount_minor, ${dueOn}::date, 'planned'
      FROM batch_items t WHERE t.vendor_id = ${vendorId}::uuid AND t.batch_id = ${batchId}::uuid AND t.invoice_id = ${invoiceId}::uuid`;
    await tx.$executeRaw`
      UPDATE batch_charges c SET item_count = c.item_count - 1, amount_minor = c.amount_minor - t.amount_minor FROM batch_items t
      WHERE t.vendor_id = ${vendorId}::uuid AND t.batch_id = ${batchId}::uuid AND t.invoice_id = ${invoiceId}::uuid AND c.vendor_id = t.vendor_id AND c.payment_id = t.payment_id`;
    await tx.$executeRaw`
      UPDATE batch_items SET payment_id = ${own}::uuid WHERE vendor_id = ${vendorId}::uuid AND batch_id = ${batchId}::uuid AND invoice_id = ${invoiceId}::uuid`;
  }
  await enqueue(tx, 'send-moved-mail', { batchId, invoiceId, was, mark });
  const data = { invoiceId, was, is: dueOn };
  return { action: 'batch_payment.charge-moved', subject: 'batch_payment', subjectId: batchId, data };
}
