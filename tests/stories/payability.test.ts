import { afterAll, expect, it } from 'vitest';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { db, sql } = await import('~/lib/db.server');
const { payable, whyNotPayableSql } = await import('~/domain/invoices/payable.server');

/** Every state an invoice can be in, as far as paying it goes. */
const CASES = sql`(
  SELECT * FROM (VALUES (NULL), (now())) a (issued_at), (VALUES (NULL), (now())) b (voided_at), (VALUES (NULL), (now())) c (archived_at),
    (VALUES (NULL), (now())) d (disputed_at), (VALUES (0), (1)) e (due_minor), (VALUES (0), (1)) f (in_flight_minor),
    (VALUES (1, 0, 0, 1, 0), (1, 0, 0, 1, 1), (1, 0, 0, 0, 1)) g (total_minor, credited_minor, written_off_minor, paid_minor, disputed_minor)) i`;

it('can be paid exactly where there is no reason against it, in all 192 cases', async () => {
  const [all] = await db.$queryRaw<[{ cases: number; payable: number; disagree: number }]>`
    SELECT count(*)::int AS cases, (count(*) FILTER (WHERE ${payable}))::int AS payable,
      (count(*) FILTER (WHERE (${payable}) <> ((${whyNotPayableSql}) IS NULL)))::int AS disagree
    FROM ${CASES}`;
  expect(all).toEqual({ cases: 192, payable: 6, disagree: 0 });
});

it('gives the reason that says most: what may not be seen, then void, disputed, in flight, paid', async () => {
  const reasons = await db.$queryRaw<{ reason: string | null; cases: number }[]>`
    SELECT ${whyNotPayableSql} AS reason, count(*)::int AS cases FROM ${CASES} GROUP BY 1`;
  expect(Object.fromEntries(reasons.map(({ reason, cases }) => [reason ?? 'payable', cases]))).toEqual({
    gone: 144,
    void: 24,
    disputed: 13,
    payable: 6,
    'in-flight': 3,
    paid: 2,
  });
});
