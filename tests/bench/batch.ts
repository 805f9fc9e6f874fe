import { setTimeout as sleep } from 'node:timers/promises';
import { makeInvoices } from '~tests/factories/make-invoice';
import { makeVendor } from '~tests/factories/make-vendor';
import { makePayer } from '~tests/support/payer';
import type { Product } from '~tests/support/product';
import { staffOf } from '~tests/support/staff';
import { openBenchHouse, type BenchHouse } from './bench-house';
import { brokenRules } from './broken-rules';
import { timeConfirmPage, timeManyCustomers } from './confirm-page';
import { round, table, tellGoals, type Goal } from './figures';
import { memoryMb, processorMs } from './process-costs';

const CHARGES = 5_000;
const CUSTOMERS = 500;
const RATE = 25;
const LATENCY_MS = 300;
const KILL_EVERY_MS = 10_000;
const RINGS_AFTER_MS = 60_000;
const GIVE_UP_AFTER_MS = 420_000;
const CREATE = 'POST /v1/payment_intents';

type Run = {
  key: 'unlimited' | 'customers' | 'limited' | 'killed';
  name: string;
  chargePer: 'invoice' | 'customer';
  /** The gateway's limit and latency. */
  limited: boolean;
  kills: boolean;
};

const runs: Run[] = [
  { key: 'unlimited', name: 'unlimited', chargePer: 'invoice', limited: false, kills: false },
  { key: 'customers', name: 'one charge for each customer', chargePer: 'customer', limited: false, kills: false },
  { key: 'limited', name: `${RATE}/s and ${LATENCY_MS} ms`, chargePer: 'invoice', limited: true, kills: false },
  {
    key: 'killed',
    name: `the same, a worker killed every ${KILL_EVERY_MS / 1_000} s`,
    chargePer: 'invoice',
    limited: true,
    kills: true,
  },
];

/** `npm run bench -- batch`: 5,000 invoices of 500 customers, charged by the real web process and workers. */
export async function benchBatch(
  say: (line: string) => void,
  { payments: charges = CHARGES, only }: { payments?: number; only?: string } = {},
): Promise<{ figures: object; goals: Goal[] }> {
  const house = await openBenchHouse({ GATEWAY_CALLS_PER_SECOND: String(RATE) });
  try {
    const done: Done[] = [];
    for (const run of runs.filter(({ key }) => !only || key === only)) done.push(await runBatch(house, run, charges));
    const rows = done.map((each) => [
      each.name,
      each.calls,
      each.seconds,
      each.perSecond,
      each.workerMsPerCharge,
      each.memoryMb,
      each.grownMb,
    ]);
    for (const line of table(['', 'calls', 'seconds', 'charges/s', 'worker ms each', 'memory MB', 'grown MB'], rows))
      say(line);
    const confirms = !only || only === 'confirm';
    const goals = [
      ...(done.length > 0 ? goalsOf(done, charges / CHARGES) : []),
      ...(confirms ? [await confirmPageGoal(house, 2 * charges)] : []),
      brokenGoal(await brokenRules()),
      // Last: what is written without its books would break rules.
      ...(confirms ? await timeManyCustomers(house, 2 * charges) : []),
    ];
    for (const line of ['', ...tellGoals(goals)]) say(line);
    return { figures: { charges, runs: done }, goals };
  } finally {
    await house.stop();
  }
}

async function confirmPageGoal(house: BenchHouse, invoices: number): Promise<Goal> {
  const { staff, invoiceIds } = await prepare(invoices);
  const value = await timeConfirmPage(house, { actor: staff.actor, cookie: await staff.cookie() }, invoiceIds);
  return {
    what: `ms for the page that confirms a batch of ${invoices.toLocaleString('en')} invoices`,
    value,
    limit: 1_000,
  };
}

const brokenGoal = (broken: number): Goal => ({
  what: 'rules of the books that are broken afterwards',
  value: broken,
  limit: 0,
});

/** `enough`: which part of the whole is charged. */
function goalsOf(done: readonly Done[], enough: number): Goal[] {
  const of = (key: Run['key'], goal: (run: Done) => Goal) => done.filter((run) => run.key === key).map(goal);
  const sum = (count: (run: Done) => number) => done.reduce((total, run) => total + count(run), 0);
  return [
    ...of('unlimited', ({ perSecond: value }) => ({
      what: 'charges a second, gateway without limit',
      value,
      limit: 250,
      atLeast: true,
    })),
    ...of('customers', ({ calls: value }) => ({
      what: 'calls for one charge for each customer',
      value,
      limit: CUSTOMERS * enough,
    })),
    ...of('limited', ({ seconds: value }) => ({ what: `seconds at ${RATE}/s`, value, limit: 260 * enough })),
    ...of('killed', ({ seconds: value }) => ({
      what: `seconds at ${RATE}/s with killed workers`,
      value,
      limit: 260 * enough,
    })),
    { what: 'invoices without exactly one outcome', value: sum(({ wrong }) => wrong), limit: 0 },
    { what: 'payments that were charged twice', value: sum(({ twice }) => twice), limit: 0 },
    {
      what: 'memory that a worker grows by during a batch, MB',
      value: Math.max(...done.map(({ grownMb }) => grownMb)),
      limit: 60,
    },
  ];
}

type Done = Awaited<ReturnType<typeof runBatch>>;

async function runBatch(house: BenchHouse, run: Run, charges: number) {
  const { actor, invoiceIds } = await prepare(charges);
  await house.ctl('/faults', {}, 'DELETE');
  // A real gateway rings a little later, not in the middle of the next charges.
  await house.ctl('/webhooks', { delayMs: run.limited ? 1_000 : RINGS_AFTER_MS });
  await house.ctl('/profile', { rateLimitPerSecond: run.limited ? RATE : null });
  if (run.limited) await house.ctl('/faults', { route: CREATE, kind: 'delay', ms: LATENCY_MS, count: 10_000_000 });
  const rate = { GATEWAY_CALLS_PER_SECOND: run.limited ? String(RATE) : '10000' };
  const workers: Product[] = [await house.start('worker', rate)];
  if (run.kills) workers.push(await house.start('worker', rate));
  const before = await house.charges();
  const batchId = await confirm(actor, invoiceIds, run.chargePer);

  const began = performance.now();
  const used = processorMs(workers[0]!.pid);
  const watched = watch(batchId, () => memoryMb(workers[0]!.pid));
  const killing = run.kills ? killThem(workers, () => house.start('worker', rate), watched.over) : Promise.resolve(0);
  const { memory, finished } = await watched.done;
  const seconds = round((finished - began) / 1_000);
  const usedMs = (processorMs(workers[0]!.pid) ?? 0) - (used ?? 0);
  await killing;
  for (const worker of workers) {
    worker.signal('SIGTERM');
    await worker.ended;
  }
  const taken = [...(await house.charges())].filter(([id]) => !before.has(id)).map(([, count]) => count);
  const calls = taken.length;
  return {
    key: run.key,
    name: run.name,
    calls,
    seconds,
    perSecond: round(calls / seconds),
    workerMsPerCharge: run.kills ? 0 : round(usedMs / calls, 2),
    memoryMb: Math.max(...memory),
    grownMb: run.kills
      ? 0
      : Math.max(...memory.slice(Math.floor(memory.length / 4))) - (memory[Math.floor(memory.length / 4)] ?? 0),
    wrong: await wrongOutcomes(batchId, invoiceIds.length),
    twice: taken.filter((count) => count > 1).length,
  };
}

/** A vendor with so many open invoices of 100.00, ten of each customer with a card on file. */
async function prepare(charges: number) {
  const vendor = await makeVendor();
  const staff = await staffOf(vendor, 'biller');
  const each = CHARGES / CUSTOMERS;
  const invoiceIds: string[] = [];
  for (let n = 0; n < charges / each; n += 1) {
    const payer = await makePayer({ vendorId: vendor.id });
    await payer.saveCard('pm_card_visa');
    const made = await makeInvoices(each, { vendorId: vendor.id, customerId: payer.actor.customerId });
    invoiceIds.push(...made.map(({ id }) => id));
  }
  return { staff, actor: staff.actor, invoiceIds };
}

async function confirm(
  actor: Awaited<ReturnType<typeof prepare>>['actor'],
  invoiceIds: string[],
  chargePer: Run['chargePer'],
) {
  const { confirmBatch } = await import('~/domain/batch-payments/confirm-batch.server');
  const { encodeSeen, planBatch } = await import('~/domain/batch-payments/plan-batch.server');
  const { newId } = await import('~/lib/ids');
  const { totals } = await planBatch(actor, invoiceIds, '2026-01-01');
  const batchId = newId();
  const options = { chargePer, when: 'now', runOn: null, seen: encodeSeen(totals), cause: 'bench' } as const;
  const confirmed = await confirmBatch(actor, { batchId, invoiceIds, ...options }, new Date());
  if (!confirmed.ok) throw new Error(`not confirmed: ${confirmed.refusal.kind}`);
  return batchId;
}

/** Until the batch is over, looking at the worker's memory once a second. */
function watch(batchId: string, memoryNow: () => number) {
  let isOver = false;
  const done = (async () => {
    const { pool } = await import('~/lib/db.server');
    const memory: number[] = [];
    const until = performance.now() + GIVE_UP_AFTER_MS;
    for (let n = 0; performance.now() < until; n += 1) {
      const { rows } = await pool.query<{ over: boolean }>(
        'SELECT ended_at IS NOT NULL AS over FROM batch_payments WHERE id = $1',
        [batchId],
      );
      if (rows[0]?.over) break;
      if (n % 10 === 0) memory.push(tryTo(memoryNow));
      await sleep(100);
    }
    isOver = true;
    return { memory, finished: performance.now() };
  })();
  return { done, over: () => isOver };
}

/** A process that was just killed has none. */
function tryTo(memoryNow: () => number): number {
  try {
    return memoryNow();
  } catch {
    return 0;
  }
}

/** Kills one of the workers every ten seconds, each in turn, and starts another in its place. */
async function killThem(workers: Product[], startOne: () => Promise<Product>, isOver: () => boolean): Promise<void> {
  for (let n = 0; !isOver(); n += 1) {
    for (let waited = 0; waited < KILL_EVERY_MS && !isOver(); waited += 100) await sleep(100);
    if (isOver()) return;
    const at = n % workers.length;
    workers[at]!.signal('SIGKILL');
    await workers[at]!.ended;
    workers[at] = await startOne();
  }
}

async function wrongOutcomes(batchId: string, count: number): Promise<number> {
  const { db } = await import('~/lib/db.server');
  const succeeded = await db.batchItem.count({ where: { batchId, outcome: 'succeeded' } });
  const items = await db.batchItem.count({ where: { batchId } });
  return count - succeeded + Math.abs(items - count);
}
