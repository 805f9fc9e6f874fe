import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { expectAgreement } from '~tests/support/agreement';
import { startWorld } from '~tests/support/world';
import { payingCommands } from './soak-commands';
import { reversalCommands } from './soak-reversals';
import { openSoak, type SoakModel, type SoakWorld } from './soak-world';

/** `FAULTS=long npm run test:faults` does ten thousand steps; `FAULTS_SEED=n` repeats a run that failed. */
const LONG = process.env['FAULTS'] === 'long';
const RUNS = LONG ? 400 : 10;
const STEPS = LONG ? 10_000 : RUNS;
const SEED = Number.parseInt(process.env['FAULTS_SEED'] ?? '', 10) || 20_261_120;

const world = await startWorld({ GATEWAY_TIMEOUT_MS: '500' });
const soak = await openSoak(world);
afterAll(async () => {
  await soak.close();
  await world.stop();
});

const { db } = await import('~/lib/db.server');
const { reconcileRecent, reconcileDay } = await import('~/domain/payments/reconcile.server');
const { reconcileRefunds } = await import('~/domain/refunds/reconcile-refunds.server');
const { reconcileReversals } = await import('~/domain/gateway-disputes/reconcile-reversals.server');

const DEBITS_END_AFTER_MINUTES = 14 * 24 * 60;
/** No run lasts longer by the gateway's clock: sixty steps of a day at the most. */
const RUN_DAYS = 80;

/** The faults stop, the bells ring, a few minutes pass, the banks answer: then everything must be decided and agree. */
async function heal(real: SoakWorld): Promise<void> {
  await world.ctl('DELETE', '/faults');
  await world.ctl('POST', '/webhooks', { mode: 'deliver', duplicate: 0, shuffle: false });
  await real.ring();
  for (const minutes of [16, 16, 16, DEBITS_END_AFTER_MINUTES]) {
    await real.advance(minutes);
    await reconcileRecent({ now: real.now() });
    await reconcileRefunds({ now: real.now() });
  }
  await reconcileReversals({ now: real.now(), days: RUN_DAYS });
  await real.ring();
}

/** What the customer owes is what was issued, less what others than us say has been paid of it. */
async function expectOwed(model: SoakModel, { payer: { actor } }: SoakWorld): Promise<void> {
  const { vendorId, customerId } = actor;
  const [books] = await db.$queryRaw<[{ owed: bigint; net: bigint; credit: bigint; loss: bigint }]>`
    SELECT (SELECT coalesce(sum(total_minor - credited_minor - written_off_minor - paid_minor), 0) FROM invoices i
        WHERE i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid AND voided_at IS NULL)::bigint AS owed,
      (SELECT coalesce(sum(amount_minor), 0) FROM ledger_lines WHERE vendor_id = ${vendorId}::uuid AND account = 'gateway_clearing')::bigint AS net,
      (SELECT coalesce(-sum(amount_minor), 0) FROM ledger_lines WHERE vendor_id = ${vendorId}::uuid AND account = 'customer_credit')::bigint AS credit,
      (SELECT coalesce(sum(loss_minor), 0) FROM refunds WHERE vendor_id = ${vendorId}::uuid AND booked_at IS NOT NULL AND failed_at IS NULL)::bigint
        + (SELECT coalesce(sum(loss_minor), 0) FROM gateway_disputes WHERE vendor_id = ${vendorId}::uuid AND withdrawn_at IS NOT NULL AND reinstated_at IS NULL)::bigint AS loss`;
  expect(books.owed).toBe(model.issuedMinor - model.chequesMinor - books.net + books.credit - books.loss);
}

async function expectAllAgree(model: SoakModel, real: SoakWorld): Promise<void> {
  const now = real.now();
  const { vendorId } = real.payer.actor;
  expect(await db.payment.findMany({ where: { vendorId, endedAt: null }, select: { id: true, state: true } })).toEqual(
    [],
  );
  expect(await db.refund.findMany({ where: { vendorId, bookedAt: null, state: 'pending' } })).toEqual([]);
  expect((await reconcileDay({ now, days: 1 })).differences).toEqual([]);
  expect((await reconcileReversals({ now, days: RUN_DAYS })).differences).toEqual([]);
  await expectAgreement(world, { now });
  await expectOwed(model, real);
}

test(
  'F42: whatever happens in whatever order, nobody pays twice, nothing is lost, and the books hold',
  { timeout: LONG ? 4 * 3_600_000 : 300_000 },
  async () => {
    const began = performance.now();
    let [steps, runs] = [0, 0];
    const weighted = [...payingCommands, ...reversalCommands];
    const all = weighted.flatMap(({ weight, arbitrary }) => Array.from({ length: weight }, () => arbitrary));
    const commands = fc.commands(all, { size: 'max', maxCommands: LONG ? 60 : 40 });
    await fc.assert(
      fc.asyncProperty(commands, async (drawn) => {
        const real = await soak.enter();
        const model: SoakModel = { started: [], issuedMinor: 0n, chequesMinor: 0n };
        await fc.asyncModelRun(() => ({ model, real }), drawn);
        steps += [...drawn].length;
        runs += 1;
        await heal(real);
        await expectAllAgree(model, real);
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: false },
    );
    expect(steps).toBeGreaterThanOrEqual(STEPS);
    const seconds = Math.round((performance.now() - began) / 1_000);
    process.stdout.write(`soak: ${steps} steps in ${runs} runs, ${seconds} s, seed ${SEED}\n`);
  },
);
