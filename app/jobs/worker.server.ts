import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, parseCronItems, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import { startChargeWorker } from '~/domain/batch-payments/charge-worker.server';
import { pool } from '~/lib/db.server';
import { log } from '~/lib/log.server';
import { LATE, type JobName } from '~/lib/queue.server';
import { handlers } from './handlers.server';
import { startHeartbeat } from './heartbeat.server';
import { startMinutes } from './minutes.server';
import { EVERY_MINUTE, schedule } from './schedule';

export type RunningWorker = { stop(): Promise<void> };

const CONCURRENT_JOBS = 8;
/**
 * Asking for a job and writing down its end cost more than most jobs do, so both are done for several at once: in a burst
 * that is a third less time. More would keep a new job of higher priority waiting longer behind those that are fetched.
 */
const JOBS_FETCHED = 2 * CONCURRENT_JOBS;
const ENDED_TOGETHER_MS = 20;
/** How often to look for jobs whose time has come; new jobs announce themselves. */
const POLL_MS = 1_000;

/** A payment that is older has been left by whoever started it (sync-payment leaves it alone for so long). */
const STARTED_BY_THEN_MS = 31_000;

/** How long to wait before a worker that ended by itself is started again. */
const RESTART_MS = 1_000;

/** How long jobs under way may still take when a run ends because the database had been away. */
const FINISH_MS = 10_000;

/** How long `stop` waits for jobs under way. One that hangs longer is left; its lock is freed by the others, and it runs again. */
const STOP_WITHIN_MS = 20_000;

/**
 * Runs jobs and the clock in this process, until `stop`: jobs under way are finished, no new ones begun. The queue's
 * own runner gives up when the database is away at the wrong moment; it is started again until it stays.
 */
export async function startWorker({ stopWithinMs = STOP_WITHIN_MS } = {}): Promise<RunningWorker> {
  const charges = startChargeWorker();
  const start = () => startRun(() => charges.pressed());
  let current = await start();
  let stopping = false;
  const supervised = (async () => {
    for (;;) {
      await current.ended;
      if (stopping) return;
      log.warn('the worker ended by itself and is started again');
      await sleep(RESTART_MS);
      if (!stopping) current = await start().catch((error: unknown) => failedRun(error));
    }
  })();
  return {
    async stop() {
      stopping = true;
      const finished = Promise.all([charges.stop(), current.stop().then(() => supervised)]);
      const gaveUp = sleep(stopWithinMs, 'gave up', { ref: false });
      if ((await Promise.race([finished, gaveUp])) === 'gave up')
        log.warn('jobs under way did not end in time and are left to be run again');
    },
  };
}

const AT_THE_START = [
  'reconcile-recent',
  'look-after-charges',
  'look-after-batches',
] as const satisfies readonly JobName[];

type Run = { ended: Promise<void>; stop(): Promise<void> };

function failedRun(error: unknown): Run {
  log.warn({ err: error }, 'the worker cannot start yet');
  return { ended: Promise.resolve(), stop: async () => undefined };
}

async function startRun(isPressed: () => boolean): Promise<Run> {
  const events: WorkerEvents = new EventEmitter();
  logFailures(events);
  const created = new Promise<string>((resolve) =>
    events.once('pool:create', ({ workerPool }) => resolve(workerPool.id)),
  );
  const runner = await run({
    pgPool: pool,
    preset: {
      worker: {
        concurrentJobs: CONCURRENT_JOBS,
        localQueue: { size: JOBS_FETCHED },
        completeJobBatchDelay: ENDED_TOGETHER_MS,
      },
    },
    pollInterval: POLL_MS,
    forbiddenFlags: () => (isPressed() ? [LATE] : null),
    noHandleSignals: true,
    events,
    logger: new Logger(
      () => (level, message) => void (String(level) === 'error' ? log.debug(message) : log.trace(message)),
    ),
    taskList: tasks(),
    parsedCronItems: parseCronItems(
      schedule
        .filter(({ at }) => at !== EVERY_MINUTE)
        .map(({ job, at }) => ({
          task: job,
          match: at,
          identifier: job,
          options: { jobKey: job, maxAttempts: 3, backfillPeriod: 0 },
        })),
    ),
  });
  const heartbeat = startHeartbeat(await created);
  // What was under way while the database was away could not be recorded, and the runner does not try again: its jobs
  // would stay locked by a worker that lives on. So this run ends, and its silence frees them for the next.
  const renewed = heartbeat.outageOver.then(() =>
    Promise.race([runner.stop().catch(() => undefined), sleep(FINISH_MS)]),
  );
  const minutes = startMinutes(schedule.filter(({ at }) => at === EVERY_MINUTE).map(({ job }) => job));
  const ended = Promise.race([runner.promise.catch(() => undefined), renewed]).then(() => {
    minutes.stop();
    return heartbeat.stop();
  });
  // What was under way when an earlier process ended is looked at now, and again as soon as nobody can be starting it
  // any more; not at the next full minute, which may come just too early.
  // "Now" is the database's: a clock of ours that runs ahead must not delay it.
  const nudged = [{}, { runAt: new Date(Date.now() + STARTED_BY_THEN_MS) }].flatMap((when, n) =>
    AT_THE_START.map((job) => runner.addJob(job, {}, { ...when, jobKey: `${job}:start-${n}`, maxAttempts: 3 })),
  );
  await Promise.all(nudged).catch((error: unknown) =>
    log.warn({ err: error }, 'what is done first waits for the clock'),
  );
  return {
    ended,
    async stop() {
      // It may have stopped by itself a moment ago, which is as good.
      await runner.stop().catch(() => undefined);
      await ended;
    },
  };
}

/** What happens on a date is judged by the one clock that all workers share: one whose own is wrong would charge early or late. */
const BY_THE_DATABASE: ReadonlySet<string> = new Set<JobName>([
  'look-after-charges',
  'advance-charge',
  'plan-autopay',
  'look-after-batches',
]);

async function databaseNow(): Promise<Date> {
  const { rows } = await pool.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  return rows[0]?.now ?? new Date();
}

function tasks(): TaskList {
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handle]) => [
      name,
      async (payload: unknown, { job }: { job: { id: string } }) => {
        await (handle as (payload: unknown, call: { now: Date; jobId: string }) => Promise<unknown>)(payload, {
          now: BY_THE_DATABASE.has(name) ? await databaseNow() : new Date(),
          jobId: job.id,
        });
      },
    ]),
  );
}

/** A job's payload may hold a sealed secret and is never logged. */
function logFailures(events: WorkerEvents): void {
  events.on('job:error', ({ job, error }) => {
    const last = job.attempts >= job.max_attempts;
    log[last ? 'error' : 'warn'](
      { job: job.task_identifier, jobId: job.id, attempt: job.attempts, of: job.max_attempts, err: error },
      last ? 'a job failed for good' : 'a job failed and will be tried again',
    );
  });
  events.on('pool:listen:error', ({ error }) =>
    log.warn({ err: error }, 'the worker lost its line to the database and reconnects'),
  );
  events.on('pool:fatalError', ({ error, action }) =>
    log.error({ err: error, action }, 'the worker could not record the outcome of a job'),
  );
}
