import { expect } from 'vitest';
import type { ContactActor } from '~/auth/actor';
import type { StartPaymentInput } from '~/domain/payments/start-payment.types';
import { ownEnv } from './own-env';
import { runProgram } from './product';
import type { World } from './world';

/** Where a payment may be cut off: its process is at the gateway, or the gateway has done its work and we do not know. */
export const CUTS = ['during the call', 'after the charge'] as const;
export type Cut = (typeof CUTS)[number];

const LONG_MS = 120_000;

/** Starts a payment in a process of its own and kills that at the cut; what the gateway was at it finishes. */
export function payAndBeKilled(
  world: World,
  { actor, input, now, cut }: { actor: ContactActor; input: StartPaymentInput; now: Date; cut: Cut },
): Promise<void> {
  return beKilled(world, { actor, input, now }, cut);
}

/** The same of a charge that is due. */
export function chargeAndBeKilled(
  world: World,
  { chargeId, now, cut }: { chargeId: string; now: Date; cut: Cut },
): Promise<void> {
  return beKilled(world, { chargeId, now }, cut);
}

async function beKilled(world: World, what: object, cut: Cut): Promise<void> {
  const kind = cut === 'during the call' ? 'delay' : 'stall-after-commit';
  await world.ctl('POST', '/faults', { route: 'POST /v1/payment_intents', kind, ms: LONG_MS });
  const told = JSON.stringify(what, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
  const { child, ended } = runProgram('tests/support/pay-alone.ts', [told], {
    ...ownEnv(),
    GATEWAY_TIMEOUT_MS: String(LONG_MS),
    LOG_LEVEL: 'silent',
  });
  // What the gateway does it does at once, and only then lets the answer wait.
  const struck = async () => ((await world.ctl('GET', '/faults')) as { faults: unknown[] }).faults.length === 0;
  let over = false;
  void ended.then(() => (over = true));
  // It may also be refused, or declined: then there is nothing to be killed in.
  await expect.poll(async () => over || (await struck()), { timeout: 60_000, interval: 25 }).toBe(true);
  child.kill('SIGKILL');
  await ended;
  await world.ctl('DELETE', '/faults');
}
