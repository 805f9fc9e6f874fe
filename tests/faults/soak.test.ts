import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { startWorld } from '~tests/support/world';
import { chargingCommands } from './soak-charges';
import { expectAllAgree, heal, MUST_HAPPEN, whatHappened } from './soak-checks';
import { issue, payingCommands, RARE } from './soak-commands';
import { vendorCommands } from './soak-vendor';
import { reversalCommands } from './soak-reversals';
import { emptyModel, openSoak } from './soak-world';

/** `FAULTS=long npm run test:faults` does ten thousand steps; `FAULTS_SEED=n` repeats a run that failed. */
const LONG = process.env['FAULTS'] === 'long';
const RUNS = LONG ? 300 : 8;
const STEPS = LONG ? 10_000 : RUNS;
const SEED = Number.parseInt(process.env['FAULTS_SEED'] ?? '', 10) || 20_261_120;

const world = await startWorld({ GATEWAY_TIMEOUT_MS: '500' });
const soak = await openSoak(world);
afterAll(async () => {
  await soak.close();
  await world.stop();
});

test(
  'F42: whatever happens in whatever order, nobody pays twice, nothing is lost, and the books hold',
  { timeout: LONG ? 4 * 3_600_000 : 300_000 },
  async () => {
    const began = performance.now();
    let [steps, runs] = [0, 0];
    const happened = new Map<string, number>();
    const weighted = [...payingCommands, ...vendorCommands, ...chargingCommands, ...reversalCommands];
    const all = weighted.flatMap(({ weight, arbitrary }) => Array.from({ length: weight / RARE }, () => arbitrary));
    const commands = fc.commands(all, { size: 'max', maxCommands: LONG ? 100 : 60 });
    await fc.assert(
      fc.asyncProperty(commands, async (drawn) => {
        const real = await soak.enter();
        const model = emptyModel();
        for (const dueIn of [-1, 3, 12]) await issue(model, real, { count: 1, totalMinor: 10_000n, dueIn });
        await fc.asyncModelRun(() => ({ model, real }), drawn);
        steps += [...drawn].length;
        runs += 1;
        if (LONG && runs % 25 === 0) process.stdout.write(`soak: ${steps} steps in ${runs} runs so far\n`);
        await heal(real);
        await expectAllAgree(model, real);
        for (const [what, count] of await whatHappened(real)) happened.set(what, (happened.get(what) ?? 0) + count);
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: false },
    );
    const seconds = Math.round((performance.now() - began) / 1_000);
    process.stdout.write(`soak: ${steps} steps in ${runs} runs, ${seconds} s, seed ${SEED}\n`);
    if (LONG) for (const [what, count] of [...happened].sort()) process.stdout.write(`soak: ${count} × ${what}\n`);
    expect(steps).toBeGreaterThanOrEqual(STEPS);
    expect(LONG ? MUST_HAPPEN.filter((what) => !happened.has(what)) : []).toEqual([]);
  },
);
