import { afterAll, expect, test } from 'vitest';
import { fillInvoices } from '~tests/bench/invoices/fill-invoices';
import { fillPayers } from '~tests/bench/invoices/fill-payers';
import { batchStories } from '~tests/support/batches';
import { rowsTouched } from '~tests/support/rows-touched';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { desk, confirm, customer } = await batchStories(world);
const { planBatch, readSelected } = await import('~/domain/batch-payments/plan-batch.server');
const { lookAfterBatches } = await import('~/domain/batch-payments/look-after-batches.server');
const { listItems } = await import('~/domain/batch-payments/list-items.server');
const { listCharges } = await import('~/domain/scheduled-charges/list-charges.server');
const { findCharges } = await import('~/domain/scheduled-charges/load-charge.server');
const { db } = await import('~/lib/db.server');

const TODAY = '2026-12-01';
const CUSTOMERS = 400;
/** Were one list of all of them gone through for each, it would be more than CUSTOMERS. */
const ROWS_OF_ONE = 100;

test('planning costs little for each invoice when each is of another customer, also while they are planned already', async () => {
  const { vendorId, actor } = await desk();
  await fillInvoices(world.databaseUrl, { vendorId, count: 6_000, customers: 1_000, today: TODAY });
  await fillPayers(world.databaseUrl, { vendorId });
  const open = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT ON (customer_id) id FROM invoices WHERE vendor_id = ${vendorId}::uuid AND desk_state = 'open' ORDER BY customer_id, id LIMIT ${CUSTOMERS}`;
  const ids = open.map(({ id }) => id);
  expect(ids).toHaveLength(CUSTOMERS);
  const plan = () => planBatch(actor, ids, TODAY);
  const before = await plan();
  expect(before).toMatchObject({ announced: 0, customers: before.chargeable });
  expect(before.skipped.map(({ reason }) => reason).sort()).toEqual(['debit-returned', 'no-method']);
  const rowsOfOne = async (work: () => Promise<unknown>) => {
    const rows = await rowsTouched(world.databaseUrl, work);
    expect(rows).toBeGreaterThan(CUSTOMERS);
    return rows / CUSTOMERS;
  };
  expect(await rowsOfOne(plan)).toBeLessThan(ROWS_OF_ONE);
  expect(await rowsOfOne(() => readSelected(db, vendorId, ids))).toBeLessThan(ROWS_OF_ONE);
  await confirm(actor, ids, { when: 'date', runOn: '2026-12-05', now: new Date('2026-12-01T17:00:00Z') });
  expect(await plan()).toMatchObject({ announced: before.chargeable });
  expect(await rowsOfOne(plan)).toBeLessThan(ROWS_OF_ONE);
  // A batch for days to come skips them, and says why.
  const later = { later: true };
  expect(await planBatch(actor, ids, TODAY, later)).toMatchObject({ chargeable: 0 });
  expect(await rowsOfOne(() => planBatch(actor, ids, TODAY, later))).toBeLessThan(ROWS_OF_ONE);
  expect(await rowsOfOne(() => readSelected(db, vendorId, ids, later))).toBeLessThan(ROWS_OF_ONE);
  const bob = await customer(vendorId, 1);
  const second = await confirm(actor, [...ids, ...bob.ids], {
    when: 'date',
    runOn: '2026-12-06',
    now: new Date('2026-12-01T17:00:00Z'),
  });
  const which = { batchId: second, outcome: 'skipped', order: 'selected', after: null, limit: 1_000 } as const;
  expect((await listItems(actor, which)).filter(({ stoodIn }) => stoodIn)).toHaveLength(before.chargeable);
  expect(await rowsOfOne(() => listItems(actor, which))).toBeLessThan(ROWS_OF_ONE);
});

test('what is planned for a customer costs its pages little for each invoice', async () => {
  const { vendorId, actor } = await desk();
  const ann = await customer(vendorId, CUSTOMERS);
  const [first, ...more] = await Promise.all([1, 2, 3, 4].map(() => customer(vendorId, 200)));
  const others = [first!, ...more].flatMap(({ ids }) => ids);
  await confirm(actor, [...ann.ids, ...others], {
    when: 'date',
    runOn: '2026-12-05',
    now: new Date('2026-12-01T17:00:00Z'),
  });
  const of = ann.payer.actor;
  const costLittle = async () => {
    expect(await listCharges(of)).toMatchObject([{ invoiceCount: CUSTOMERS }]);
    for (const read of [() => listCharges(of), () => findCharges(of, ann.ids)])
      expect((await rowsTouched(world.databaseUrl, read)) / CUSTOMERS).toBeLessThan(ROWS_OF_ONE);
  };
  await costLittle();
  // Their day has begun.
  await lookAfterBatches({ now: new Date('2026-12-05T17:00:00Z') });
  await costLittle();
});
