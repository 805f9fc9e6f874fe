import { pool } from '~/lib/db.server';
import { log } from '~/lib/log.server';
import type { JobName } from '~/lib/queue.server';

/** Several times a minute, by any worker: the first one makes the job of the next minute, the others find it there. */
const LOOK_MS = 15_000;

/**
 * Sees to it that each job waits for the next full minute of the database's clock, as long as anybody works. The
 * queue's own clock is the process's: one that runs ahead would put each run into the future, and the next one in its
 * place before it came.
 */
export function startMinutes(jobs: readonly JobName[]): { stop(): void } {
  const look = () =>
    pool
      .query(
        `SELECT graphile_worker.add_job(job, '{}', job_key => job, job_key_mode => 'preserve_run_at', max_attempts => 3,
           run_at => date_trunc('minute', now()) + interval '1 minute')
         FROM unnest($1::text[]) AS job`,
        [jobs],
      )
      .catch((error: unknown) => log.debug({ err: error }, 'the next minute could not be prepared'));
  void look();
  const timer = setInterval(() => void look(), LOOK_MS);
  return { stop: () => clearInterval(timer) };
}
