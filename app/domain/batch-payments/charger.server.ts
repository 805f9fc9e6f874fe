import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { countKeyRefusals, countTooFast } from '~/gateways/stripe.server';
import { newId } from '~/lib/ids';
import { log } from '~/lib/log.server';
import { beginCharges, type Begun, type Made } from './begin-charges.server';
import { closeBatches } from './close-batches.server';
import { chargeMaker } from './make-charges.server';
import { giveBack, renewLeases, takeCharges, type TakenCharge } from './take-charges.server';
import { holdTurns, takeTurns, turnsWithin } from './turns.server';
import { followPayments } from './write-outcomes.server';

/** So many charges are under way at once in one process: banks take their time. */
const UNDER_WAY = 64;
/** So far ahead of their turns charges are taken: the turns of a worker that dies are lost. */
const AHEAD_MS = 400;
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
  /** As much is under way as may be at once. */
  full(): boolean;
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
  setMaxListeners(UNDER_WAY, leaving.signal);
  const slowDown = watchGateway();

  const make = chargeMaker(clock);

  const end = async (charge: TakenCharge, begun: Promise<Begun>, inMs: number) => {
    const [own, hasTurn] = await Promise.all([begun, turn(inMs, leaving.signal)]);
    const made = hasTurn || 'made' in own ? await make(charge, own) : 'again';
    ended.push({ ...charge, made });
  };
  const failed = (charge: TakenCharge) => (error: unknown) => {
    log.warn({ paymentId: charge.paymentId, err: error }, 'a charge of a batch could not be made yet');
    ended.push({ ...charge, made: 'again' });
  };

  return {
    async take() {
      await slowDown();
      const free = Math.min(UNDER_WAY - underWay.size, await turnsWithin(AHEAD_MS));
      const taken = free > 0 ? await takeCharges(owner, free) : [];
      if (taken.length === 0) return 0;
      const inMs = await takeTurns(taken.length);
      const begun = beginThem(taken, clock());
      taken.forEach((charge, at) => {
        const work = end(charge, begun(charge), inMs[at] ?? 0)
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
    full: () => underWay.size >= UNDER_WAY,
  };
}

/** Begins the charges of each batch together; answers where each stands. */
function beginThem(taken: readonly TakenCharge[], now: Date): (charge: TakenCharge) => Promise<Begun> {
  const batches = new Map(
    [...new Set(taken.map(({ batchId }) => batchId))].map((batchId) => {
      const own = taken.filter((charge) => charge.batchId === batchId);
      return [batchId, { own, begun: beginCharges(own, now) }] as const;
    }),
  );
  return async (charge) => {
    const { own, begun } = batches.get(charge.batchId)!;
    return (await begun)[own.indexOf(charge)]!;
  };
}

/** Waits for it; false where this process leaves before it comes. */
async function turn(inMs: number, signal: AbortSignal): Promise<boolean> {
  if (inMs > 0) await sleep(inMs, undefined, { signal }).catch(() => undefined);
  return !signal.aborted;
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
