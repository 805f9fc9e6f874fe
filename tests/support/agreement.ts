import { expect } from 'vitest';
import type { World } from './world';

type Charge = { id: string; metadata: Record<string, string>; amount: number; refunded: number; disputed: number };
type Held = { charge: string; amount: bigint; refunded: bigint; disputed: bigint };

/**
 * The end of every fault: nothing is undecided, no rule of the books is broken, and they hold what the gateway's own
 * oracle says it holds, charge by charge and in the ledger's sum. For a world in which nobody else charges.
 */
export async function expectAgreement(world: Pick<World, 'ctl'>, { now = new Date() } = {}): Promise<void> {
  const { db } = await import('~/lib/db.server');
  const { verifyBooks } = await import('~/domain/books/verify-books.server');
  const waiting = { endedAt: null, state: { not: 'processing' }, waitsFor: null };
  expect(await db.payment.findMany({ where: waiting, select: { id: true, state: true } })).toEqual([]);
  expect((await verifyBooks({ now })).filter(({ severity }) => severity === 'wrong')).toEqual([]);

  const { charges } = (await world.ctl('GET', '/truth')) as { charges: Charge[] };
  const there = charges.map(({ id, amount, refunded, disputed }) => ({
    charge: id,
    amount: BigInt(amount),
    refunded: BigInt(refunded),
    disputed: BigInt(disputed),
  }));
  const here = await db.$queryRaw<Held[]>`
    SELECT p.gateway_charge_id AS charge, p.amount_minor AS amount,
      (SELECT coalesce(sum(r.amount_minor), 0) FROM refunds r WHERE r.payment_id = p.id AND r.booked_at IS NOT NULL AND r.failed_at IS NULL)::bigint AS refunded,
      (SELECT coalesce(sum(d.amount_minor), 0) FROM gateway_disputes d WHERE d.payment_id = p.id AND d.withdrawn_at IS NOT NULL AND d.reinstated_at IS NULL)::bigint AS disputed
    FROM payments p WHERE p.channel <> 'outside' AND p.amount_minor > 0 AND p.state = 'succeeded'`;
  const byCharge = (a: Held, b: Held) => a.charge.localeCompare(b.charge);
  expect(here.sort(byCharge)).toEqual(there.sort(byCharge));

  const [ledger] = await db.$queryRaw<[{ net: bigint }]>`
    SELECT coalesce(sum(amount_minor), 0)::bigint AS net FROM ledger_lines WHERE account = 'gateway_clearing'`;
  expect(ledger.net).toBe(there.reduce((sum, each) => sum + each.amount - each.refunded - each.disputed, 0n));
}

/** How often the gateway was called so far on a route such as `POST /v1/payment_intents`. */
export async function callsTo(world: Pick<World, 'ctl'>, route: string): Promise<number> {
  const { requests } = (await world.ctl('GET', '/stats')) as { requests: Record<string, number> };
  return requests[route] ?? 0;
}

/** What the gateway took for one payment of ours, charge by charge. */
export async function takenFor(world: Pick<World, 'ctl'>, paymentId: string): Promise<bigint[]> {
  const { charges } = (await world.ctl('GET', '/truth')) as { charges: Charge[] };
  return charges.filter(({ metadata }) => metadata['payment_id'] === paymentId).map(({ amount }) => BigInt(amount));
}
