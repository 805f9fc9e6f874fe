import { record } from '~/domain/audit/record.server';
import { db, sql, transaction, type Prisma, type Tx } from '~/lib/db.server';
import { enqueue } from '~/lib/queue.server';
import type { BatchState } from './batch-payment';

type Counts = { waiting: number; atBank: number; failed: number };
type Open = Counts & {
  id: string;
  vendorId: string;
  state: BatchState;
  chargedAt: Date | null;
  cancelledAt: Date | null;
};

/**
 * Ends the batches of which no item is open any more, and notes of those that wait only for banks that all is charged;
 * whoever confirmed one is mailed either, once. Reads counters, never items. Safe to repeat and beside any number of its
 * like: who comes second finds it done.
 */
export async function closeBatches(which: { batchIds: readonly string[] } | 'all', now: Date): Promise<void> {
  // all vendors: the house looks after every vendor's batches.
  const candidates = await db.$queryRaw<Open[]>(
    openSql(which === 'all' ? sql`true` : sql`b.id = ANY(${[...which.batchIds]}::uuid[])`),
  );
  for (const { id } of candidates.filter(mayMove)) await transaction((tx) => close(tx, id, now));
}

const mayMove = ({ waiting, atBank, chargedAt }: Open) => waiting === 0 && (chargedAt === null || atBank === 0);

async function close(tx: Tx, id: string, now: Date): Promise<void> {
  // all vendors: by the id of our own row.
  await tx.$queryRaw`SELECT FROM batch_payments WHERE id = ${id}::uuid FOR NO KEY UPDATE -- all vendors: as above`;
  const [batch] = await tx.$queryRaw<Open[]>(openSql(sql`b.id = ${id}::uuid`));
  if (!batch || !mayMove(batch)) return;
  const ends = batch.atBank === 0;
  const state = ends ? endOf(batch) : batch.state;
  await tx.$executeRaw`
    UPDATE batch_payments SET state = ${state}, charged_at = coalesce(charged_at, greatest(${now}::timestamptz, created_at)),
      ended_at = CASE WHEN ${ends} THEN greatest(${now}::timestamptz, created_at) END
    WHERE vendor_id = ${batch.vendorId}::uuid AND id = ${id}::uuid`;
  await enqueue(tx, 'mail-batch-links', { batchId: id });
  await enqueue(tx, 'send-batch-mail', { batchId: id, about: ends ? 'ended' : 'charged' });
  await record(tx, {
    vendorId: batch.vendorId,
    actor: { kind: 'system', name: 'batch payments' },
    cause: 'close-batches',
    action: ends ? `batch_payment.${state}` : 'batch_payment.charged',
    subject: 'batch_payment',
    subjectId: id,
    data: { from: batch.state, to: state, failed: batch.failed, atBank: batch.atBank },
  });
}

function endOf({ cancelledAt, failed }: Open): BatchState {
  if (cancelledAt !== null) return 'cancelled';
  return failed > 0 ? 'completed-with-failures' : 'completed';
}

const openSql = (which: Prisma.Sql) => sql`
  SELECT b.id, b.vendor_id AS "vendorId", b.state, b.charged_at AS "chargedAt", b.cancelled_at AS "cancelledAt",
    coalesce(sum(t.item_count) FILTER (WHERE t.outcome = 'waiting'), 0)::int AS waiting,
    coalesce(sum(t.item_count) FILTER (WHERE t.outcome = 'at-bank'), 0)::int AS "atBank",
    coalesce(sum(t.item_count) FILTER (WHERE t.outcome = 'failed'), 0)::int AS failed
  FROM batch_payments b JOIN batch_totals t ON t.vendor_id = b.vendor_id AND t.batch_id = b.id
  WHERE b.ended_at IS NULL AND ${which} GROUP BY b.id`;
