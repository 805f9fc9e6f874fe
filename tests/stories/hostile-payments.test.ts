import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { makePayer, standing, type Payer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';

const world = await startWorld({ GATEWAY_TIMEOUT_MS: '300' });
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { applyAnswer } = await import('~/domain/payments/apply-answer.server');
const { loadAction } = await import('~/domain/payments/load-action.server');
const { readPayForm } = await import('~/domain/payments/pay-form');
const { readPayment } = await import('~/domain/payments/payment-row.server');
const { encodeQuote } = await import('~/domain/payments/quote');
const { reconcileDay, reconcileRecent } = await import('~/domain/payments/reconcile.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { syncPayment } = await import('~/domain/payments/sync-payment.server');
const { removePaymentMethod } = await import('~/domain/payment-methods/remove-payment-method.server');
const { finishSavingMethod } = await import('~/domain/payment-methods/save-payment-method.server');

const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const CREATE = 'POST /v1/payment_intents';
const CANCEL = 'POST /v1/payment_intents/:id/cancel';
const MINUTE = 60;

afterEach(() => world.ctl('DELETE', '/faults'));

const fault = (kind: string, count = 1, route = CREATE, ms?: number) =>
  world.ctl('POST', '/faults', { route, kind, count, ...(ms ? { ms } : {}) });

async function ready(card = 'pm_card_visa') {
  const payer = await makePayer();
  await payer.invoices(3);
  return { payer, input: await payer.payAll(await payer.saveCard(card)) };
}

/** A payment whose every answer was lost, though the gateway has taken the money (or not). */
async function unanswered(kind: 'drop-after-commit' | 'drop-before') {
  const { payer, input } = await ready();
  await fault(kind, 9);
  expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'checking' } });
  await world.ctl('DELETE', '/faults');
  return { payer, input };
}

async function taken(payer: Payer): Promise<number> {
  const truth = (await world.ctl('GET', '/truth')) as { charges: { metadata: Record<string, string> }[] };
  const ids = new Set(
    (await db.payment.findMany({ where: { vendorId: payer.actor.vendorId } })).map((payment) => payment.id),
  );
  return truth.charges.filter((charge) => ids.has((charge.metadata['payment_id'] ?? '').toLowerCase())).length;
}

async function intentOf(payer: Payer, paymentId: string): Promise<string | null> {
  const payment = await db.payment.findUniqueOrThrow({ where: { id: paymentId, vendorId: payer.actor.vendorId } });
  return payment.gatewayIntentId;
}

describe('nothing is released that the gateway may still capture', () => {
  test('a repeat that is still under way when the quarter of an hour ends charges once, and is not taken for absent', async () => {
    const { payer, input } = await unanswered('drop-before');
    await fault('delay', 1, CREATE, 250);
    const late = syncPayment({ paymentId: input.paymentId, cause: 'late', now: later(894) });
    const lookUp = syncPayment({ paymentId: input.paymentId, cause: 'look-up', now: later(906) });
    await Promise.allSettled([late, lookUp]);
    const { paid, inFlight } = await standing(payer.actor);
    expect(paid + inFlight).toBe(BigInt(await taken(payer)) * 30_000n);
  });

  test('a payment is looked up, and held, between the last repeat and the end of its quarter of an hour', async () => {
    const { payer, input } = await unanswered('drop-before');
    expect(await syncPayment({ paymentId: input.paymentId, cause: 'test', now: later(9 * MINUTE) })).toMatchObject({
      state: 'checking',
    });
    expect(await taken(payer)).toBe(0);
    expect(await syncPayment({ paymentId: input.paymentId, cause: 'test', now: later(16 * MINUTE) })).toMatchObject({
      state: 'cancelled',
    });
  });

  test('a refusal to show an intent does not end the payment that a webhook rang for', async () => {
    const { payer, input } = await unanswered('drop-after-commit');
    const synced = await syncPayment({
      paymentId: input.paymentId,
      cause: 'evt',
      now: later(1),
      intentIdHint: 'pi_nobodyknows',
    });
    expect(synced).toMatchObject({ state: 'checking' });
    expect(await standing(payer.actor)).toMatchObject({ inFlight: 30_000n });
    expect(await syncPayment({ paymentId: input.paymentId, cause: 'test', now: later(MINUTE) })).toMatchObject({
      state: 'succeeded',
    });
    expect(await taken(payer)).toBe(1);
  });

  test('a refusal of a repeated call says nothing of the call before it', async () => {
    const { payer, input } = await unanswered('drop-after-commit');
    await fault('401-key', 9);
    expect(await syncPayment({ paymentId: input.paymentId, cause: 'test', now: later(MINUTE) })).toMatchObject({
      state: 'checking',
    });
    await world.ctl('DELETE', '/faults');
    expect(await syncPayment({ paymentId: input.paymentId, cause: 'test', now: later(2 * MINUTE) })).toMatchObject({
      state: 'succeeded',
    });
    expect(await standing(payer.actor)).toMatchObject({ paid: 30_000n, receipts: 1 });
  });

  test('a clock that is ten minutes fast finds what was taken', async () => {
    const { payer, input } = await ready();
    await fault('drop-after-commit', 9);
    const fast = later(10 * MINUTE);
    await startPayment(payer.actor, input, fast);
    await world.ctl('DELETE', '/faults');
    await reconcileRecent({ now: later(30 * MINUTE) });
    expect(await standing(payer.actor)).toMatchObject({ paid: 30_000n, inFlight: 0n, receipts: 1 });
  });

  test('"there is none", said before somebody else found the intent, releases nothing', async () => {
    const { payer, input } = await ready('pm_card_authenticationRequired');
    await startPayment(payer.actor, input, now);
    const row = await readPayment(db, input.paymentId);
    const stale = { ...row!, state: 'checking' as const, gatewayIntentId: null };
    const because = { actor: { kind: 'system', name: 'test' } as const, cause: 'test', now: later(16 * MINUTE) };
    expect(await applyAnswer(stale, { kind: 'absent' }, because)).toMatchObject({ state: 'action_required' });
    expect(await standing(payer.actor)).toMatchObject({ inFlight: 30_000n });
  });
});

describe('an intent that is still being confirmed', () => {
  test('is left alone, and ended once it is clear that nobody will confirm it', async () => {
    const { payer, input } = await unanswered('drop-before');
    const { gatewayRequest } = (await readPayment(db, input.paymentId))!;
    const body = new URLSearchParams({
      amount: '30000',
      currency: 'usd',
      customer: gatewayRequest.gatewayCustomerId,
      'metadata[payment_id]': input.paymentId,
    });
    const headers = { authorization: `Bearer ${process.env['STRIPE_SECRET_KEY']}` };
    const { id } = (await (
      await fetch(`${world.sandboxUrl}/v1/payment_intents`, { method: 'POST', headers, body })
    ).json()) as { id: string };
    const status = async () =>
      ((await (await fetch(`${world.sandboxUrl}/v1/payment_intents/${id}`, { headers })).json()) as { status: string })
        .status;

    expect(
      await syncPayment({ paymentId: input.paymentId, cause: 'evt', now: later(1), intentIdHint: id }),
    ).toMatchObject({ state: 'checking' });
    expect(await status()).toBe('requires_payment_method');
    expect(await syncPayment({ paymentId: input.paymentId, cause: 'test', now: later(3 * MINUTE) })).toMatchObject({
      state: 'cancelled',
    });
    expect(await status()).toBe('canceled');
    expect(await standing(payer.actor)).toMatchObject({ due: 30_000n, inFlight: 0n });
  });
});

describe('one payment has one key', () => {
  test('an id in capitals is no id: the row and the idempotency key could not differ', async () => {
    const { input } = await ready();
    const form = new FormData();
    for (const [name, value] of Object.entries({
      paymentId: input.paymentId.toUpperCase(),
      currency: 'USD',
      quote: encodeQuote(input.quote),
      method: input.paymentId,
    }))
      form.set(name, value);
    expect(readPayForm(form).ok).toBe(false);
    form.set('paymentId', input.paymentId);
    expect(readPayForm(form).ok).toBe(true);
  });
});

describe('no invoice is held for ever', () => {
  test('one payment that cannot be followed does not keep the others from being', async () => {
    const odd = await ready('pm_card_authenticationRequired');
    await startPayment(odd.payer.actor, odd.input, now);
    const good = await unanswered('drop-after-commit');
    // Its intent was not made by us: what it asks for differs from what we hold.
    await fetch(`${world.sandboxUrl}/v1/payment_intents/${await intentOf(odd.payer, odd.input.paymentId)}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${process.env['STRIPE_SECRET_KEY']}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'metadata[payment_id]=other',
    });
    await reconcileRecent({ now: later(2 * MINUTE) });
    expect(await standing(good.payer.actor)).toMatchObject({ paid: 30_000n, inFlight: 0n });
  });

  test('a cancellation that failed once is tried again, not replayed', async () => {
    const { payer, input } = await ready('pm_card_chargeCustomerFail');
    await fault('500-after', 3, CANCEL);
    await startPayment(payer.actor, input, now);
    await world.ctl('DELETE', '/faults');
    await reconcileRecent({ now: later(2 * MINUTE) });
    expect(await standing(payer.actor)).toMatchObject({ due: 30_000n, inFlight: 0n });
  });

  test('while the gateway is silent the page of a waiting payment still shows', async () => {
    const { payer, input } = await ready('pm_card_authenticationRequired');
    await startPayment(payer.actor, input, now);
    await fault('drop-before', 9, 'GET /v1/payment_intents/:id');
    expect(await loadAction(payer.actor, input.paymentId)).toBeNull();
  });
});

test('a setup that nobody knows is refused, not an error', async () => {
  const { payer } = await ready();
  expect((await finishSavingMethod(payer.actor, { setupIntentId: 'seti_made_up', cause: 'test' }, now)).ok).toBe(false);
});

test('a card that the gateway could not let go of is still there to be removed', async () => {
  const payer = await makePayer();
  const { methodId } = await payer.saveCard('pm_card_visa');
  const { vendorId } = payer.actor;
  const kept = await db.paymentMethod.findUniqueOrThrow({ where: { id: methodId, vendorId } });
  const there = async () =>
    (
      (await (
        await fetch(`${world.sandboxUrl}/v1/payment_methods/${kept.gatewayMethodId}`, {
          headers: { authorization: `Bearer ${process.env['STRIPE_SECRET_KEY']}` },
        })
      ).json()) as { customer: string | null }
    ).customer;
  await fault('drop-before', 9, 'POST /v1/payment_methods/:id/detach');
  await expect(removePaymentMethod(payer.actor, { methodId, cause: 'test' }, now)).rejects.toThrow();
  await world.ctl('DELETE', '/faults');
  expect(await there()).not.toBeNull();
  expect(await removePaymentMethod(payer.actor, { methodId, cause: 'test' }, now)).toBe(true);
  expect(await there()).toBeNull();
  expect(await removePaymentMethod(payer.actor, { methodId, cause: 'test' }, now)).toBe(false);
});

test('money that was taken twice for one payment is named', async () => {
  const { payer, input } = await ready();
  await startPayment(payer.actor, input, now);
  const { gatewayRequest } = (await readPayment(db, input.paymentId))!;
  const { gatewayCustomerId, method } = gatewayRequest as {
    gatewayCustomerId: string;
    method: { gatewayMethodId: string };
  };
  const body = new URLSearchParams({
    amount: '30000',
    currency: 'usd',
    customer: gatewayCustomerId,
    payment_method: method.gatewayMethodId,
    confirm: 'true',
    'allowed_payment_method_types[0]': 'card',
    return_url: 'http://localhost:3000/',
    'metadata[payment_id]': input.paymentId,
  });
  const answer = await fetch(`${world.sandboxUrl}/v1/payment_intents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${process.env['STRIPE_SECRET_KEY']}` },
    body,
  });
  expect(await answer.json()).toMatchObject({ status: 'succeeded' });
  const { differences } = await reconcileDay({ now: later(MINUTE) });
  expect(differences.filter((each) => each.paymentId === input.paymentId)).toMatchObject([
    { kind: 'taken-twice', repaired: false },
  ]);
});
