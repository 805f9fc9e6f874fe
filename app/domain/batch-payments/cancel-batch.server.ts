import type { StaffActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { transaction } from '~/lib/db.server';
import { enqueue } from '~/lib/queue.server';
import { refuse, type Result } from '~/lib/result';
import { closeBatches } from './close-batches.server';

export type CancelBatchRefusal = 'not-allowed' | 'no-such-batch' | 'nothing-waits';

/**
 * Stops a batch: what has not been asked of a bank will not be, and is listed as skipped. A charge whose payment has begun
 * ends as its payment does; a worker that was about to begin one finds its lease over. Customers who were told of a charge
 * to come are told that it is cancelled. Repeating it changes nothing more.
 */
export async function cancelBatch(
  actor: StaffActor,
  { batchId, cause }: { batchId: string; cause: string },
  now: Date,
): Promise<Result<{ stopped: number }, CancelBatchRefusal>> {
  if (actor.role === 'viewer') return refuse('not-allowed');
  const { vendorId } = actor;
  const result = await transaction(async (tx) => {
    const batch = await tx.batchPayment.findFirst({ where: { id: batchId, vendorId }, select: { id: true } });
    if (!batch) return refuse('no-such-batch' as const);
    // Charges first, the batch last: as everybody does who moves them. What begins meanwhile is seen by the next statement.
    await tx.$executeRaw`
      SELECT FROM batch_charges WHERE vendor_id = ${vendorId}::uuid AND batch_id = ${batchId}::uuid AND state IN ('planned', 'ready') ORDER BY payment_id FOR UPDATE`;
    const [{ stopped }] = await tx.$queryRaw<[{ stopped: number }]>`
      WITH stopped AS MATERIALIZED (
        SELECT c.vendor_id, c.payment_id FROM batch_charges c
        WHERE c.vendor_id = ${vendorId}::uuid AND c.batch_id = ${batchId}::uuid AND c.state IN ('planned', 'ready')
          AND NOT EXISTS (SELECT FROM payments p WHERE p.vendor_id = c.vendor_id AND p.id = c.payment_id)
      ), items AS (
        UPDATE batch_items t SET outcome = 'skipped', reason = 'batch-cancelled', ended_at = ${now}::timestamptz
        FROM stopped s WHERE t.vendor_id = s.vendor_id AND t.payment_id = s.payment_id AND t.outcome = 'waiting' RETURNING t.invoice_id
      ), charges AS (
        UPDATE batch_charges c SET state = 'ended', ended_at = ${now}::timestamptz, fence = c.fence + 1, lease_owner = NULL, lease_until = NULL
        FROM stopped s WHERE c.vendor_id = s.vendor_id AND c.payment_id = s.payment_id
      )
      SELECT count(*)::int AS stopped FROM items`;
    if (stopped === 0) return refuse('nothing-waits' as const);
    await tx.$executeRaw`
      UPDATE batch_payments SET cancelled_at = coalesce(cancelled_at, greatest(${now}::timestamptz, created_at)) WHERE vendor_id = ${vendorId}::uuid AND id = ${batchId}::uuid`;
    await enqueue(tx, 'tell-customers', { batchId, about: 'cancelled' });
    await record(tx, {
      vendorId,
      actor,
      cause,
      action: 'batch_payment.stopped',
      subject: 'batch_payment',
      subjectId: batchId,
      data: { invoices: stopped },
    });
    return { ok: true as const, stopped };
  });
  if (result.ok) await closeBatches({ batchIds: [batchId] }, now);
  return result;
}
