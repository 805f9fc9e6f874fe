import { setTimeout as sleep } from 'node:timers/promises';
import { postPayment, readPayForm } from '~tests/support/pay-over-http';
import { openBenchHouse, type BenchHouse } from './bench-house';
import { openBenchPayer, type BenchPayer } from './bench-payer';
import { brokenRules } from './broken-rules';
import { percentile, round, table, tellGoals, type Goal } from './figures';

/** Half are cut off while the gateway has yet to act, half when it has taken the money and its answer is on the way. */
const IN_FLIGHT = 64;
const LOOK_EVERY_MS = 100;
const GIVE_UP_AFTER_MS = 300_000;

/** `npm run bench -- recovery`: killed in the middle of it, started again, no webhook comes; until every payment is decided. */
export async function benchRecovery(say: (line: string) => void): Promise<{ figures: object; goals: Goal[] }> {
  const house = await openBenchHouse();
  try {
    await house.ctl('/webhooks', { mode: 'drop' });
    // As slow as a real one: a bank takes a second or two for each call that is made again.
    await house.ctl('/profile', { latency: 'realistic' });
    const payers: BenchPayer[] = [];
    for (let n = 0; n < IN_FLIGHT; n += 1) payers.push(await openBenchPayer(house));
    const paymentIds = await cutOff(house, payers);

    const restarted = performance.now();
    await house.start('all');
    const readySeconds = round((performance.now() - restarted) / 1_000);
    const decided = await watch(restarted, paymentIds.length);
    const charges = await house.charges();
    const figures = {
      inFlight: paymentIds.length,
      readySeconds,
      firstSeconds: round(Math.min(...decided)),
      medianSeconds: round(percentile(decided, 0.5)),
      lastSeconds: decided.length === paymentIds.length ? round(Math.max(...decided)) : Number.POSITIVE_INFINITY,
      twice: paymentIds.filter((id) => (charges.get(id) ?? 0) > 1).length,
      undecided: paymentIds.length - decided.length,
    };
    say(`${paymentIds.length} payments in flight when the product was killed; seconds since it was started again`);
    for (const line of table(
      ['ready', 'first decided', 'half decided', 'all decided'],
      [[readySeconds, figures.firstSeconds, figures.medianSeconds, figures.lastSeconds]],
    ))
      say(line);
    const goals: Goal[] = [
      { what: 'seconds until every payment was decided', value: figures.lastSeconds, limit: 60 },
      { what: 'payments that were charged twice', value: figures.twice, limit: 0 },
      { what: 'rules of the books that are broken afterwards', value: await brokenRules(), limit: 0 },
    ];
    for (const line of ['', ...tellGoals(goals)]) say(line);
    return { figures, goals };
  } finally {
    await house.stop();
  }
}

/** Presses Pay for all, waits until the last of them is in flight, and kills the web process. */
async function cutOff(house: BenchHouse, payers: readonly BenchPayer[]): Promise<string[]> {
  const { pool } = await import('~/lib/db.server');
  const forms: URLSearchParams[] = [];
  for (const payer of payers) {
    await payer.payer.invoices(3);
    forms.push(await readPayForm(payer));
  }
  const half = Math.floor(payers.length / 2);
  const route = 'POST /v1/payment_intents';
  await house.ctl('/faults', { route, kind: 'delay', ms: 300_000, count: half });
  await house.ctl('/faults', { route, kind: 'stall-after-commit', count: payers.length - half });
  const pressed = payers.map((payer, at) => postPayment(payer, forms[at]!).catch((error: unknown) => error));
  for (;;) {
    await sleep(LOOK_EVERY_MS);
    const { rows } = await pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM payments WHERE state = 'reserved'`,
    );
    if (rows[0]?.count === payers.length && (await house.charges()).size === payers.length - half) break;
  }
  house.product.signal('SIGKILL');
  await house.product.ended;
  await Promise.all(pressed);
  // The calls that were on their way arrive after all.
  await house.ctl('/faults', {}, 'DELETE');
  return forms.map((form) => form.get('paymentId') ?? '');
}

/** When each of them was decided, in seconds since the restart. */
async function watch(since: number, count: number): Promise<number[]> {
  const { pool } = await import('~/lib/db.server');
  const decided: number[] = [];
  while (decided.length < count && performance.now() - since < GIVE_UP_AFTER_MS) {
    await sleep(LOOK_EVERY_MS);
    const { rows } = await pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM payments WHERE state IN ('succeeded', 'failed', 'cancelled')`,
    );
    while (decided.length < (rows[0]?.count ?? 0)) decided.push((performance.now() - since) / 1_000);
  }
  return decided;
}
