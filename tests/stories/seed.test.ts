import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '~tests/support/world';

/** In New York it is still the fourth. */
const NOW = new Date('2026-03-05T03:00:00Z');
const TODAY = '2026-03-04';
const TABLES = [
  'part_payment_minimums',
  'batch_thresholds',
  'vendors',
  'staff',
  'customers',
  'people',
  'contacts',
  'invoices',
  'invoice_lines',
  'payments',
  'allocations',
  'ledger_entries',
  'ledger_lines',
  'invoice_disputes',
];

let world: World;
let db: typeof import('~/lib/db.server').db;
let sql: typeof import('~/lib/db.server').Prisma;

beforeAll(async () => {
  world = await startWorld();
  ({ db, Prisma: sql } = await import('~/lib/db.server'));
  const { seedDemo } = await import('~/domain/demo/seed-demo.server');
  expect((await seedDemo({ now: NOW })).seeded).toBe(true);
}, 120_000);
afterAll(() => world.stop());

/** One line per table: how many rows and a hash of all of them. */
async function fingerprint(): Promise<string[]> {
  const lines: string[] = [];
  for (const table of TABLES) {
    const [row] = await db.$queryRaw<[{ line: string }]>(
      sql.raw(`SELECT count(*) || ' ' || md5(string_agg(t::text, '' ORDER BY t::text)) AS line FROM ${table} t`),
    );
    lines.push(`${table} ${row.line}`);
  }
  return lines;
}

/** What no door of the product can do: the append-only tables are emptied with their triggers off. */
async function wipe(): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
    for (const table of [...TABLES, 'audit_entries', 'audit_heads'])
      await tx.$executeRaw(sql.raw(`DELETE FROM ${table}`));
  });
}

const OPEN = `i.issued_at IS NOT NULL AND i.voided_at IS NULL AND i.archived_at IS NULL AND i.disputed_at IS NULL AND i.due_minor > 0`;

async function openOf(
  email: string,
): Promise<{ name: string; currency: string; count: number; due: bigint; overdue: bigint }[]> {
  return db.$queryRaw(
    sql.raw(`
    SELECT c.name, i.currency, count(*)::int, sum(i.due_minor)::bigint AS due, coalesce(sum(i.due_minor) FILTER (WHERE i.due_on < '${TODAY}'), 0)::bigint AS overdue
    FROM people p JOIN contacts k ON k.person_id = p.id JOIN customers c ON c.id = k.customer_id JOIN invoices i ON i.customer_id = c.id
    WHERE p.email = '${email}' AND ${OPEN} GROUP BY c.name, i.currency ORDER BY c.name, i.currency DESC`),
  );
}

describe('the demo world', () => {
  it('has Ada of Fabrikam with 12 invoices in dollars and 3 in euros', async () => {
    expect(await openOf('ada@fabrikam.example')).toEqual([
      { name: 'Fabrikam Inc.', currency: 'USD', count: 12, due: 18_204_50n, overdue: 10_320_00n },
      { name: 'Fabrikam Inc.', currency: 'EUR', count: 3, due: 2_310_00n, overdue: 0n },
    ]);
  });

  it('spreads what she owes over the ages', async () => {
    const ages = await db.$queryRaw(
      sql.raw(`
      SELECT CASE WHEN i.due_on >= '${TODAY}' THEN 'not yet' WHEN '${TODAY}'::date - i.due_on <= 30 THEN '1-30'
        WHEN '${TODAY}'::date - i.due_on <= 60 THEN '31-60' WHEN '${TODAY}'::date - i.due_on <= 90 THEN '61-90' ELSE '90+' END AS age,
        sum(i.due_minor)::bigint AS due
      FROM invoices i JOIN customers c ON c.id = i.customer_id WHERE c.name = 'Fabrikam Inc.' AND i.currency = 'USD' AND ${OPEN} GROUP BY 1 ORDER BY 1`),
    );
    expect(ages).toEqual([
      { age: '1-30', due: 4_200_00n },
      { age: '31-60', due: 3_870_00n },
      { age: '61-90', due: 2_250_00n },
      { age: 'not yet', due: 7_884_50n },
    ]);
  });

  it('has one invoice in part paid', async () => {
    const part = await db.$queryRaw(
      sql.raw(`
      SELECT number, total_minor AS total, paid_minor AS paid, due_minor AS due FROM invoices WHERE paid_minor > 0 AND due_minor > 0`),
    );
    expect(part).toEqual([{ number: 'INV-1038', total: 2_950_00n, paid: 1_000_00n, due: 1_950_00n }]);
  });

  it('has customers with 1,000, 10,000 and no open invoices', async () => {
    expect(await openOf('marie@contoso.example')).toMatchObject([{ count: 1_000 }]);
    expect(await openOf('marco@wideworld.example')).toMatchObject([{ count: 10_000 }]);
    expect(await openOf('lise@litware.example')).toEqual([]);
  });

  it('keeps the thousand below what one card payment may be', async () => {
    const { gatewayLimits } = await import('~/gateways/gateway-amount');
    const [contoso] = await openOf('marie@contoso.example');
    expect(contoso?.due).toBeLessThan(gatewayLimits('USD').maxMinor);
  });

  it('has a person who belongs to two customers', async () => {
    expect((await openOf('grace@bookkeepers.example')).map((row) => row.name)).toEqual([
      'Adventure Works',
      'Tailspin Toys',
    ]);
  });

  it('shows every kind of invoice at Tailspin Toys', async () => {
    const kinds = await db.$queryRaw(
      sql.raw(`
      SELECT CASE WHEN i.issued_at IS NULL THEN 'draft' WHEN i.voided_at IS NOT NULL THEN 'void' WHEN i.archived_at IS NOT NULL THEN 'archived'
        WHEN i.disputed_at IS NOT NULL THEN 'disputed' WHEN i.due_minor = 0 THEN 'paid' ELSE 'open' END AS kind, count(*)::int
      FROM invoices i JOIN customers c ON c.id = i.customer_id WHERE c.name = 'Tailspin Toys' GROUP BY 1 ORDER BY 1`),
    );
    expect(kinds).toEqual([
      { kind: 'archived', count: 1 },
      { kind: 'disputed', count: 1 },
      { kind: 'draft', count: 1 },
      { kind: 'open', count: 5 },
      { kind: 'paid', count: 3 },
      { kind: 'void', count: 1 },
    ]);
  });

  it('says of every disputed invoice who disputes it and why', async () => {
    const said = await db.$queryRaw(
      sql.raw(`
      SELECT i.number, p.name AS by, d.reason, d.message FROM invoices i
      LEFT JOIN invoice_disputes d ON d.invoice_id = i.id AND d.ended_at IS NULL
      LEFT JOIN contacts k ON k.id = d.contact_id LEFT JOIN people p ON p.id = k.person_id
      WHERE i.disputed_at IS NOT NULL ORDER BY 1`),
    );
    expect(said).toEqual([
      { number: 'INV-1030', by: 'Ada Lovelace', reason: 'wrong-amount', message: 'We count 21 TB, not 38 TB.' },
      {
        number: 'INV-2005',
        by: expect.any(String) as string,
        reason: 'not-delivered',
        message: expect.any(String) as string,
      },
    ]);
  });

  it('leaves books in order', async () => {
    const { verifyBooks } = await import('~/domain/books/verify-books.server');
    expect(await verifyBooks()).toEqual([]);
  });

  it('is left alone by every later start', async () => {
    const { seedDemo } = await import('~/domain/demo/seed-demo.server');
    const before = await fingerprint();
    const again = await seedDemo({ now: new Date('2026-05-01T12:00:00Z') });
    expect(again.seeded).toBe(false);
    expect(again.signIns.map((signIn) => signIn.email)).toContain('ada@fabrikam.example');
    expect(await fingerprint()).toEqual(before);
  });

  it('is the same to the last byte on the same day', async () => {
    const { seedDemo } = await import('~/domain/demo/seed-demo.server');
    const before = await fingerprint();
    await wipe();
    await seedDemo({ now: new Date('2026-03-04T23:00:00Z') });
    expect(await fingerprint()).toEqual(before);
  });

  it('does not touch a database that has a vendor of its own', async () => {
    const { seedDemo } = await import('~/domain/demo/seed-demo.server');
    await wipe();
    const { makeVendor } = await import('~tests/factories/make-vendor');
    await makeVendor();
    expect(await seedDemo({ now: NOW })).toEqual({ seeded: false, signIns: [] });
    expect(await db.vendor.count()).toBe(1);
  });
});
