import type { StaffActor } from '~/auth/actor';
import { db, sql, type Prisma } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import type { Batch, BatchTotal } from './batch-payment';

type TotalJson = Omit<BatchTotal, 'amountMinor'> & { amountMinor: string };
type Row = Omit<Batch, 'totals'> & { totals: TotalJson[] };

/** The same minute comes twice when summer time ends. */
const CLOCKS_GO_BACK = '3 hours';

/**
 * SQL: the next day of a batch `b` that does nothing until then. Asked in this order, for a batch that is being charged is
 * read anew with every step of it: its charges are read only when none is to be made now.
 */
const nextOn = sql`
  CASE WHEN b.ended_at IS NULL
      AND NOT EXISTS (SELECT FROM batch_totals t WHERE t.vendor_id = b.vendor_id AND t.batch_id = b.id AND t.outcome = 'at-bank' AND t.item_count > 0)
      AND NOT EXISTS (SELECT FROM batch_charges c WHERE c.vendor_id = b.vendor_id AND c.batch_id = b.id AND c.state = 'ready')
    THEN (SELECT min(c.run_on)::text FROM batch_charges c WHERE c.vendor_id = b.vendor_id AND c.batch_id = b.id AND c.state = 'planned') END`;

/** SQL: the columns of a Batch `b` with its counters, which are kept, not counted. */
const BATCH_COLUMNS = sql`
  b.id, s.name AS "staffName", b.charge_per AS "chargePer", b.run_when AS "runWhen", b.run_on::text AS "runOn", ${nextOn} AS "nextOn", b.retry_of AS "retryOf", b.state,
  b.item_count AS "itemCount", b.customer_count AS "customerCount", b.created_at AS "createdAt", b.began_at AS "beganAt", b.charged_at AS "chargedAt",
  b.cancelled_at AS "cancelledAt", b.ended_at AS "endedAt",
  (SELECT count(*)::int FROM batch_payments o JOIN vendors v ON v.id = o.vendor_id
    WHERE o.vendor_id = b.vendor_id AND o.created_at > b.created_at - ${CLOCKS_GO_BACK}::interval AND (o.created_at, o.id) <= (b.created_at, b.id)
      AND date_trunc('minute', o.created_at AT TIME ZONE v.time_zone) = date_trunc('minute', b.created_at AT TIME ZONE v.time_zone)) AS nth,
  (SELECT coalesce(json_agg(json_build_object('currency', t.currency, 'outcome', t.outcome, 'count', t.item_count, 'amountMinor', t.amount_minor::text)), '[]')
    FROM batch_totals t WHERE t.vendor_id = b.vendor_id AND t.batch_id = b.id AND t.item_count > 0) AS totals`;

const readTotals = <T extends Row>({ totals, ...row }: T) => ({
  ...row,
  totals: totals.map((total) => ({ ...total, amountMinor: BigInt(total.amountMinor) })),
});

/** A batch of the actor's vendor; null for any other id. */
export async function loadBatch({ vendorId }: StaffActor, batchId: string): Promise<Batch | null> {
  if (!isId(batchId)) return null;
  const [batch] = await selectBatches(sql`b.vendor_id = ${vendorId}::uuid AND b.id = ${batchId}::uuid`, 1);
  return batch ?? null;
}

const IN_A_PAGE = 50;

export type BatchPage = { batches: Batch[]; next: string | null };

/** The vendor's batches, newest first, or only these of them; `before` is the id of the last one of the page before. */
export async function listBatches(
  { vendorId }: StaffActor,
  before: string | null,
  only: readonly string[] | null = null,
): Promise<BatchPage> {
  const older = isId(before)
    ? sql`AND (b.created_at, b.id) < (SELECT o.created_at, o.id FROM batch_payments o WHERE o.vendor_id = ${vendorId}::uuid AND o.id = ${before}::uuid)`
    : sql``;
  const these = only ? sql`AND b.id = ANY(${[...only]}::uuid[])` : sql``;
  const rows = await selectBatches(sql`b.vendor_id = ${vendorId}::uuid ${older} ${these}`, IN_A_PAGE + 1);
  const batches = rows.slice(0, IN_A_PAGE);
  return { batches, next: rows.length > IN_A_PAGE ? (batches.at(-1)?.id ?? null) : null };
}

/** Those of these that there are: what batches of a list try again. */
export function loadBatches({ vendorId }: StaffActor, ids: readonly string[]): Promise<Batch[]> {
  return selectBatches(sql`b.vendor_id = ${vendorId}::uuid AND b.id = ANY(${[...ids]}::uuid[])`, ids.length);
}

/** The batches that tried again what failed of it, newest first. */
export function listRetries({ vendorId }: StaffActor, batchId: string): Promise<Batch[]> {
  return selectBatches(sql`b.vendor_id = ${vendorId}::uuid AND b.retry_of = ${batchId}::uuid`, IN_A_PAGE);
}

async function selectBatches(which: Prisma.Sql, limit: number): Promise<Batch[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT ${BATCH_COLUMNS} FROM batch_payments b JOIN staff s ON s.vendor_id = b.vendor_id AND s.id = b.staff_id
    WHERE ${which} ORDER BY b.created_at DESC, b.id DESC LIMIT ${limit}::int -- vendor_id is part of which`;
  return rows.map(readTotals);
}

/** How many batches of the vendor are under way, for the navigation. */
export async function countUnderWay({ vendorId }: Pick<StaffActor, 'vendorId'>): Promise<number> {
  return db.batchPayment.count({ where: { vendorId, endedAt: null } });
}

type Told = Batch & { vendorId: string; vendorName: string; timeZone: string; staffEmail: string };

/** A batch for a job that tells of it. */
export async function findBatch(batchId: string): Promise<Told | null> {
  // all vendors: the id comes from a job that was queued with the batch's own change.
  const [row] = await db.$queryRaw<(Row & Omit<Told, keyof Batch>)[]>`
    SELECT ${BATCH_COLUMNS}, b.vendor_id AS "vendorId", v.name AS "vendorName", v.time_zone AS "timeZone", s.email AS "staffEmail"
    FROM batch_payments b JOIN staff s ON s.vendor_id = b.vendor_id AND s.id = b.staff_id JOIN vendors v ON v.id = b.vendor_id
    WHERE b.id = ${batchId}::uuid -- all vendors: as above`;
  return row ? readTotals(row) : null;
}
