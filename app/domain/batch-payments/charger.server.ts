import { setTimeout as sleep } from 'node:timers/promises';
import { countKeyRefusals, countTooFast } from '~/gateways/stripe.server';
import { newId } from '~/lib/ids';
import { log } from '~/lib/log.server';
import { closeBatches } from './close-batches.server';
import { makeCharge, type Made } from './make-charge.server';
import { giveBack, renewLeases, takeCharges, type TakenCharge } from './take-charges.server';
import { holdTurns, takeTurns, turnMs } from './turns.server';
import { followPayments } from './write-outcomes.server';

/** So many charges are under way at once in one process: banks take their time. */
const UNDER_WAY = 32;
/** How long a gateway that is asked too fast, or that refuses our key, is left alone; the first grows while it goes on. */
const TOO_FAST_MS = [500, 1_000, 2_000, 4_000];
const KEY_REFUSED_MS = 30_000;
/** How long a charge without an answer waits to be asked for again; twice as long each time. */
const AGAIN_MS = 1_000;
const AGAIN_AT_MOST_MS = 30_000;

export type Charger = {
  /** Takes what may be begun and begins it; answers how many. */
  take(): Promise<number>;
  /** Writes down what has come to an end since. */
  write(): Promise<void>;
  /** Stays the holder of what is under way. */
  renew(): Promise<void>;
  /** Until nothing is under way. With `now`, what waits for its turn is not begun any more. */
  finish(when?: 'now'): Promise<void>;
  busy(): boolean;
};

/**
 * Makes charges of batches: takes as many as it can have under way, makes each at its turn, and writes down many ends at
 * once, so that one process makes hundreds a second. Of what it has not written others find out when its leases end.
 */
export function createCharger({ clock = () => new Date() }: { clock?: () => Date } = {}): Charger {
  const owner = newId();
  const underWay = new Map<string, Promise<void>>();
  let ended: (TakenCharge & { made: Made })[] = [];
  const leaving = new AbortController();
  const slowDown = watchGateway();

  const begin = async (charge: TakenCharge, inMs: number) => {
    const made = await turn(inMs, leaving.signal).then(
      () => makeCharge(charge, `batch:${charge.batchId}`, clock()),
      () => 'again' as const,
    );
    ended.push({ ...charge, made });
  };
  const failed = (charge: TakenCharge) => (error: unknown) => {
    log.warn({ paymentId: charge.paymentId, err: error }, 'a charge of a batch could not be made yet');
    ended.push({ ...charge, made: 'again' });
  };

  return {
    async take() {
      await slowDown();
      const free = UNDER_WAY - underWay.size;
      const taken = free > 0 ? await takeCharges(owner, free) : [];
      if (taken.length === 0) return 0;
      const [gapMs, firstInMs] = [turnMs(), await takeTurns(taken.length)];
      taken.forEach((charge, at) => {
        const work = begin(charge, firstInMs + at * gapMs)
          .catch(failed(charge))
          .finally(() => underWay.delete(charge.paymentId));
        underWay.set(charge.paymentId, work);
      });
      return taken.length;
    },
    async write() {
      const now = ended;
      if (now.length === 0) return;
      ended = [];
      try {
        const follow = now.filter(({ made }) => made === 'follow').map(({ paymentId }) => paymentId);
        if (follow.length > 0) await followPayments({ paymentIds: follow }, clock());
        await giveBack(
          now.filter(({ made }) => made === 'again').map((charge) => ({ ...charge, againInMs: againIn(charge) })),
        );
        await closeBatches({ batchIds: [...new Set(now.map(({ batchId }) => batchId))] }, clock());
      } catch (error) {
        ended.push(...now);
        throw error;
      }
    },
    renew: () => (underWay.size > 0 ? renewLeases(owner) : Promise.resolve()),
    async finish(when) {
      if (when === 'now') leaving.abort();
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
    busy: () => underWay.size > 0 || ended.length > 0,
  };
}

async function turn(inMs: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (inMs > 0) await sleep(inMs, undefined, { signal });
}

function againIn({ tries }: TakenCharge): number {
  const most = Math.min(AGAIN_AT_MOST_MS, AGAIN_MS * 2 ** (tries - 1));
  return most * (0.5 + Math.random() / 2);
}

/** Notices in time that the gateway wants to be left alone, and holds the turns of all workers. */
function watchGateway(): () => Promise<void> {
  let [tooFast, refused, inARow] = [countTooFast(), countKeyRefusals(), 0];
  return async () => {
    const [nowTooFast, nowRefused] = [countTooFast(), countKeyRefusals()];
    if (nowTooFast > tooFast) {
      const ms = TOO_FAST_MS[Math.min(inARow, TOO_FAST_MS.length - 1)] ?? 0;
      await holdTurns(ms * (0.5 + Math.random() / 2));
      inARow += 1;
    } else inARow = 0;
    if (nowRefused > refused) await holdTurns(KEY_REFUSED_MS);
    [tooFast, refused] = [nowTooFast, nowRefused];
  };
}
