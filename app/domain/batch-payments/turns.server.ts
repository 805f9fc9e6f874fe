import { getConfig } from '~/lib/config.server';
import { readRows, sql } from '~/lib/db.server';

/** Of what the gateway bears, the rest is for customers who are paying at this moment. */
const SHARE = 0.9;

/** How long from one charge to the next, all workers together; nought where the gateway has no limit. */
export function turnMs(): number {
  const { GATEWAY_CALLS_PER_SECOND: rate } = getConfig();
  return rate === null ? 0 : 1_000 / (rate * SHARE);
}

/** How many turns are free that come so soon; any number where the gateway has no limit. */
export async function turnsWithin(ms: number): Promise<number> {
  const gapMs = turnMs();
  if (gapMs === 0) return Infinity;
  const [row] = await readRows<{ waitMs: number }>(sql`
    SELECT extract(epoch FROM next_at - clock_timestamp())::float8 * 1000 AS "waitMs" FROM gateway_turns WHERE name = 'batches'`);
  return Math.max(0, Math.ceil((ms - Math.max(0, row?.waitMs ?? 0)) / gapMs));
}

/** Takes the next so many turns of the line that all workers stand in; answers in how many milliseconds the first is. */
export async function takeTurns(count: number): Promise<number> {
  const takes = count * turnMs();
  const [row] = await readRows<{ waitMs: number }>(sql`
    INSERT INTO gateway_turns AS t (name, next_at) VALUES ('batches', clock_timestamp() + ${takes}::float8 * interval '1 millisecond')
    ON CONFLICT (name) DO UPDATE SET next_at = greatest(t.next_at, clock_timestamp()) + ${takes}::float8 * interval '1 millisecond'
    RETURNING extract(epoch FROM t.next_at - ${takes}::float8 * interval '1 millisecond' - clock_timestamp())::float8 * 1000 AS "waitMs"`);
  return Math.max(0, row?.waitMs ?? 0);
}

/** Nobody's turn comes before so many milliseconds from now: the gateway was asked too fast, or does not let us in. */
export async function holdTurns(ms: number): Promise<void> {
  await readRows(sql`
    INSERT INTO gateway_turns AS t (name, next_at) VALUES ('batches', clock_timestamp() + ${ms}::float8 * interval '1 millisecond')
    ON CONFLICT (name) DO UPDATE SET next_at = greatest(t.next_at, clock_timestamp() + ${ms}::float8 * interval '1 millisecond')`);
}
