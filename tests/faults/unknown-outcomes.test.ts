import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { callsTo, expectAgreement, takenFor } from '~tests/support/agreement';
import { drainJobs } from '~tests/support/drain-jobs';
import { makePayer, standing, type Payer } from '~tests/support/payer';
import { gatewayOf, payWith, refundOf, truthOf } from '~tests/support/refunds';
import { startWorld } from '~tests/support/world';
import type { StartPaymentInput } from '~/domain/payments/start-payment.types';

/** What the gateway did is not known: each claim that is made about it. */
const world = await startWorld({ GATEWAY_TIMEOUT_MS: '400' });
afterAll(() => world.stop());
afterEach(() => world.ctl('DELETE', '/faults'));

const { db } = await import('~/lib/db.server');
const { registry } = await import('~/lib/metrics.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { syncPayment } = await import('~/domain/payments/sync-payment.server');
const { reconcileDay, reconcileRecent } = await import('~/domain/payments/reconcile.server');
const { countUndecidedTooLong, undecidedTooLong } = await import('~/domain/payments/undecided-too-long.server');
const { requestRefund } = await import('~/domain/refunds/request-refund.server');
const { reconcileRefunds } = await import('~/domain/refunds/reconcile-refunds.server');

const CREATE = 'POST /v1/payment_intents';
const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const HOUR = 3_600;
const stripe = gatewayOf(world);
const fault = (kind: string, count = 99, more: { route?: string; ms?: number } = {}) =>
  world.ctl('POST', '/faults', { route: CREATE, kind, count, ...more });
const paid = { due: 0n, inFlight: 0n, paid: 20_000n, receipts: 1, receiptMails: 1, settledEntries: 1 };

async function arrive(): Promise<{ payer: Payer; input: StartPaymentInput }> {
  const payer = await makePayer();
  await payer.invoices(2);
  return { payer, input: await payer.payAll(await payer.saveCard('pm_card_visa')) };
}

const auditOf = async (paymentId: string) =>
  (await db.auditEntry.findMany({ where: { subjectId: paymentId }, orderBy: { sequence: 'asc' } })).map(
    ({ action, actorKind, actorId, cause }) => ({ action, by: `${actorKind} ${actorId}`, cause }),
  );

async function expectPaidOnce(payer: Payer, paymentId: string): Promise<void> {
  await drainJobs();
  expect(await standing(payer.actor)).toEqual(paid);
  expect(await takenFor(world, paymentId)).toEqual([20_000n]);
  await expectAgreement(world);
}

describe('neither success nor failure, and never a second attempt', () => {
  test.each(['stall-after-commit', 'drop-after-commit', '500-before', '500-after', 'bare-502'])(
    '%s: checking; pressed again and followed it stays one attempt; repaired by the next run, who writes it down',
    async (kind) => {
      const { payer, input } = await arrive();
      await fault(kind);
      expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'checking' } });
      const calls = await callsTo(world, CREATE);
      for (const seconds of [1, 2, 3])
        expect(await startPayment(payer.actor, input, later(seconds))).toMatchObject({
          payment: { state: 'checking' },
        });
      expect(await callsTo(world, CREATE)).toBe(calls);
      expect(await standing(payer.actor)).toMatchObject({ inFlight: 20_000n, paid: 0n, receipts: 0 });
      await world.ctl('DELETE', '/faults');
      // A 500 that is kept under the key is replayed for ever; then it is looked up once the call may not be repeated.
      await reconcileRecent({ now: later(60) });
      if (kind === '500-after') await reconcileRecent({ now: later(10 * 60) });
      await expectPaidOnce(payer, input.paymentId);
      expect(await auditOf(input.paymentId)).toMatchObject([
        { action: 'payment.started', cause: 'test' },
        { action: 'payment.checking', cause: 'test' },
        { action: 'payment.succeeded', by: 'system reconcile', cause: 'reconcile-recent' },
      ]);
      const intents = await stripe.paymentIntents.list({ limit: 100 });
      expect(intents.data.filter(({ metadata }) => metadata['payment_id'] === input.paymentId)).toHaveLength(1);
    },
  );

  test('409: a repeat meets the first call, which is still under way: still checking, and the first one counts', async () => {
    const { payer, input } = await arrive();
    await fault('drop-before', 3);
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ payment: { state: 'checking' } });
    // It holds the key for longer than we wait, and so do all the repeats of those who ask meanwhile.
    await fault('delay', 1, { ms: 60_000 });
    const ask = () => syncPayment({ paymentId: input.paymentId, cause: 'test', now: later(40) });
    expect(await Promise.all([ask(), ask(), ask()])).toMatchObject(Array(3).fill({ state: 'checking' }));
    await world.ctl('DELETE', '/faults');
    await expect.poll(() => takenFor(world, input.paymentId)).toEqual([20_000n]);
    await reconcileRecent({ now: later(60) });
    await expectPaidOnce(payer, input.paymentId);
  });

  test('refused after the answer to the library’s own first try was lost: not taken for a failure', async () => {
    const { payer, input } = await arrive();
    await fault('drop-after-commit', 1);
    await fault('401-key', 99);
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'checking' } });
    expect(await standing(payer.actor)).toMatchObject({ inFlight: 20_000n });
    await world.ctl('DELETE', '/faults');
    await reconcileRecent({ now: later(60) });
    await expectPaidOnce(payer, input.paymentId);
  });
});

describe('what ended here and is open there', () => {
  test('is named, and cancelled there, so that nobody can be charged for it later', async () => {
    const { payer, input } = await arrive();
    await fault('drop-before');
    await startPayment(payer.actor, input, now);
    await world.ctl('DELETE', '/faults');
    await reconcileRecent({ now: later(16 * 60) });
    expect(await standing(payer.actor)).toMatchObject({ due: 20_000n, inFlight: 0n });
    // A call that was under way for longer than anybody could think arrives after all.
    const customer = await db.customer.findFirstOrThrow({
      where: { vendorId: payer.actor.vendorId, id: payer.actor.customerId },
    });
    const late = await stripe.paymentIntents.create({
      amount: 20_000,
      currency: 'usd',
      customer: customer.gatewayCustomerId!,
      allowed_payment_method_types: ['card'],
      metadata: { payment_id: input.paymentId },
    });
    expect((await reconcileDay({ now: later(17 * 60) })).differences).toMatchObject([
      { kind: 'ended-here-open-there', paymentId: input.paymentId, intentId: late.id, repaired: true },
    ]);
    expect((await stripe.paymentIntents.retrieve(late.id)).status).toBe('canceled');
    expect((await reconcileDay({ now: later(18 * 60) })).differences).toEqual([]);
    await expectAgreement(world);
  });
});

describe('old and unknown', () => {
  test.each(['taken', 'never made'])(
    'after a day: looked up by what we wrote on it, never posted again: %s',
    async (end) => {
      const { payer, input } = await arrive();
      await fault(end === 'taken' ? 'drop-after-commit' : 'drop-before');
      await startPayment(payer.actor, input, now);
      await world.ctl('DELETE', '/faults');
      // The gateway has forgotten the key by now: a call under it would charge a second time.
      await world.ctl('POST', '/clock', { advanceSeconds: 25 * HOUR });
      const calls = await callsTo(world, CREATE);
      await reconcileRecent({ now: later(25 * HOUR) });
      expect(await callsTo(world, CREATE)).toBe(calls);
      if (end === 'taken') return expectPaidOnce(payer, input.paymentId);
      expect(await takenFor(world, input.paymentId)).toEqual([]);
      expect(await standing(payer.actor)).toMatchObject({ due: 20_000n, inFlight: 0n, paid: 0n });
      expect((await auditOf(input.paymentId)).at(-1)).toMatchObject({
        action: 'payment.cancelled',
        by: 'system reconcile',
      });
      await expectAgreement(world);
    },
  );

  test('a refund without an answer is on the list and in the figures until it is found, once', async () => {
    const bought = await payWith('pm_card_visa', { now });
    await fault('drop-after-commit', 99, { route: 'POST /v1/refunds' });
    expect(await requestRefund(bought.staff, refundOf(bought), now)).toMatchObject({ refund: { known: false } });
    await world.ctl('DELETE', '/faults');
    await world.ctl('POST', '/faults', { route: '/v1/**', kind: 'drop-before', count: 9_999 });
    await reconcileRefunds({ now: later(16 * 60) });
    expect(await countUndecidedTooLong(later(16 * 60))).toMatchObject({ payments: 0, refunds: 1 });
    expect(await undecidedTooLong(bought.staff, later(16 * 60))).toMatchObject([
      { kind: 'refund', paymentId: bought.paymentId, amountMinor: 20_000n },
    ]);
    await world.ctl('DELETE', '/faults');
    await reconcileRefunds({ now: later(17 * 60) });
    expect(await countUndecidedTooLong(later(17 * 60))).toMatchObject({ payments: 0, refunds: 0 });
    expect(await truthOf(world, bought)).toEqual({ refunded: 20_000, disputed: 0 });
    await expectAgreement(world);
  });

  test('the figures count what is older than a quarter of an hour, and nothing else', async () => {
    const value = async (name: string) =>
      Number(/ (\d+)$/m.exec(await registry.getSingleMetricAsString(name))?.[1] ?? Number.NaN);
    const { payer, input } = await arrive();
    await fault('drop-before');
    const old = new Date(Date.now() - 14 * 60_000);
    await startPayment(payer.actor, input, old);
    expect(await value('quittance_payments_undecided')).toBe(0);
    const older = await arrive();
    await startPayment(older.payer.actor, older.input, new Date(Date.now() - 16 * 60_000));
    expect(await value('quittance_payments_undecided')).toBe(1);
    expect(await value('quittance_refunds_undecided')).toBe(0);
    await world.ctl('DELETE', '/faults');
    await reconcileRecent({ now: new Date(Date.now() + 60_000) });
    expect(await value('quittance_payments_undecided')).toBe(0);
    expect(await standing(older.payer.actor)).toMatchObject({ due: 20_000n, inFlight: 0n });
  });
});
