import { setTimeout as sleep } from 'node:timers/promises';
import { SANDBOX_WEBHOOK_SECRET } from '~sandbox/keys';
import { brokenRules } from './broken-rules';
import { openBenchHouse } from './bench-house';
import { openBenchPayer } from './bench-payer';
import { percentile, round, table, tellGoals, type Goal } from './figures';
import { makeLostAnswers } from './webhooks/lost-answers';
import { ring } from './webhooks/ring';

const PAYMENTS = 5_000;
const CONNECTIONS = 32;
/** Every twentieth event comes twice. */
const TWICE_EVERY = 20;
const TYPES = ['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded'];
const GIVE_UP_AFTER_MS = 300_000;

/**
 * `npm run bench -- webhooks`: the answers of 5,000 payments were lost, and all that the gateway has to say of them rings
 * at once at the real web process, in no order and some of it twice, while the worker follows it.
 */
export async function benchWebhooks(
  say: (line: string) => void,
  { payments = PAYMENTS }: { payments?: number } = {},
): Promise<{ figures: object; goals: Goal[] }> {
  const house = await openBenchHouse();
  try {
    await house.ctl('/webhooks', { mode: 'drop' });
    const payer = await openBenchPayer(house);
    const lost = await makeLostAnswers(payer, payer.methodId, payments);
    const events = await eventsOf(new Set(lost.map(({ intentId }) => intentId)));
    const bodies = shuffled([...events, ...events.filter((_event, at) => at % TWICE_EVERY === 0)]).map(
      (event) => event.body,
    );
    await house.start('worker');

    const began = performance.now();
    const drained = drain(began);
    const rung = await ring(`${house.product.url}/hooks/stripe`, bodies, SANDBOX_WEBHOOK_SECRET, CONNECTIONS);
    const burstSeconds = round((performance.now() - began) / 1_000);
    const { kept, settled, seconds } = await drained;

    const ms = rung.map((each) => each.ms);
    const figures = {
      payments,
      events: events.length,
      posts: bodies.length,
      connections: CONNECTIONS,
      burstSeconds,
      perSecond: round(bodies.length / burstSeconds),
      p50: round(percentile(ms, 0.5)),
      p99: round(percentile(ms, 0.99)),
      longest: round(Math.max(...ms)),
      refused: rung.filter(({ status }) => status !== 200).length,
      lost: events.length - kept,
      unsettled: payments - settled,
      drainedSeconds: round(seconds),
    };
    say(
      `${events.length.toLocaleString('en')} events of ${payments.toLocaleString('en')} payments, ${bodies.length - events.length} of them twice, over ${CONNECTIONS} connections`,
    );
    for (const line of table(
      ['burst s', 'events/s', 'answer p50 ms', 'p99 ms', 'longest ms', 'all followed after s'],
      [[burstSeconds, figures.perSecond, figures.p50, figures.p99, figures.longest, figures.drainedSeconds]],
    ))
      say(line);
    const goals: Goal[] = [
      { what: 'answer at the 99th percentile, ms', value: figures.p99, limit: 250 },
      { what: 'events that were not taken', value: figures.refused, limit: 0 },
      { what: 'events that were lost', value: figures.lost, limit: 0 },
      { what: 'payments that are not settled', value: figures.unsettled, limit: 0 },
      { what: 'seconds from the first event until all were followed', value: figures.drainedSeconds, limit: 60 },
      { what: 'rules of the books that are broken afterwards', value: await brokenRules(), limit: 0 },
    ];
    for (const line of ['', ...tellGoals(goals)]) say(line);
    return { figures, goals };
  } finally {
    await house.stop();
  }
}

type Event = { id: string; body: string };

/** What the gateway has to tell of these intents, as it would post it. */
async function eventsOf(intents: ReadonlySet<string>): Promise<Event[]> {
  const { stripe } = await import('~/gateways/stripe.server');
  const found: Event[] = [];
  for await (const event of stripe().events.list({ limit: 100, types: TYPES })) {
    const object = event.data.object as { id: string; payment_intent?: string };
    if (intents.has(object.id) || intents.has(object.payment_intent ?? ''))
      found.push({ id: event.id, body: JSON.stringify(event) });
  }
  return found;
}

/** Always the same disorder. */
function shuffled<T>(items: readonly T[]): T[] {
  const mixed = [...items];
  let state = 1;
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    state = (state * 48_271) % 2_147_483_647;
    const other = state % (at + 1);
    [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
  }
  return mixed;
}

/** Until nothing waits and every payment is decided. */
async function drain(began: number): Promise<{ kept: number; settled: number; seconds: number }> {
  const { pool } = await import('~/lib/db.server');
  for (;;) {
    await sleep(250);
    const { rows } = await pool.query<{ kept: number; waiting: number; settled: number; undecided: number }>(
      `SELECT (SELECT count(*)::int FROM gateway_events) AS kept, (SELECT count(*)::int FROM gateway_events WHERE state = 'queued') AS waiting,
         (SELECT count(*)::int FROM payments WHERE state = 'succeeded') AS settled, (SELECT count(*)::int FROM payments WHERE ended_at IS NULL) AS undecided`,
    );
    const [now] = rows;
    const took = performance.now() - began;
    if (now && ((now.kept > 0 && now.waiting === 0 && now.undecided === 0) || took > GIVE_UP_AFTER_MS))
      return { ...now, seconds: took / 1_000 };
  }
}
