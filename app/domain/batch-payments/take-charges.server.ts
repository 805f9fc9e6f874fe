import { readRows, sql } from '~/lib/db.server';

/** A charge that this worker may make until its lease ends. The fence counts its leases: an older one writes nothing. */
export type TakenCharge = { paymentId: string; vendorId: string; batchId: string; fence: number; tries: number };

/** A worker that lives renews its leases every few seconds, so this is how long the charges of one that died wait. */
const LEASE_SECONDS = 8;

/**
 * Takes up to so many charges whose time has come and that nobody works on: of each vendor in turn, so that a batch of
 * thousands keeps no other vendor waiting; in each, those confirmed first. Judged by the database's clock. Any number of
 * workers may ask at once: each charge goes to one of them.
 */
export function takeCharges(owner: string, count: number): Promise<TakenCharge[]> {
  // all vendors: the house works for all of them, and walks over those that wait by the index.
  return readRows<TakenCharge>(sql`
    WITH RECURSIVE waiting AS (
      (SELECT c.vendor_id FROM batch_charges c WHERE c.state = 'ready' ORDER BY c.vendor_id LIMIT 1)
      UNION ALL
      SELECT (SELECT c.vendor_id FROM batch_charges c WHERE c.state = 'ready' AND c.vendor_id > w.vendor_id ORDER BY c.vendor_id LIMIT 1)
      FROM waiting w WHERE w.vendor_id IS NOT NULL
    ), free AS MATERIALIZED (
      SELECT f.* FROM waiting w CROSS JOIN LATERAL (
        SELECT c.payment_id, c.vendor_id, c.ready_at, c.position FROM batch_charges c
        WHERE c.vendor_id = w.vendor_id AND c.state = 'ready' AND (c.lease_until IS NULL OR c.lease_until < clock_timestamp())
        ORDER BY c.ready_at, c.position, c.payment_id LIMIT ${count} FOR UPDATE SKIP LOCKED) f
      WHERE w.vendor_id IS NOT NULL
    ), turns AS (
      SELECT payment_id FROM (
        SELECT payment_id, row_number() OVER (PARTITION BY vendor_id ORDER BY ready_at, position, payment_id) AS turn FROM free) f
      ORDER BY turn, random() LIMIT ${count}
    )
    UPDATE batch_charges c SET lease_owner = ${owner}, lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}), fence = c.fence + 1, tries = c.tries + 1
    FROM turns WHERE c.payment_id = turns.payment_id
    RETURNING c.payment_id AS "paymentId", c.vendor_id AS "vendorId", c.batch_id AS "batchId", c.fence, c.tries`);
}

/** Says that this worker is alive and goes on with what it has taken. What is just being written is renewed another time. */
export async function renewLeases(owner: string): Promise<void> {
  // all vendors: as above.
  await readRows(sql`
    WITH own AS (
      SELECT c.payment_id FROM batch_charges c WHERE c.lease_owner = ${owner} AND c.lease_until > clock_timestamp()
      ORDER BY c.payment_id FOR UPDATE SKIP LOCKED)
    UPDATE batch_charges c SET lease_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}) FROM own WHERE c.payment_id = own.payment_id`);
}

/** Gives charges back that came to no end yet, each to be taken again after a while. Of those that others hold by now nothing is changed. */
export async function giveBack(charges: readonly (TakenCharge & { againInMs: number })[]): Promise<void> {
  if (charges.length === 0) return;
  // all vendors: as above.
  await readRows(sql`
    WITH own AS (
      SELECT c.payment_id, b.again FROM unnest(
        ${charges.map((charge) => charge.paymentId)}::uuid[], ${charges.map((charge) => charge.fence)}::int[],
        ${charges.map((charge) => Math.round(charge.againInMs))}::int[]) AS b (id, fence, again)
      JOIN batch_charges c ON c.payment_id = b.id AND c.fence = b.fence AND c.state = 'ready'
      ORDER BY c.payment_id FOR UPDATE OF c)
    UPDATE batch_charges c SET lease_owner = NULL, lease_until = clock_timestamp() + own.again * interval '1 millisecond' FROM own WHERE c.payment_id = own.payment_id`);
}
