import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { startWorld } from '~tests/support/world';
import { openSoak, takenThere, type SoakWorld } from './soak-world';
import { soakCommands } from './soak-commands';

/** `FAULTS=long npm run test:faults` does ten thousand steps; `FAULTS_SEED=n` repeats a run that failed. */
const LONG = process.env['FAULTS'] === 'long';
const RUNS = LONG ? 420 : 12;
const SEED = Number.parseInt(process.env['FAULTS_SEED'] ?? '', 10) || 20_261_120;

const world = await startWorld({ GATEWAY_TIMEOUT_MS: '500' });
const soak = await openSoak(world);
afterAll(async () => {
  await soak.close();
  await world.stop();
});

const { db } = await import('~/lib/db.server');
const { reconcileRecent, reconcileDay } = await import('~/domain/payments/reconcile.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');

/** The faults stop, the bells ring, a few minutes pass: then everything must be decided and agree. */
async function heal(real: SoakWorld): Promise<void> {
  await world.ctl('DELETE', '/faults');
  await world.ctl('POST', '/webhooks', { mode: 'deliver', duplicate: 0, shuffle: false });
  await real.ring();
  for (let minute = 0; minute < 3; minute += 1) {
    await real.advance(16);
    await reconcileRecent({ now: real.now() });
  }
  await real.ring();
}

async function expectAgreement(real: SoakWorld): Promise<void> {
  const { vendorId } = real.payer.actor;
  const payments = await db.payment.findMany({ where: { vendorId, channel: 'portal' }, include: { receipt: true } });
  const taken = await takenThere(real);
  expect(payments.filter((payment) => payment.endedAt === null)).toEqual([]);
  const here = payments.filter(({ state }) => state === 'succeeded');
  const ids = new Set(payments.map(({ id }) => id));
  expect(new Map([...taken].filter(([id]) => ids.has(id)))).toEqual(
    new Map(here.map(({ id, amountMinor }) => [id, [amountMinor]])),
  );
  expect(here.every(({ receipt, amountMinor }) => receipt?.totalMinor === amountMinor)).toBe(true);
  expect((await reconcileDay({ now: real.now(), days: 1 })).differences).toEqual([]);
  expect((await verifyBooks({ now: real.now() })).filter(({ severity }) => severity === 'wrong')).toEqual([]);
}

test(
  'F42: whatever happens in whatever order, nobody pays twice, nothing is lost, and the books hold',
  { timeout: LONG ? 3_600_000 : 300_000 },
  async () => {
    let steps = 0;
    await fc.assert(
      fc.asyncProperty(fc.commands(soakCommands, { size: '+1', maxCommands: LONG ? 60 : 40 }), async (commands) => {
        const real = await soak.enter();
        const model = { started: [] };
        await fc.asyncModelRun(() => ({ model, real }), commands);
        steps += [...commands].length;
        await heal(real);
        await expectAgreement(real);
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: false },
    );
    expect(steps).toBeGreaterThan(RUNS);
    process.stdout.write(`soak: ${steps} steps in ${RUNS} runs, seed ${SEED}\n`);
  },
);
