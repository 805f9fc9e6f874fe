import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '~/lib/log.server';
import { createCharger } from './charger.server';
import { followBanks } from './look-after-batches.server';

export type ChargeWorker = { stop(): Promise<void> };

/** While there is work: often enough that none waits, seldom enough that many are taken and written together. */
const BUSY_MS = 40;
const IDLE_MS = 500;
const RENEW_MS = 4_000;
const FOLLOW_BANKS_MS = 5_000;
const AFTER_FAILURE_MS = 1_000;

/**
 * Works on batches in this process until `stop`, beside any number of its like. It looks by itself: nothing that wakes it
 * can be lost.
 */
export function startChargeWorker(): ChargeWorker {
  const charger = createCharger();
  const stopping = new AbortController();
  const often = [every(RENEW_MS, () => charger.renew()), every(FOLLOW_BANKS_MS, () => followBanks(new Date()))];
  const loop = async () => {
    while (!stopping.signal.aborted) {
      try {
        for (const now of often) await now();
        await charger.write();
        await charger.take();
        await sleep(charger.busy() ? BUSY_MS : IDLE_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      } catch (error) {
        // The database is away: what was taken waits for the end of its lease, here or elsewhere.
        log.debug({ err: error }, 'charges of batches could not be looked after');
        await sleep(AFTER_FAILURE_MS);
      }
    }
    await charger.finish('now');
    await charger.write();
  };
  const ended = loop().catch((error: unknown) =>
    log.warn({ err: error }, 'what was charged last is written down by others'),
  );
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

function every(ms: number, work: () => Promise<void>): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < ms) return;
    last = performance.now();
    await work();
  };
}
