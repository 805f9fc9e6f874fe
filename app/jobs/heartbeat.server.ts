import { pool } from '~/lib/db.server';
import { log } from '~/lib/log.server';

/**
 * A killed worker's jobs would stay locked for four hours. So every worker says each second that it is alive,
 * and any other frees the jobs of one that has been silent. Judged by the database's clock alone. Freeing
 * a worker that was only asleep makes a job run twice, which jobs bear.
 */
const BEAT_MS = 1_000;
const SILENT_AFTER_SECONDS = 8;

export type Heartbeat = {
  /** Settles when the database answers again after it did not. */
  outageOver: Promise<void>;
  stop(): Promise<void>;
};

export function startHeartbeat(workerId: string): Heartbeat {
  let pending = beat(workerId);
  let timer: NodeJS.Timeout | undefined;
  const outageOver = new Promise<void>((resolve) => {
    timer = setInterval(() => {
      pending = pending.then(async (answered) => {
        const answers = await beat(workerId);
        if (answers && !answered) resolve();
        return answers;
      });
    }, BEAT_MS);
  });
  return {
    outageOver,
    async stop() {
      clearInterval(timer);
      await pending;
      await pool.query('DELETE FROM worker_heartbeats WHERE worker_id = $1', [workerId]).catch(() => undefined);
    },
  };
}

async function beat(workerId: string): Promise<boolean> {
  try {
    await pool.query(
      'INSERT INTO worker_heartbeats (worker_id, seen_at) VALUES ($1, now()) ON CONFLICT (worker_id) DO UPDATE SET seen_at = now()',
      [workerId],
    );
    await freeJobsOfSilentWorkers();
    return true;
  } catch (error) {
    // The database is away: the next beat tries again, and nobody else can free anything either.
    log.debug({ err: error }, 'a worker could not say that it is alive');
    return false;
  }
}

async function freeJobsOfSilentWorkers(): Promise<void> {
  const { rows } = await pool.query<{ freed: string[] }>(
    `WITH silent AS (
       DELETE FROM worker_heartbeats WHERE seen_at < now() - make_interval(secs => $1) RETURNING worker_id
     ), unknown AS (
       SELECT DISTINCT locked_by AS worker_id FROM graphile_worker._private_jobs
       WHERE locked_by IS NOT NULL AND locked_at < now() - make_interval(secs => $1)
         AND locked_by NOT IN (SELECT worker_id FROM worker_heartbeats)
     ), dead AS (
       SELECT array_agg(worker_id) AS ids FROM (SELECT worker_id FROM silent UNION SELECT worker_id FROM unknown) AS both_kinds
     )
     SELECT dead.ids AS freed, graphile_worker.force_unlock_workers(dead.ids) FROM dead WHERE dead.ids IS NOT NULL`,
    [SILENT_AFTER_SECONDS],
  );
  if (rows[0]) log.warn({ workers: rows[0].freed }, 'freed the jobs of workers that ended without saying so');
}
