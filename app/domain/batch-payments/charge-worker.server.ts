import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '~/lib/log.server';
import { createCharger } from './charger.server';
import { followBanks } from './look-after-batches.server';

export type ChargeWorker = {
  /** More charges wait than this process can make at once: what may come later should. Not for longer than a minute in a row. */
  pressed(): boolean;
  stop(): Promise<void>;
};

/** While there is work: often enough that none waits, seldom enough that many are taken and written together. */
const BUSY_MS = 40;
const IDLE_MS = 500;
const RENEW_MS = 2_000;
const FOLLOW_BANKS_MS = 5_000;
const AFTER_FAILURE_MS = 1_000;
const CALM_AFTER_MS = 1_000;
const PRESSED_AT_MOST_MS = 60_000;

/**
 * Works on batches in this process until `stop`, beside any number of its like. It looks by itself: nothing that wakes it
 * can be lost.
 */
export function startChargeWorker(): ChargeWorker {
  const charger = createCharger();
  const stopping = new AbortController();
  const often = [every(RENEW_MS, () => charger.renew()), every(FOLLOW_BANKS_MS, () => followBanks(new Date()))];
  const press = watchPress();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      try {
        for (const now of often) await now();
        await charger.write();
        await charger.take();
        press.look(charger.full());
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
    pressed: () => !stopping.signal.aborted && press.now(),
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

/** Since when as much is under way as may be, as long as that was never a second ago. */
function watchPress(): { look(isFull: boolean): void; now(): boolean } {
  let [since, last] = [-Infinity, -Infinity];
  const isOver = () => performance.now() - last > CALM_AFTER_MS;
  return {
    look(isFull) {
      if (!isFull) return;
      if (isOver()) since = performance.now();
      last = performance.now();
    },
    now: () => !isOver() && performance.now() - since < PRESSED_AT_MOST_MS,
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
