import { whyNotPayableSql } from '~/domain/invoices/payable.server';
import { fallsDue } from '~/domain/autopay/plan-autopay.server';
import { dueLater } from './charge-row.server';
import { db } from '~/lib/db.server';

/** So many charges are set going in one minute; the rest in the next, those that have waited longest first. */
const AT_ONCE = 10_000;

/**
 * Sets going whatever has something to do: charges whose date has begun in their vendor's zone, tries whose payment has
 * ended or whose worker has, charges whose method or invoices can no longer be used or are due later now, and AutoPay agreements with
 * invoices that fall due. Runs every minute; decides nothing itself, so running it twice or late is safe.
 */
export async function lookAfterCharges({ now }: { now: Date }): Promise<{ charges: number; autopays: number }> {
  const [{ charges }] = await db.$queryRaw<[{ charges: number }]>`
    WITH due AS (
      SELECT c.id FROM scheduled_charges c -- all vendors: the house looks after every vendor's charges
      JOIN vendors v ON v.id = c.vendor_id
      JOIN payment_methods m ON m.vendor_id = c.vendor_id AND m.id = c.method_id
      LEFT JOIN payments p ON p.vendor_id = c.vendor_id AND p.id = c.payment_id
      WHERE c.ended_at IS NULL AND CASE WHEN c.state = 'running' THEN p.id IS NULL OR p.ended_at IS NOT NULL
        ELSE (${now}::timestamptz AT TIME ZONE v.time_zone)::date >= c.next_on OR m.removed_at IS NOT NULL OR EXISTS (
          SELECT FROM scheduled_charge_invoices l JOIN invoices i ON i.vendor_id = l.vendor_id AND i.id = l.invoice_id
          WHERE l.vendor_id = c.vendor_id AND l.charge_id = c.id AND l.ended_at IS NULL AND (${whyNotPayableSql} <> 'in-flight' OR ${dueLater})) END
      ORDER BY c.next_on, c.id LIMIT ${AT_ONCE}::int
    )
    SELECT count(graphile_worker.add_job('advance-charge', json_build_object('chargeId', due.id), job_key => 'advance-charge:' || due.id, max_attempts => 5))::int AS charges FROM due`;
  const [{ autopays }] = await db.$queryRaw<[{ autopays: number }]>`
    WITH due AS (
      SELECT a.id FROM autopays a -- all vendors: the house looks after every vendor's agreements
      JOIN vendors v ON v.id = a.vendor_id JOIN payment_methods m ON m.vendor_id = a.vendor_id AND m.id = a.method_id
      WHERE a.ended_at IS NULL AND (m.removed_at IS NOT NULL OR EXISTS (SELECT FROM invoices i WHERE ${fallsDue(now)}))
      LIMIT ${AT_ONCE}::int
    )
    SELECT count(graphile_worker.add_job('plan-autopay', json_build_object('autopayId', due.id), job_key => 'plan-autopay:' || due.id, max_attempts => 5))::int AS autopays FROM due`;
  return { charges, autopays };
}
