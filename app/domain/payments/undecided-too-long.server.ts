import type { StaffActor } from '~/auth/actor';
import { db, sql, type Prisma } from '~/lib/db.server';
import type { Currency } from '~/lib/money';

/** For so long an outcome may be unknown before a person must look. */
const ALARM_AFTER_MS = 15 * 60_000;
/** A payer who has left is given up after a quarter of an hour; one that is still there after two could not be. */
const NOT_GIVEN_UP_AFTER_MS = 30 * 60_000;

export type Undecided = {
  kind: 'payment' | 'refund';
  id: string;
  paymentId: string;
  customerName: string;
  currency: Currency;
  amountMinor: bigint;
  since: Date;
};

/** What of the actor's vendor has hung in the air for 15 minutes, oldest first, for the banner that says so. */
export async function undecidedTooLong(actor: StaffActor, now: Date, limit = 100): Promise<Undecided[]> {
  return db.$queryRaw<Undecided[]>`
    SELECT u.kind, u.id, u.payment_id AS "paymentId", c.name AS "customerName", u.currency, u.amount_minor AS "amountMinor", u.created_at AS since
    FROM (${undecided(now)}) u JOIN customers c ON c.vendor_id = u.vendor_id AND c.id = u.customer_id
    WHERE u.vendor_id = ${actor.vendorId}::uuid ORDER BY u.created_at, u.id LIMIT ${limit}::int`;
}

/** The same of all vendors, counted for the alarm. */
export async function countUndecidedTooLong(
  now: Date,
): Promise<{ payments: number; refunds: number; oldest: Date | null }> {
  const [found] = await db.$queryRaw<[{ payments: number; refunds: number; oldest: Date | null }]>`
    SELECT count(*) FILTER (WHERE kind = 'payment')::int AS payments, count(*) FILTER (WHERE kind = 'refund')::int AS refunds,
      min(created_at) AS oldest
    FROM (${undecided(now)}) u`;
  return found;
}

/** SQL: payments and refunds without an outcome for too long. Whoever reads it says of which vendor. */
function undecided(now: Date): Prisma.Sql {
  const ago = (ms: number) => sql`${new Date(now.getTime() - ms)}::timestamptz`;
  return sql`
    SELECT 'payment' AS kind, p.id, p.vendor_id, p.customer_id, p.id AS payment_id, p.currency, p.amount_minor, p.created_at
    FROM payments p -- all vendors: the reader says whose
    WHERE p.ended_at IS NULL AND ((p.state IN ('reserved', 'checking') AND p.created_at < ${ago(ALARM_AFTER_MS)})
      OR (p.state = 'action_required' AND p.waits_for IS NULL AND p.created_at < ${ago(NOT_GIVEN_UP_AFTER_MS)}))
    UNION ALL
    SELECT 'refund', r.id, r.vendor_id, r.customer_id, r.payment_id, r.currency, r.amount_minor, r.created_at
    FROM refunds r -- all vendors: the reader says whose
    WHERE r.state = 'pending' AND r.channel = 'gateway' AND r.booked_at IS NULL AND r.created_at < ${ago(ALARM_AFTER_MS)}`;
}
