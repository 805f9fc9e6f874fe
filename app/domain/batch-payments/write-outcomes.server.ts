import { readRows, sql, type Prisma } from '~/lib/db.server';
import type { SkipReason } from './batch-payment';
import type { TakenCharge } from './take-charges.server';

/** Of one invoice of a charge: no payment will ask for it. */
export type LeftOut =
  | { invoiceId: string; outcome: 'skipped'; reason: SkipReason }
  | { invoiceId: string; outcome: 'failed'; reason: string };

/**
 * Writes down that these invoices of a charge are not paid by it, and with `ends` that nothing is left of it. Only for
 * whoever holds its lease; says whether they do. One statement.
 */
export async function leaveOut(
  charge: TakenCharge,
  left: readonly LeftOut[],
  ends: boolean,
  now: Date,
): Promise<boolean> {
  const [row] = await readRows<{ held: number }>(sql`
    WITH held AS MATERIALIZED (
      SELECT c.payment_id, c.vendor_id FROM batch_charges c
      WHERE c.vendor_id = ${charge.vendorId}::uuid AND c.payment_id = ${charge.paymentId}::uuid AND c.fence = ${charge.fence} AND c.state = 'ready' FOR UPDATE
    ), items AS (
      UPDATE batch_items t SET outcome = l.outcome, reason = l.reason, ended_at = ${now}::timestamptz
      FROM held, unnest(${left.map((each) => each.invoiceId)}::uuid[], ${left.map((each) => each.outcome)}::text[], ${left.map((each) => each.reason)}::text[]) AS l (id, outcome, reason)
      WHERE t.vendor_id = held.vendor_id AND t.payment_id = held.payment_id AND t.invoice_id = l.id AND t.outcome = 'waiting'
    ), charges AS (
      UPDATE batch_charges c SET state = 'ended', ended_at = ${now}::timestamptz, lease_owner = NULL, lease_until = NULL
      FROM held WHERE c.payment_id = held.payment_id AND ${ends}
    )
    SELECT count(*)::int AS held FROM held`);
  return row?.held === 1;
}

/**
 * Brings charges to where their payments are, and their invoices with them: paid, at the bank, failed. What the payment
 * says is all that counts, so it does not matter who calls, how often, or whose lease it was. One statement for all.
 */
export async function followPayments(which: { paymentIds: readonly string[] } | 'at-bank', now: Date): Promise<number> {
  const [row] = await readRows<{ moved: number }>(sql`
    WITH moved AS MATERIALIZED (
      SELECT c.payment_id, c.vendor_id, p.state, p.failure_code FROM batch_charges c -- all vendors: by the ids of our own charges
      JOIN payments p ON p.vendor_id = c.vendor_id AND p.id = c.payment_id
      WHERE ${whichSql(which)} AND (p.ended_at IS NOT NULL OR (p.state = 'processing' AND c.state = 'ready'))
      ORDER BY c.payment_id FOR UPDATE OF c
    ), items AS (
      UPDATE batch_items t SET
        outcome = CASE m.state WHEN 'succeeded' THEN 'succeeded' WHEN 'processing' THEN 'at-bank' ELSE 'failed' END,
        reason = CASE WHEN m.state IN ('failed', 'cancelled') THEN coalesce(m.failure_code, 'no-answer') END,
        charged_minor = CASE WHEN m.state IN ('succeeded', 'processing') THEN a.amount_minor + a.credit_minor END,
        ended_at = CASE WHEN m.state <> 'processing' THEN ${now}::timestamptz END
      FROM moved m JOIN allocations a ON a.vendor_id = m.vendor_id AND a.payment_id = m.payment_id
      WHERE t.vendor_id = m.vendor_id AND t.payment_id = m.payment_id AND t.invoice_id = a.invoice_id AND t.outcome IN ('waiting', 'at-bank')
    ), charges AS (
      UPDATE batch_charges c SET state = CASE WHEN m.state = 'processing' THEN 'at-bank' ELSE 'ended' END,
        ended_at = CASE WHEN m.state <> 'processing' THEN ${now}::timestamptz END, lease_owner = NULL, lease_until = NULL
      FROM moved m WHERE c.payment_id = m.payment_id
    )
    SELECT count(*)::int AS moved FROM moved`);
  return row?.moved ?? 0;
}

/** A few thousand debits may settle in the same minute; the rest in the next round. */
const IN_ONE_ROUND = 1_000;

function whichSql(which: { paymentIds: readonly string[] } | 'at-bank'): Prisma.Sql {
  if (which !== 'at-bank')
    return sql`c.payment_id = ANY(${[...which.paymentIds]}::uuid[]) AND c.state IN ('ready', 'at-bank')`;
  return sql`c.state = 'at-bank' AND c.payment_id IN (
    SELECT o.payment_id FROM batch_charges o JOIN payments q ON q.vendor_id = o.vendor_id AND q.id = o.payment_id
    WHERE o.state = 'at-bank' AND q.ended_at IS NOT NULL LIMIT ${IN_ONE_ROUND}::int)`;
}
