import { afterAll, expect, test } from 'vitest';
import { fillInvoices } from '~tests/bench/invoices/fill-invoices';
import { fillPayers } from '~tests/bench/invoices/fill-payers';
import { batchStories } from '~tests/support/batches';
import { rowsTouched } from '~tests/support/rows-touched';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { desk, confirm } = await batchStories(world);
const { planBatch, readSelected } = await import('~/domain/batch-payments/plan-batch.server');
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
});
