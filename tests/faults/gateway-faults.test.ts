import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { drainJobs } from '~tests/support/drain-jobs';
import { makePayer, standing, type Payer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';

const world = await startWorld({ GATEWAY_TIMEOUT_MS: '300' });
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { syncPayment } = await import('~/domain/payments/sync-payment.server');
const { reconcileDay, reconcileRecent } = await import('~/domain/payments/reconcile.server');
const { quotePayment } = await import('~/domain/payments/quote-payment.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');

const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const CREATE = 'POST /v1/payment_intents';
const VISA = 'pm_card_visa';

afterEach(() => world.ctl('DELETE', '/faults'));

const fault = (kind: string, count = 1, route = CREATE, ms?: number) =>
  world.ctl('POST', '/faults', { route, kind, count, ...(ms ? { ms } : {}) });

/** What the gateway has really taken for the payer's customer. */
async function taken(payer: Payer): Promise<number> {
  const truth = (await world.ctl('GET', '/truth')) as {
    charges: { amount: number; metadata: Record<string, string> }[];
  };
  const ids = new Set(
    (await db.payment.findMany({ where: { vendorId: payer.actor.vendorId } })).map((payment) => payment.id),
  );
  return truth.charges.filter((charge) => ids.has(charge.metadata['payment_id'] ?? '')).length;
}

async function ready(count = 3) {
  const payer = await makePayer();
  await payer.invoices(count);
  return { payer, input: await payer.payAll(await payer.saveCard(VISA)) };
}

async function expectPaidOnce(payer: Payer, count = 3) {
  await drainJobs();
  const paid = BigInt(count) * 10_000n;
  expect(await standing(payer.actor)).toEqual({
    due: 0n,
    inFlight: 0n,
    paid,
    receipts: 1,
    receiptMails: 1,
    settledEntries: 1,
  });
  expect(await taken(payer)).toBe(1);
  expect(await verifyBooks()).toEqual([]);
}

describe('an answer that does not come', () => {
  test.each([1, 2])(
    'F7: the connection drops after the charge, %i time(s): the repeat under the same key hides it',
    async (times) => {
      const { payer, input } = await ready();
      await fault('drop-after-commit', times);
      expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
      await expectPaidOnce(payer);
    },
  );

  test('F6: the answer stalls: the payer sees checking, pays nothing twice however often they try, and it settles', async () => {
    const { payer, input } = await ready();
    await fault('stall-after-commit', 1);
    await fault('429-rate', 5);
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'checking' } });
    for (let n = 0; n < 3; n += 1)
      expect(await startPayment(payer.actor, input, later(n))).toMatchObject({
        ok: true,
        payment: { state: 'checking' },
      });
    expect(await quotePayment(payer.actor, { currency: 'USD', invoiceIds: 'all' })).toEqual({
      ok: false,
      refusal: { kind: 'nothing-payable' },
    });
    expect(await standing(payer.actor)).toMatchObject({ inFlight: 30_000n, paid: 0n, receipts: 0 });
    await world.ctl('DELETE', '/faults');
    await reconcileRecent({ now: later(60) });
    await expectPaidOnce(payer);
  });

  test.each(['bare-502', '500-after', '500-before', 'drop-before', '429-rate', '429-lock'])(
    'F8, F9: after %s on every try the outcome is unknown, neither paid nor failed, until the gateway says',
    async (kind) => {
      const { payer, input } = await ready();
      await fault(kind, 99);
      expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'checking' } });
      expect(await standing(payer.actor)).toMatchObject({ inFlight: 30_000n, paid: 0n, receipts: 0 });
      await world.ctl('DELETE', '/faults');
      // A 500 that was kept under the key is replayed for ever: the charge is found by looking it up instead.
      await reconcileRecent({ now: later(60) });
      await reconcileRecent({ now: later(20 * 60) });
      await expectPaidOnce(payer);
    },
  );

  test('a payment that never reached the gateway is given up once it is too old to repeat', async () => {
    const { payer, input } = await ready();
    await fault('drop-before', 9);
    await startPayment(payer.actor, input, now);
    await world.ctl('DELETE', '/faults');
    await reconcileRecent({ now: later(16 * 60) });
    expect(await standing(payer.actor)).toMatchObject({ due: 30_000n, inFlight: 0n, paid: 0n });
    expect(await taken(payer)).toBe(0);
    expect(await verifyBooks()).toEqual([]);
  });
});

describe('a process that ends in the middle', () => {
  test('F2: killed between the commit and the call: the reconciliation makes the call, once', async () => {
    const { payer, input } = await ready();
    const { reservePayments } = await import('~/domain/payments/reserve-payment.server');
    const customer = await db.customer.findFirstOrThrow({
      where: { id: payer.actor.customerId, vendorId: payer.actor.vendorId },
    });
    const method = await db.paymentMethod.findFirstOrThrow({
      where: { vendorId: payer.actor.vendorId, customerId: payer.actor.customerId },
    });
    await reservePayments([
      {
        payer: payer.actor,
        input,
        payment: {
          id: input.paymentId,
          vendorId: payer.actor.vendorId,
          customerId: payer.actor.customerId,
          currency: 'USD',
          amountMinor: 30_000n,
          creditMinor: 0n,
          creditUse: 'choice',
          feeMinor: 0n,
          unappliedMinor: 0n,
          state: 'reserved',
          channel: 'portal',
          failureCode: null,
          gatewayIntentId: null,
          createdAt: now,
          syncedAt: null,
          gatewayRequest: {
            gatewayCustomerId: customer.gatewayCustomerId ?? '',
            method: { gatewayMethodId: method.gatewayMethodId },
            returnUrl: input.returnUrl,
            inPlace: true,
          },
          requestHash: Buffer.alloc(32),
          methodId: method.id,
          tender: { kind: 'card', funding: 'credit' },
          feeRule: null,
        },
      },
    ]);
    // The page that follows it may ask at once; the call is left to whoever is making it.
    expect(await syncPayment({ paymentId: input.paymentId, cause: 'test', now })).toMatchObject({ state: 'reserved' });
    await Promise.all([reconcileRecent({ now: later(60) }), reconcileRecent({ now: later(60) })]);
    await reconcileRecent({ now: later(120) });
    await expectPaidOnce(payer);
  });

  test('F4: killed after the answer and before noting it: the same call finds the same charge', async () => {
    const { payer, input } = await ready();
    await fault('drop-after-commit', 9);
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'checking' } });
    await world.ctl('DELETE', '/faults');
    await reconcileRecent({ now: later(60) });
    await expectPaidOnce(payer);
  });
});

describe('the gateway and the books', () => {
  test('money taken there and not settled here is found and settled, whatever else was missed', async () => {
    const { payer, input } = await ready();
    await fault('drop-after-commit', 9);
    await startPayment(payer.actor, input, now);
    await world.ctl('DELETE', '/faults');
    const report = await reconcileDay({ now: later(60) });
    expect(report.differences).toMatchObject([
      { kind: 'taken-there-not-settled-here', paymentId: input.paymentId, repaired: true },
    ]);
    expect((await reconcileDay({ now: later(61) })).differences).toEqual([]);
    await expectPaidOnce(payer);
  });

  test('a payment from before the period is no difference, though its intent is not in the list any more', async () => {
    const { payer, input } = await ready();
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    for (const days of [1, 2, 3, 4, 5]) {
      expect((await reconcileDay({ now: later((days + 0.5) * 86_400), days: 2 })).differences).toEqual([]);
    }
  });

  test('a payer who never comes back from 3-D Secure frees the invoices, at the gateway first', async () => {
    const payer = await makePayer();
    await payer.invoices(3);
    const input = await payer.payAll(await payer.saveCard('pm_card_authenticationRequired'));
    await startPayment(payer.actor, input, now);
    await reconcileRecent({ now: later(14 * 60) });
    expect(await standing(payer.actor)).toMatchObject({ inFlight: 30_000n });
    await fault('drop-before', 9, 'POST /v1/payment_intents/:id/cancel');
    await reconcileRecent({ now: later(16 * 60) });
    expect(await standing(payer.actor)).toMatchObject({ inFlight: 30_000n });
    await world.ctl('DELETE', '/faults');
    await reconcileRecent({ now: later(17 * 60) });
    expect(await standing(payer.actor)).toMatchObject({ due: 30_000n, inFlight: 0n });
    expect(await taken(payer)).toBe(0);
  });
});
