import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { batchStories } from '~tests/support/batches';
import { startWorld } from '~tests/support/world';

const CHARGES = 320;
/** A worker has 64 charges under way; as long as more than that wait, it can make no more at once. */
const UNDER_WAY = 64;
/** Jobs are fetched so many at a time; those that were before the worker was pressed are done. */
const FETCHED = 16;

const world = await startWorld();
afterAll(() => world.stop());
const { desk, customer, confirm } = await batchStories(world);
const { db } = await import('~/lib/db.server');
const { startWorker } = await import('~/jobs/worker.server');

test('receipts of a batch go out when no more charges wait than can be made at once, and then all of them', async () => {
  await world.ctl('POST', '/profile', { latency: 'realistic' });
  const { vendorId, actor } = await desk();
  const { ids } = await customer(vendorId, CHARGES);
  await confirm(actor, ids);
  const look = async () => {
    const [row] = await db.$queryRaw<[{ paid: number; told: number }]>`
      SELECT (SELECT count(*)::int FROM payments p WHERE p.vendor_id = ${vendorId}::uuid AND p.state = 'succeeded') AS paid,
        (SELECT count(*)::int FROM outgoing_mails m WHERE m.vendor_id = ${vendorId}::uuid AND m.kind = 'receipt') AS told`;
    return row;
  };
  const worker = await startWorker();
  onTestFinished(() => worker.stop());
  const pressed: number[] = [];
  let seen = await look();
  for (; seen.paid <= CHARGES - 2 * UNDER_WAY; seen = await look()) {
    if (seen.paid > 0) pressed.push(seen.told);
    await sleep(20);
  }
  expect(pressed.length).toBeGreaterThan(0);
  expect(Math.max(...pressed)).toBeLessThanOrEqual(FETCHED);
  await expect.poll(look, { timeout: 60_000 }).toEqual({ paid: CHARGES, told: CHARGES });
}, 120_000);
