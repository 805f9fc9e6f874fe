import { Logger, runOnce } from 'graphile-worker';
import type { JobName } from '~/lib/queue.server';

/**
 * Runs every job that is due, and what these enqueue in turn, until none is left; in this process, so that a test
 * needs neither a worker nor a wait. Jobs that fail wait for their next try, as in real life.
 * `only` leaves the others for later.
 */
export async function drainJobs(now: () => Date = () => new Date(), only?: readonly JobName[]): Promise<void> {
  const { pool } = await import('~/lib/db.server');
  const { handlers } = await import('~/jobs/handlers.server');
  const taskList = Object.fromEntries(
    Object.entries(handlers)
      .filter(([name]) => !only || only.includes(name as JobName))
      .map(([name, handle]) => [
        name,
        async (payload: unknown, { job }: { job: { id: string } }) => {
          await (handle as (payload: unknown, call: { now: Date; jobId: string }) => Promise<unknown>)(payload, {
            now: now(),
            jobId: job.id,
          });
        },
      ]),
  );
  const isLeft = async () => {
    const { rowCount } = await pool.query(
      'SELECT FROM graphile_worker.jobs WHERE run_at <= now() AND attempts < max_attempts AND locked_at IS NULL AND task_identifier = ANY($1) LIMIT 1',
      [Object.keys(taskList)],
    );
    return rowCount === 1;
  };
  // A job that was enqueued, or whose queue came free, at the moment when a round found nothing more is of the next one.
  for (let round = 0; round < 10; round += 1) {
    await runOnce({ pgPool: pool, taskList, noHandleSignals: true, logger: new Logger(() => () => undefined) });
    if (!(await isLeft())) return;
  }
}
