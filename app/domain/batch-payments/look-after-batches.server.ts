import { readRows, sql } from '~/lib/db.server';
import { closeBatches } from './close-batches.server';
import { followPayments } from './write-outcomes.server';

/**
 * Lets charges begin whose date has begun in their vendor's zone, follows what banks have decided, and ends batches of
 * which nothing is open. Runs every minute by the database's clock; it charges nothing itself, so running it twice or
 * late is safe.
 */
export async function lookAfterBatches({ now }: { now: Date }): Promise<{ begun: number }> {
  // all vendors: the house looks after every vendor's batches.
  const [row] = await readRows<{ begun: number }>(sql`
    WITH due AS MATERIALIZED (
      SELECT c.payment_id, c.vendor_id, c.batch_id FROM batch_charges c -- all vendors
      JOIN vendors v ON v.id = c.vendor_id
      WHERE c.state = 'planned' AND c.run_on <= (${now}::timestamptz AT TIME ZONE 'Pacific/Kiritimati')::date AND (${now}::timestamptz AT TIME ZONE v.time_zone)::date >= c.run_on
      ORDER BY c.payment_id FOR UPDATE OF c SKIP LOCKED
    ), begun AS (
      UPDATE batch_charges c SET state = 'ready', ready_at = ${now}::timestamptz FROM due WHERE c.payment_id = due.payment_id
    ), batches AS (
      UPDATE batch_payments b SET state = 'processing', began_at = greatest(${now}::timestamptz, b.created_at)
      FROM (SELECT DISTINCT vendor_id, batch_id FROM due) d WHERE b.vendor_id = d.vendor_id AND b.id = d.batch_id AND b.state = 'scheduled'
    )
    SELECT count(*)::int AS begun FROM due`);
  await followBanks(now);
  await closeBatches('all', now);
  return { begun: row?.begun ?? 0 };
}

/** What banks have decided, as long as there is some. */
export async function followBanks(now: Date): Promise<void> {
  while ((await followPayments('at-bank', now)) > 0);
}
