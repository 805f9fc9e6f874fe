import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeVendor } from '~tests/factories/make-vendor';
import { ownEnv } from '~tests/support/own-env';
import { runProgram } from '~tests/support/product';
import { startWorld } from '~tests/support/world';

const ROWS = 5_000;
const SLOW_MS = 240_000;

const world = await startWorld();
const { db } = await import('~/lib/db.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');
/** Somebody whose uncommitted row stands in the file's way, half-way through. */
const other = new pg.Client({ connectionString: world.databaseUrl });
beforeAll(() => other.connect());
afterAll(async () => {
  await other.end();
  await world.stop();
});

const numberOf = (n: number) => `F-${String(n).padStart(5, '0')}`;

async function writeRows(name: string, count: number): Promise<string> {
  const path = join(world.dataDir, name);
  const rows = Array.from(
    { length: count },
    (_, n) => `${numberOf(n)},C-${n % 40},2026-01-02,2026-02-01,${n + 1}.00,USD,Work order ${n},c${n % 40}@example.com`,
  );
  await writeFile(
    path,
    ['Invoice No,Customer,Invoice Date,Due Date,Amount,Currency,Description,E-mail', ...rows].join('\n'),
  );
  return path;
}

const importing = (path: string, slug: string) =>
  runProgram('server/quittance.ts', ['import-invoices', path, '--vendor', slug, '--json'], ownEnv());

// On a connection of its own: within a transaction this view stays as it was first seen.
const waitingForLocks = async () =>
  Number(
    (
      await db.$queryRaw<[{ n: bigint }]>`
        SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE '%invoices%'`
    )[0].n,
  );

test(
  'F34: a file of 5,000 invoices is killed half-way and read again: all of it, once, and a longer file later doubles none',
  async () => {
    const vendor = await makeVendor();
    const path = await writeRows('invoices.csv', ROWS);
    const where = { vendorId: vendor.id };

    await other.query('BEGIN');
    const stranger = await other.query<{ id: string }>(
      `INSERT INTO customers (id, vendor_id, number, name) VALUES (gen_random_uuid(), $1, 'X-1', 'Somebody else') RETURNING id`,
      [vendor.id],
    );
    await other.query(
      `INSERT INTO invoices (id, vendor_id, customer_id, number, currency, issued_on, due_on, summary, total_minor)
       VALUES (gen_random_uuid(), $1, $2, $3, 'USD', '2026-01-02', '2026-02-01', 'In the way', 1)`,
      [vendor.id, stranger.rows[0]?.id, numberOf(ROWS / 2)],
    );
    const killed = importing(path, vendor.slug);
    await expect.poll(waitingForLocks, { timeout: 60_000 }).toBe(1);
    killed.child.kill('SIGKILL');
    expect((await killed.ended).signal).toBe('SIGKILL');
    await other.query('ROLLBACK');
    await expect.poll(waitingForLocks, { timeout: 60_000 }).toBe(0);
    expect([await db.invoice.count({ where }), await db.customer.count({ where })]).toEqual([0, 0]);

    const again = await importing(path, vendor.slug).ended;
    expect([again.code, JSON.parse(again.stdout)]).toMatchObject([0, { created: ROWS, already: 0, refused: 0 }]);
    const first = await db.invoice.findMany({ where, orderBy: { number: 'asc' }, select: { id: true, number: true } });
    expect(first.map(({ number }) => number)).toEqual(Array.from({ length: ROWS }, (_, n) => numberOf(n)));
    const sum = await db.invoice.aggregate({ where, _sum: { totalMinor: true } });
    expect(sum._sum.totalMinor).toBe((BigInt(ROWS) * BigInt(ROWS + 1) * 100n) / 2n);

    const same = await importing(path, vendor.slug).ended;
    expect([same.code, JSON.parse(same.stdout)]).toMatchObject([0, { created: 0, already: ROWS }]);
    const longer = await importing(await writeRows('longer.csv', ROWS + 10), vendor.slug).ended;
    expect([longer.code, JSON.parse(longer.stdout)]).toMatchObject([0, { created: 10, already: ROWS, refused: 0 }]);
    const ids = new Set(first.map(({ id }) => id));
    expect((await db.invoice.findMany({ where, select: { id: true } })).filter(({ id }) => ids.has(id))).toHaveLength(
      ROWS,
    );
    expect(await db.ledgerEntry.count({ where: { ...where, kind: 'invoice_issued' } })).toBe(ROWS + 10);
    expect(await verifyBooks()).toEqual([]);
  },
  SLOW_MS,
);
