import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '~/lib/log.server';
import { countKeyRefusal } from '~/lib/metrics.server';

/** What a call to the gateway may end as, beside its answer, and how often it is made. */
export class GatewayOutage extends Error {
  override name = 'GatewayOutage';
  /** Turned away before anything was done: it may be asked again in a moment. The limit is that of the call's kind, or of all calls. */
  readonly tooFast: TooFast | null;
  constructor(message: string, { cause, tooFast = null }: { cause?: unknown; tooFast?: TooFast | null } = {}) {
    super(message, { cause });
    this.tooFast = tooFast;
  }
}

export type TooFast = 'of-its-kind' | 'of-all';

/** The gateway understood and refused for good: nothing was created and the same call would be refused again. */
export class GatewayRefusal extends Error {
  override name = 'GatewayRefusal';
  constructor(
    readonly code: string,
    message: string,
    /** What the gateway did not like, where it says so. */
    readonly param: string | null = null,
  ) {
    super(message);
  }
}

/** The gateway's customer was deleted there. */
export function isCustomerMissing(error: unknown): boolean {
  return error instanceof GatewayRefusal && error.code === 'resource_missing' && error.param === 'customer';
}

let keyRefusals = 0;
/** So often this process was turned away for its key. Whoever makes many calls stops when it grows. */
export const countKeyRefusals = () => keyRefusals;

/** Turned away for our key: nobody can pay until somebody mends it, so it is told where somebody hears it. */
export function keyRefusal(reason: string): GatewayRefusal {
  keyRefusals += 1;
  countKeyRefusal();
  log.error('the gateway refuses our key: nobody can pay until it is mended');
  return new GatewayRefusal('gateway_key_refused', reason);
}

/** How long to wait before a call that came too fast, or for something that was busy, is made again. */
const BACK_OFF_MS = [500, 1_000, 2_000];
/** A gateway that takes this long is not asked again: a payment's last call must have ended before it is given up. */
const BACK_OFF_WITHIN_MS = 10_000;

let tooFast = 0;
/** So often this process was told that it makes charges too fast, or calls of any kind. What else it asks too fast holds no charge up. */
export const countTooFast = () => tooFast;

/** Makes a call again that was turned away for coming too fast, and so has done nothing; each at a moment of its own. */
export async function patiently<T>(call: () => Promise<T>, { isCharge }: { isCharge: boolean }): Promise<T> {
  const began = performance.now();
  for (const waitMs of BACK_OFF_MS) {
    try {
      return await call();
    } catch (error) {
      const limit = error instanceof GatewayOutage ? error.tooFast : null;
      if (limit === 'of-all' || (limit && isCharge)) tooFast += 1;
      if (!limit || performance.now() - began >= BACK_OFF_WITHIN_MS) throw error;
      await sleep(waitMs * (0.5 + Math.random() / 2));
    }
  }
  return call();
}

/** Calls under way by their idempotency key, and how often they have gone out. */
const tries = new Map<string, number>();

export function noteTry(key: string | undefined): void {
  const sofar = key === undefined ? undefined : tries.get(key);
  if (key !== undefined && sofar !== undefined) tries.set(key, sofar + 1);
}

/**
 * Makes a call whose refusal must prove that nothing was made. A refusal says that of itself alone: where the call had
 * gone out before and its answer was lost (the library repeats by itself), the outcome is not known.
 */
export async function proven<T>(key: string, call: () => Promise<T>): Promise<T> {
  tries.set(key, tries.get(key) ?? 0);
  try {
    return await call();
  } catch (error) {
    if (error instanceof GatewayRefusal && (tries.get(key) ?? Infinity) > 1)
      throw new GatewayOutage(`refused, but not at the first try: ${error.message}`, { cause: error });
    throw error;
  } finally {
    tries.delete(key);
  }
}
