import { afterAll, beforeEach, expect, test } from 'vitest';
import { startWorld } from '~tests/support/world';

process.env['GATEWAY_CALLS_PER_SECOND'] = '25';
const world = await startWorld();
const { db } = await import('~/lib/db.server');
const { holdTurns, takeTurns, turnsWithin } = await import('~/domain/batch-payments/turns.server');

afterAll(() => world.stop());
beforeEach(async () => {
  await db.gatewayTurn.deleteMany();
});

/** Nine tenths of 25 a second, and what is asked at most while turns are made up for. */
const [GAP_MS, LEAST_MS] = [1_000 / 22.5, 1_000 / 24];

/** The line as it stands so long after its last turn. */
async function behind(ms: number) {
  const at = new Date(Date.now() - ms);
  await db.gatewayTurn.create({ data: { name: 'batches', nextAt: at, freeAt: at } });
}

const gapsOf = (turns: number[]) => turns.slice(1).map((turn, at) => turn - turns[at]!);

test('turns follow each other at nine tenths of the rate, whoever takes them', async () => {
  await holdTurns(5_000);
  const [first, second, third] = [await takeTurns(3), await takeTurns(1), await takeTurns(2)];
  for (const gap of gapsOf(first)) expect(gap).toBeCloseTo(GAP_MS, 6);
  // The clock goes on between one taking and the next: both count from their own now.
  expect(first[2]! + GAP_MS - second[0]!).toBeGreaterThanOrEqual(0);
  expect(second[0]! + GAP_MS - third[0]!).toBeGreaterThanOrEqual(0);
  const { nextAt } = await db.gatewayTurn.findUniqueOrThrow({ where: { name: 'batches' } });
  expect(nextAt.getTime() - Date.now()).toBeGreaterThan(5_000 + 6 * GAP_MS - 2_000);
});

test('turns that went by are made up for a little quicker, and never all at once', async () => {
  await behind(1_000);
  const turns = await takeTurns(400);
  const gaps = gapsOf(turns);
  expect(turns[0]).toBe(0);
  expect(Math.min(...gaps)).toBeCloseTo(LEAST_MS, 6);
  expect(Math.max(...gaps)).toBeCloseTo(GAP_MS, 6);
  // A second is made up for after 22.5 × 24 / 1.5 turns, and from then on the line keeps its pace.
  expect(gaps.filter((gap) => gap < GAP_MS - 0.01).length).toBeGreaterThan(340);
  expect(gaps.at(-1)).toBeCloseTo(GAP_MS, 6);
});

test('what went by long ago is lost', async () => {
  await behind(3_600_000);
  const made = await takeTurns(2_000);
  const slow = made.length * GAP_MS - made.at(-1)!;
  expect(slow).toBeLessThan(3_000 + 2 * GAP_MS);
});

test('many who take at the same time never come closer together than the gateway bears', async () => {
  await behind(2_000);
  const began = performance.now();
  const taken = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const turns = await takeTurns(3);
      return turns.map((turn) => performance.now() - began + turn);
    }),
  );
  const all = taken.flat().sort((a, b) => a - b);
  // Each knows its turns by its own clock, some milliseconds after the database's; together they cannot be denser.
  expect(all.at(-1)! - all[0]!).toBeGreaterThan(59 * LEAST_MS - 100);
});

test('a line that is far ahead, since a clock was, is not waited for', async () => {
  await behind(-3_600_000);
  expect((await takeTurns(1))[0]).toBeLessThanOrEqual(60_000);
  const { nextAt, freeAt } = await db.gatewayTurn.findUniqueOrThrow({ where: { name: 'batches' } });
  for (const at of [nextAt, freeAt]) expect((at?.getTime() ?? 0) - Date.now()).toBeLessThan(61_000);
});

test('so many turns are free as come so soon', async () => {
  expect(await turnsWithin(400)).toBe(Math.ceil(400 / GAP_MS));
  await behind(0);
  await takeTurns(4);
  expect(await turnsWithin(400)).toBeLessThanOrEqual(Math.ceil(400 / LEAST_MS) - 3);
  await holdTurns(1_000);
  expect(await turnsWithin(400)).toBe(0);
});
