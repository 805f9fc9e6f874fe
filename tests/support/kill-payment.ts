import { expect } from 'vitest';
import type { ContactActor } from '~/auth/actor';
import type { StartPaymentInput } from '~/domain/payments/start-payment.types';
import { takenFor } from './agreement';
import { ownEnv } from './own-env';
import { runProgram } from './product';
import type { World } from './world';

/** Where a payment may be cut off: its process is at the gateway, or the gateway has done its work and we do not know. */
export const CUTS = ['during the call', 'after the charge'] as const;
export type Cut = (typeof CUTS)[number];

const LONG_MS = 120_000;

/** Starts a payment in a process of its own and kills that at the cut; what the gateway was at it finishes. */
export async function payAndBeKilled(
  world: World,
  { actor, input, now, cut }: { actor: ContactActor; input: StartPaymentInput; now: Date; cut: Cut },
): Promise<void> {
  const { db } = await import('~/lib/db.server');
  const kind = cut === 'during the call' ? 'delay' : 'stall-after-commit';
  await world.ctl('POST', '/faults', { route: 'POST /v1/payment_intents', kind, ms: LONG_MS });
  const told = JSON.stringify({ actor, input, now }, (_key, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
  const { child, ended } = runProgram('tests/support/pay-alone.ts', [told], {
    ...ownEnv(),
    GATEWAY_TIMEOUT_MS: String(LONG_MS),
    LOG_LEVEL: 'silent',
  });
  const isThere = async () =>
    cut === 'during the call'
      ? (await db.payment.count({ where: { id: input.paymentId, vendorId: actor.vendorId } })) === 1 && (await struck())
      : (await takenFor(world, input.paymentId)).length === 1;
  const struck = async () => ((await world.ctl('GET', '/faults')) as { faults: unknown[] }).faults.length === 0;
  let over = false;
  void ended.then(() => (over = true));
  // It may also be refused, or declined: then there is nothing to be killed in.
  await expect.poll(async () => over || (await isThere()), { timeout: 60_000, interval: 25 }).toBe(true);
  child.kill('SIGKILL');
  await ended;
  await world.ctl('DELETE', '/faults');
}
