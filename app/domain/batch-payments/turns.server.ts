import { getConfig } from '~/lib/config.server';
import { readRows, sql } from '~/lib/db.server';

/** Of what the gateway bears, the rest is for customers who are paying at this moment. */
const SHARE = 0.9;
/** As much is asked while turns are made up for that went by unused: a worker died with them, or the house was slow. */
const SHARE_MAKING_UP = 0.96;
/** What went by longer ago than this is lost. */
const MADE_UP_MS = 3_000;

/** From one charge to the next, all workers together: how long by the line, and how long at least. Null: the gateway has no limit. */
function gaps(): { gapMs: number; leastMs: number } | null {
  const { GATEWAY_CALLS_PER_SECOND: rate } = getConfig();
  return rate === null ? null : { gapMs: 1_000 / (rate * SHARE), leastMs: 1_000 / (rate * SHARE_MAKING_UP) };
}

/** Nobody moves the line further ahead than this; where it is, the database's clock was, and it is not waited for. */
const MOST_AHEAD_MS = 60_000;

/** In how many milliseconds the line's next turn is due, below nought where turns went by, and when one may be at the soonest. */
type Line = { dueMs: number; freeMs: number };
const IDLE: Line = { dueMs: 0, freeMs: 0 };

const line = sql`
  SELECT least(greatest(extract(epoch FROM t.next_at - c.now)::float8 * 1000, ${-MADE_UP_MS}::float8), ${MOST_AHEAD_MS}::float8) AS "dueMs",
    least(greatest(extract(epoch FROM t.free_at - c.now)::float8 * 1000, 0), ${MOST_AHEAD_MS}::float8) AS "freeMs", c.now
  FROM gateway_turns t, (SELECT clock_timestamp() AS now) c WHERE t.name = 'batches'`;

/** How many turns are free that come so soon; any number where the gateway has no limit. */
export async function turnsWithin(ms: number): Promise<number> {
  const gap = gaps();
  if (!gap) return Infinity;
  const [{ dueMs, freeMs } = IDLE] = await readRows<Line>(line);
  return Math.max(0, Math.ceil(Math.min((ms - dueMs) / gap.gapMs, (ms - freeMs) / gap.leastMs)));
}

/** Takes the next so many turns of the line that all workers stand in; answers in how many milliseconds each is. */
export async function takeTurns(count: number): Promise<number[]> {
  const gap = gaps();
  if (!gap) return Array.from({ length: count }, () => 0);
  const { gapMs, leastMs } = gap;
  const take = () =>
    readRows<Line>(sql`
      WITH line AS (${line} FOR UPDATE OF t)
      UPDATE gateway_turns t SET
        next_at = line.now + (line."dueMs" + ${count * gapMs}::float8) * interval '1 millisecond',
        free_at = line.now + (greatest(line."dueMs" + ${(count - 1) * gapMs}::float8, line."freeMs" + ${(count - 1) * leastMs}::float8) + ${leastMs}::float8) * interval '1 millisecond'
      FROM line WHERE t.name = 'batches' RETURNING line."dueMs", line."freeMs"`);
  let [taken] = await take();
  if (!taken) {
    await holdTurns(0);
    [taken = IDLE] = await take();
  }
  const { dueMs, freeMs } = taken;
  return Array.from({ length: count }, (_, at) => Math.max(dueMs + at * gapMs, freeMs + at * leastMs));
}

/** Nobody's turn comes before so many milliseconds from now: the gateway was asked too fast, or does not let us in. */
export async function holdTurns(ms: number): Promise<void> {
  await readRows(sql`
    WITH held AS (SELECT clock_timestamp() + ${ms}::float8 * interval '1 millisecond' AS at)
    INSERT INTO gateway_turns AS t (name, next_at, free_at) SELECT 'batches', at, at FROM held
    ON CONFLICT (name) DO UPDATE SET next_at = greatest(t.next_at, excluded.next_at), free_at = greatest(t.free_at, excluded.free_at)`);
}
