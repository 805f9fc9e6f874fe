import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAgreement } from '~tests/support/agreement';
import { ownEnv } from '~tests/support/own-env';
import { makePayer, standing } from '~tests/support/payer';
import { buildProduct, freePorts, startProduct, type Product } from '~tests/support/product';
import { startWorld } from '~tests/support/world';

const SLOW_MS = 180_000;
const world = await startWorld();
const { db, transaction } = await import('~/lib/db.server');
const { enqueue } = await import('~/lib/queue.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
beforeAll(buildProduct, SLOW_MS);
afterAll(() => world.stop());

async function startOne(): Promise<Product> {
  const [port] = await freePorts(1);
  return startProduct({ ...ownEnv(), PORT: String(port), ROLE: 'worker', GATEWAY_TIMEOUT_MS: '120000' });
}

const underWay = async () =>
  (
    await db.$queryRaw<[{ n: number }]>`
      SELECT count(*)::int AS n FROM graphile_worker._private_jobs WHERE key = 'hangs' AND locked_at IS NOT NULL`
  )[0].n;
const waiting = async () =>
  (
    await db.$queryRaw<
      [{ n: number }]
    >`SELECT count(*)::int AS n FROM graphile_worker._private_jobs WHERE key = 'hangs'`
  )[0].n;

test(
  'F39: SIGTERM ends a worker whose job hangs, and the next worker does that job',
  async () => {
    const payer = await makePayer();
    await payer.invoices(1);
    const input = await payer.payAll(await payer.saveCard('pm_card_authenticationRequired'));
    expect(await startPayment(payer.actor, input, new Date())).toMatchObject({ payment: { state: 'action_required' } });
    const { gatewayIntentId } = await db.payment.findUniqueOrThrow({ where: { id: input.paymentId } });
    await world.ctl('POST', '/three-d-secure', { paymentIntent: gatewayIntentId, outcome: 'pass' });

    const old = await startOne();
    // The gateway does not answer for longer than anybody who stops a process would wait.
    await world.ctl('POST', '/faults', { route: 'GET /v1/**', kind: 'stall-after-commit', ms: 300_000, count: 99 });
    await transaction((tx) => enqueue(tx, 'sync-payment', { paymentId: input.paymentId }, { key: 'hangs' }));
    await expect.poll(underWay, { timeout: 30_000 }).toBe(1);
    const began = performance.now();
    old.signal('SIGTERM');
    expect(await old.ended).toMatchObject({ code: 0, signal: null });
    expect(performance.now() - began).toBeLessThan(60_000);
    expect(await underWay()).toBe(1);

    await world.ctl('DELETE', '/faults');
    const next = await startOne();
    await expect.poll(waiting, { timeout: 60_000 }).toBe(0);
    const paid = { due: 0n, inFlight: 0n, paid: 10_000n, receipts: 1, receiptMails: 1 };
    await expect.poll(() => standing(payer.actor), { timeout: 30_000 }).toMatchObject(paid);
    next.signal('SIGTERM');
    expect(await next.ended).toMatchObject({ code: 0, signal: null });
    await expectAgreement(world);
  },
  SLOW_MS,
);
