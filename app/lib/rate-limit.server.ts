import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { sha256 } from './crypto.server';
import { pool } from './db.server';
import type { Limit } from './limit';

export type Allowance = { ok: true } | { ok: false; refusal: { kind: 'too-many'; retryAfterSeconds: number } };

const limiters = new Map<string, RateLimiterPostgres>();

/**
 * Counts one go of `who` and says whether it was within the limit. Counted in the database, atomically, so
 * that all processes share one count. A broken database throws: never let in what could not be counted.
 */
export async function countAgainst(limit: Limit, who: string): Promise<Allowance> {
  const outcome = await limiterOf(limit)
    .consume(keyOf(who))
    .catch((reason: unknown) => reason);
  if (outcome instanceof RateLimiterRes) {
    if (outcome.consumedPoints <= limit.times) return { ok: true };
    return {
      ok: false,
      refusal: { kind: 'too-many', retryAfterSeconds: Math.max(1, Math.ceil(outcome.msBeforeNext / 1000)) },
    };
  }
  throw outcome;
}

/** Takes one go off the count: for what is counted beforehand and counts only when it goes wrong. */
export async function giveBack(limit: Limit, who: string): Promise<void> {
  await limiterOf(limit).reward(keyOf(who));
}

function limiterOf(limit: Limit): RateLimiterPostgres {
  const name = `${limit.name}:${limit.times}/${limit.perSeconds}`;
  let limiter = limiters.get(name);
  if (!limiter) {
    limiter = new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      keyPrefix: limit.name,
      points: limit.times,
      duration: limit.perSeconds,
      // Its own sweeping runs on a timer; ours is a job.
      clearExpiredByTimeout: false,
    });
    limiters.set(name, limiter);
  }
  return limiter;
}

/** Wipes a count, once what was counted turned out to be meant well; answers whether there was one. */
export async function forgetCount(limit: Limit, who: string): Promise<boolean> {
  return limiterOf(limit).delete(keyOf(who));
}

/** Hashed, because who is often an e-mail address, and a counter need not know it. */
function keyOf(who: string): string {
  return sha256(who).toString('base64url');
}
