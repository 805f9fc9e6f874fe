import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { callsTo, expectAgreement, takenFor } from '~tests/support/agreement';
import { drainJobs } from '~tests/support/drain-jobs';
import { openHookDoor } from '~tests/support/hook-server';
import { makePayer, standing, type Payer } from '~tests/support/payer';
import { gatewayOf, makeStaff } from '~tests/support/refunds';
import { startWorld } from '~tests/support/world';

/** What a payment needs is no longer there: the product's key, the payer's card, the customer. */
const world = await startWorld({ GATEWAY_TIMEOUT_MS: '1000' });
const door = await openHookDoor();
afterAll(async () => {
  await door.close();
  await world.stop();
});
afterEach(async () => {
  await world.ctl('DELETE', '/faults');
  await world.ctl('POST', '/webhooks', { url: null });
});

const { db } = await import('~/lib/db.server');
const { registry } = await import('~/lib/metrics.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { reconcileRecent } = await import('~/domain/payments/reconcile.server');
const { countUndecidedTooLong, undecidedTooLong } = await import('~/domain/payments/undecided-too-long.server');
const { declineWords } = await import('~/domain/payments/words');
const { listPaymentMethods } = await import('~/domain/payment-methods/list-payment-methods.server');
const { beginSavingMethod } = await import('~/domain/payment-methods/save-payment-method.server');

const CREATE = 'POST /v1/payment_intents';
const now = new Date();
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const stripe = gatewayOf(world);
const open = { due: 10_000n, inFlight: 0n, paid: 0n, receipts: 0, receiptMails: 0, settledEntries: 0 };
const paid = { due: 0n, inFlight: 0n, paid: 10_000n, receipts: 1, receiptMails: 1, settledEntries: 1 };

async function arrive(): Promise<Payer> {
  const payer = await makePayer();
  await payer.invoices(1);
  return payer;
}

const revokeKey = () => world.ctl('POST', '/faults', { route: '/v1/**', kind: '401-key', count: 10_000 });
const metric = async (name: string) =>
  Number(/ (\d+)$/m.exec(await registry.getSingleMetricAsString(name))?.[1] ?? Number.NaN);

async function newCard(): Promise<{ kind: 'new'; confirmationTokenId: string; save: boolean }> {
  const token = await stripe.testHelpers.confirmationTokens.create({ payment_method: 'pm_card_visa' });
  return { kind: 'new', confirmationTokenId: token.id, save: true };
}

describe('F40: the key was revoked', () => {
  test('who pays is told that it cannot be done now, nothing is held, and the gateway is asked once', async () => {
    const payer = await arrive();
    const input = await payer.payAll(await payer.saveCard('pm_card_visa'));
    await revokeKey();
    const [before, refusals] = [await callsTo(world, CREATE), await metric('quittance_gateway_key_refusals_total')];
    const result = await startPayment(payer.actor, input, now);
    expect(result).toMatchObject({ ok: true, payment: { state: 'failed', failureCode: 'gateway_key_refused' } });
    expect(declineWords('gateway_key_refused').title).toBe('Payments cannot be taken just now.');
    expect(await standing(payer.actor)).toEqual(open);
    expect((await callsTo(world, CREATE)) - before).toBe(1);
    expect(await metric('quittance_gateway_key_refusals_total')).toBe(refusals + 1);
    await world.ctl('DELETE', '/faults');
    await startPayment(payer.actor, await payer.payAll(input.method), later(1));
    await drainJobs();
    expect(await standing(payer.actor)).toEqual(paid);
    await expectAgreement(world);
  });

  test('payments whose answer is missing stay held, one call a minute asks, staff see them, and a good key ends it', async () => {
    const payers: Payer[] = [];
    const ids: string[] = [];
    for (let n = 0; n < 8; n += 1) {
      const payer = await arrive();
      const input = await payer.payAll(await payer.saveCard('pm_card_visa'));
      await world.ctl('POST', '/faults', { route: CREATE, kind: 'drop-after-commit', count: 9 });
      expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'checking' } });
      await world.ctl('DELETE', '/faults');
      payers.push(payer);
      ids.push(input.paymentId);
    }
    await revokeKey();
    const calls = async () => ((await world.ctl('GET', '/stats')) as { calls: number }).calls;
    for (const minute of [1, 2, 20]) {
      const before = await calls();
      await reconcileRecent({ now: later(minute) });
      expect((await calls()) - before).toBe(1);
    }
    for (const payer of payers) expect(await standing(payer.actor)).toMatchObject({ inFlight: 10_000n, paid: 0n });

    expect(await countUndecidedTooLong(later(14))).toMatchObject({ payments: 0, refunds: 0 });
    expect(await countUndecidedTooLong(later(20))).toEqual({ payments: 8, refunds: 0, oldest: now });
    const staff = await makeStaff(payers[0]!.actor.vendorId);
    expect(await undecidedTooLong(staff, later(20))).toMatchObject([
      { kind: 'payment', id: ids[0], amountMinor: 10_000n, since: now },
    ]);

    await world.ctl('DELETE', '/faults');
    expect(await reconcileRecent({ now: later(21) })).toEqual({ asked: 8, decided: 8 });
    expect(await undecidedTooLong(staff, later(21))).toEqual([]);
    await drainJobs();
    for (const payer of payers) expect(await standing(payer.actor)).toEqual(paid);
    for (const id of ids) expect(await takenFor(world, id)).toEqual([10_000n]);
    await expectAgreement(world);
  });
});

describe('F40: the card was taken away at the gateway', () => {
  test.each(['its webhook was lost', 'its webhook came'])('and %s', async (how) => {
    const payer = await arrive();
    const saved = await payer.saveCard('pm_card_visa');
    const { gatewayMethodId } = await db.paymentMethod.findFirstOrThrow({
      where: { id: saved.methodId, vendorId: payer.actor.vendorId },
    });
    const input = await payer.payAll(saved);
    if (how === 'its webhook came') await world.ctl('POST', '/webhooks', { url: door.url });
    await stripe.paymentMethods.detach(gatewayMethodId);
    await world.ctl('POST', '/quiesce');
    await drainJobs();
    const result = await startPayment(payer.actor, input, now);
    expect(result).toMatchObject(
      how === 'its webhook came'
        ? { ok: false, refusal: { kind: 'method-gone' } }
        : { ok: true, payment: { state: 'failed' } },
    );
    expect(await standing(payer.actor)).toEqual(open);
    // It is not offered a second time.
    expect(await listPaymentMethods(payer.actor)).toEqual([]);
    const again = await startPayment(payer.actor, await payer.payAll(await newCard()), later(1));
    expect(again).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    await drainJobs();
    expect(await standing(payer.actor)).toEqual(paid);
    await expectAgreement(world);
  });
});

describe('F40: the account may no longer take what the payer chose', () => {
  test('they are told so and that the bank was not asked, nothing is held, the method stays, and it works again later', async () => {
    const payer = await arrive();
    const saved = await payer.saveCard('pm_card_visa');
    const before = await callsTo(world, CREATE);
    await world.ctl('POST', '/faults', { route: CREATE, kind: '400-unactivated', count: 99 });
    const result = await startPayment(payer.actor, await payer.payAll(saved), now);
    expect(result).toMatchObject({ ok: true, payment: { state: 'failed', failureCode: 'payment_method_unactivated' } });
    expect(declineWords('payment_method_unactivated').title).toBe('This kind of payment cannot be taken just now.');
    expect((await callsTo(world, CREATE)) - before).toBe(1);
    expect(await standing(payer.actor)).toEqual(open);
    expect(await listPaymentMethods(payer.actor)).toHaveLength(1);
    await world.ctl('DELETE', '/faults');
    const again = await startPayment(payer.actor, await payer.payAll(saved), later(1));
    expect(again).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    await drainJobs();
    expect(await standing(payer.actor)).toEqual(paid);
    await expectAgreement(world);
  });
});

describe('F40: the customer was deleted at the gateway', () => {
  const customerOf = async ({ actor: { vendorId, customerId } }: Payer) =>
    (await db.customer.findFirstOrThrow({ where: { vendorId, id: customerId } })).gatewayCustomerId ?? '';

  test('and nobody told us: the payment fails, nothing is held, and the next one has a new customer there', async () => {
    const payer = await arrive();
    const saved = await payer.saveCard('pm_card_visa');
    const deleted = await customerOf(payer);
    await stripe.customers.del(deleted);
    const failed = await startPayment(payer.actor, await payer.payAll(saved), now);
    expect(failed).toMatchObject({ ok: true, payment: { state: 'failed', failureCode: 'resource_missing' } });
    expect(await standing(payer.actor)).toEqual(open);
    expect(await customerOf(payer)).not.toBe(deleted);
    const again = await startPayment(payer.actor, await payer.payAll(await newCard()), later(1));
    expect(again).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    await drainJobs();
    expect(await standing(payer.actor)).toEqual(paid);
    expect(await listPaymentMethods(payer.actor)).toHaveLength(1);
    await expectAgreement(world);
  });

  test('and its webhook came: the saved card is gone, and the customer is another one, the same for all who ask', async () => {
    const payer = await arrive();
    await payer.saveCard('pm_card_visa');
    const deleted = await customerOf(payer);
    await world.ctl('POST', '/webhooks', { url: door.url, duplicate: 2, shuffle: true });
    await stripe.customers.del(deleted);
    await world.ctl('POST', '/webhooks/release');
    await world.ctl('POST', '/quiesce');
    await drainJobs();
    await world.ctl('POST', '/webhooks', { duplicate: 0, shuffle: false });
    expect(await customerOf(payer)).not.toBe(deleted);
    expect(await listPaymentMethods(payer.actor)).toEqual([]);
    expect(await callsTo(world, 'GET /v1/payment_methods/:id')).toBeGreaterThan(0);
  });

  test('a card can be saved without paying all the same', async () => {
    const payer = await arrive();
    await payer.saveCard('pm_card_visa');
    const deleted = await customerOf(payer);
    await stripe.customers.del(deleted);
    expect(await beginSavingMethod(payer.actor)).toMatchObject({ ok: true });
    expect(await customerOf(payer)).not.toBe(deleted);
  });

  test('while a payment’s answer is missing: it ends as the gateway says, and holds nothing', async () => {
    const payer = await arrive();
    const input = await payer.payAll(await payer.saveCard('pm_card_visa'));
    await world.ctl('POST', '/faults', { route: CREATE, kind: 'drop-before', count: 99 });
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'checking' } });
    await world.ctl('DELETE', '/faults');
    await stripe.customers.del(await customerOf(payer));
    await reconcileRecent({ now: later(1) });
    expect(await standing(payer.actor)).toMatchObject({ inFlight: 10_000n });
    await reconcileRecent({ now: later(16) });
    expect(await standing(payer.actor)).toEqual(open);
    await expectAgreement(world);
  });
});
