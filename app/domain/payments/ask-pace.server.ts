import { type Prisma, sql } from '~/lib/db.server';

const UNANSWERED_AFTER_MS = 30_000;

/**
 * SQL: it is time to ask the gateway again about the undecided payment `p`. What waits for an answer or for a person
 * is asked every minute. A bank takes days: it is asked every minute for the first twenty, for a lost answer comes
 * early; then every hour, and every quarter of an hour from two days before the money is expected until three days
 * after, so that the books are right a quarter of an hour after any fault. That is a few hundred reads in all.
 */
export function timeToAsk(now: Date): Prisma.Sql {
  const at = sql`${now}::timestamptz`;
  const ago = (ms: number) => sql`${new Date(now.getTime() - ms)}::timestamptz`;
  const minutes = (count: number) => ago(count * 60_000);
  return sql`p.created_at < ${ago(UNANSWERED_AFTER_MS)} AND (
    NOT (p.state = 'processing' OR p.waits_for IS NOT NULL) OR p.synced_at IS NULL OR p.created_at > ${minutes(20)}
    OR p.synced_at <= CASE WHEN p.expected_on BETWEEN ${at}::date - 3 AND ${at}::date + 2 THEN ${minutes(15)} ELSE ${minutes(60)} END)`;
}
