import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { pool } from './db.server';

/** What Prometheus may ask for. Labels are few and known beforehand: never an id, an address or a name. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: 'quittance_' });

const registers = [registry];

const requests = new Counter({
  name: 'quittance_http_requests_total',
  help: 'Requests answered, by route pattern, method and status.',
  labelNames: ['route', 'method', 'status'],
  registers,
});

const durations = new Histogram({
  name: 'quittance_http_request_duration_seconds',
  help: 'Time until the answer began, by route pattern and method.',
  labelNames: ['route', 'method'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers,
});

export function observeRequest({
  route,
  method,
  status,
  seconds,
}: {
  route: string;
  method: string;
  status: number;
  seconds: number;
}): void {
  requests.inc({ route, method, status });
  durations.observe({ route, method }, seconds);
}

const keyRefusals = new Counter({
  name: 'quittance_gateway_key_refusals_total',
  help: 'Calls that the gateway turned away because of our key; anything but 0 wants a look.',
  registers,
});

export function countKeyRefusal(): void {
  keyRefusals.inc();
}

new Gauge({
  name: 'quittance_database_connections',
  help: 'Connections of this process to the database.',
  labelNames: ['state'],
  registers,
  collect() {
    this.set({ state: 'idle' }, pool.idleCount);
    this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
    this.set({ state: 'waiting' }, pool.waitingCount);
  },
});

const PAYMENT_STATES = ['reserved', 'action_required', 'processing', 'checking', 'succeeded', 'failed', 'cancelled'];

gauge(
  'quittance_payments',
  'Payments by state.',
  'state',
  PAYMENT_STATES,
  'SELECT state AS label, count(*)::int AS value FROM payments GROUP BY state',
);

gauge(
  'quittance_payments_undecided',
  'Payments made more than 15 minutes ago whose outcome is not known yet; anything but 0 wants a look.',
  null,
  [],
  `SELECT count(*)::int AS value FROM payments WHERE ended_at IS NULL AND (
     (state IN ('reserved', 'checking') AND created_at < now() - interval '15 minutes')
     OR (state = 'action_required' AND waits_for IS NULL AND created_at < now() - interval '30 minutes'))`,
);

gauge(
  'quittance_refunds_undecided',
  'Refunds asked for more than 15 minutes ago of which the gateway has not said whether it has them; anything but 0 wants a look.',
  null,
  [],
  `SELECT count(*)::int AS value FROM refunds
   WHERE state = 'pending' AND channel = 'gateway' AND booked_at IS NULL AND created_at < now() - interval '15 minutes'`,
);

gauge(
  'quittance_jobs',
  'Jobs on the queue: ready to run, running, waiting for their time, failed for good.',
  'state',
  ['ready', 'running', 'waiting', 'failed'],
  `SELECT CASE WHEN locked_at IS NOT NULL THEN 'running' WHEN attempts >= max_attempts THEN 'failed'
               WHEN run_at > now() THEN 'waiting' ELSE 'ready' END AS label, count(*)::int AS value
   FROM graphile_worker._private_jobs GROUP BY 1`,
);

gauge(
  'quittance_workers',
  'Worker processes that have been heard of within 10 seconds.',
  null,
  [],
  `SELECT count(*)::int AS value FROM worker_heartbeats WHERE seen_at > now() - interval '10 seconds'`,
);

/** A figure that the database counts when asked. What no row speaks of is 0, not missing. */
function gauge(name: string, help: string, label: string | null, values: string[], query: string): void {
  new Gauge({
    name,
    help,
    labelNames: label ? [label] : [],
    registers,
    async collect() {
      const { rows } = await pool.query<{ label?: string; value: number }>(query);
      if (label) for (const value of values) this.set({ [label]: value }, 0);
      for (const row of rows) this.set(label ? { [label]: row.label ?? '' } : {}, row.value);
    },
  });
}
