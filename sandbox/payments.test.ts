import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { charge, openBench, refusal } from './test-bench';

let bench: Awaited<ReturnType<typeof openBench>>;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.stop());

describe('a payment', () => {
  it('succeeds in one call, with charge, fee and metadata', async () => {
    const customer = await bench.stripe.customers.create({ email: 'ada@fabrikam.example', name: 'Ada' });
    const intent = await bench.stripe.paymentIntents.create({
      ...charge('pm_card_visa', { amount: 723_010, customer: customer.id, metadata: { payment: 'p-1' } }),
      expand: ['latest_charge.balance_transaction', 'customer', 'payment_method'],
    });
    expect(intent).toMatchObject({
      object: 'payment_intent',
      status: 'succeeded',
      amount_received: 723_010,
      livemode: false,
      metadata: { payment: 'p-1' },
    });
    expect(intent.client_secret).toMatch(new RegExp(`^${intent.id}_secret_\\w{25}$`));
    expect(intent.customer).toMatchObject({ id: customer.id, email: 'ada@fabrikam.example' });
    expect(intent.payment_method).toMatchObject({ card: { last4: '4242', brand: 'visa', funding: 'credit' } });
    expect(intent.latest_charge).toMatchObject({
      paid: true,
      captured: true,
      metadata: { payment: 'p-1' },
      balance_transaction: { amount: 723_010, fee: 20_997, net: 702_013 },
    });
  });

  it('is created, then confirmed with a confirmation token that tells the funding first', async () => {
    const token = await bench.stripe.testHelpers.confirmationTokens.create({
      payment_method: 'pm_card_visa_debit',
      return_url: 'https://shop.example/back',
    });
    const seen = await bench.stripe.confirmationTokens.retrieve(token.id);
    expect(seen.payment_method_preview?.card).toMatchObject({
      funding: 'debit',
      brand: 'visa',
      last4: '5556',
      exp_month: 12,
    });
    const intent = await bench.stripe.paymentIntents.create({ amount: 5000, currency: 'usd' });
    expect(intent.status).toBe('requires_payment_method');
    expect(await bench.stripe.paymentIntents.confirm(intent.id, { confirmation_token: token.id })).toMatchObject({
      status: 'succeeded',
    });
    expect((await bench.stripe.confirmationTokens.retrieve(token.id)).payment_intent).toBe(intent.id);
    const again = await bench.stripe.paymentIntents.create({ amount: 5000, currency: 'usd' });
    expect(
      (await refusal(bench.stripe.paymentIntents.confirm(again.id, { confirmation_token: token.id }))).message,
    ).toContain('already been used');
  });

  it('wants a return address when the method may leave the page', async () => {
    const { allowed_payment_method_types: _types, ...params } = charge('pm_card_visa');
    expect((await refusal(bench.stripe.paymentIntents.create(params))).message).toContain('return_url');
    const never = { enabled: true, allow_redirects: 'never' } as const;
    expect((await bench.stripe.paymentIntents.create({ ...params, automatic_payment_methods: never })).status).toBe(
      'succeeded',
    );
  });

  it('is final: neither confirmed nor cancelled again', async () => {
    const intent = await bench.stripe.paymentIntents.create(charge('pm_card_visa'));
    for (const call of [
      bench.stripe.paymentIntents.confirm(intent.id),
      bench.stripe.paymentIntents.cancel(intent.id),
    ]) {
      expect(await refusal(call)).toMatchObject({
        statusCode: 400,
        code: 'payment_intent_unexpected_state',
        payment_intent: { status: 'succeeded' },
      });
    }
  });

  it('is cancelled while open, and then stays so', async () => {
    const intent = await bench.stripe.paymentIntents.create({ amount: 1000, currency: 'usd' });
    expect(await bench.stripe.paymentIntents.cancel(intent.id, { cancellation_reason: 'abandoned' })).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'abandoned',
    });
    expect(
      (await refusal(bench.stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' }))).code,
    ).toBe('payment_intent_unexpected_state');
    expect((await refusal(bench.stripe.paymentIntents.cancel(intent.id))).code).toBe('payment_intent_unexpected_state');
  });

  it('is held and captured in part', async () => {
    const held = await bench.stripe.paymentIntents.create(charge('pm_card_visa', { capture_method: 'manual' }));
    expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 1000, amount_received: 0 });
    const taken = await bench.stripe.paymentIntents.capture(held.id, { amount_to_capture: 600 }, {
      expand: ['latest_charge'],
    } as never);
    expect(taken).toMatchObject({ status: 'succeeded', amount_received: 600 });
    expect((await refusal(bench.stripe.paymentIntents.capture(held.id))).code).toBe('payment_intent_unexpected_state');
  });

  it('keeps the card for later, once it has worked, and charges it without the payer', async () => {
    const customer = await bench.stripe.customers.create({});
    const first = await bench.stripe.paymentIntents.create(
      charge('pm_card_mastercard', { customer: customer.id, setup_future_usage: 'off_session' }),
    );
    const saved = await bench.stripe.customers.listPaymentMethods(customer.id);
    expect(saved.data.map(({ id }) => id)).toEqual([first.payment_method]);
    const second = await bench.stripe.paymentIntents.create(
      charge(first.payment_method as string, {
        customer: customer.id,
        off_session: true,
        error_on_requires_action: true,
      }),
    );
    expect(second.status).toBe('succeeded');
  });

  it('takes no card of another customer, none that was used up, none that was detached', async () => {
    const [ada, bob] = await Promise.all([bench.stripe.customers.create({}), bench.stripe.customers.create({})]);
    const card = await bench.stripe.paymentMethods.attach('pm_card_visa', { customer: ada.id });
    expect(
      (await refusal(bench.stripe.paymentIntents.create(charge(card.id, { customer: bob.id })))).message,
    ).toContain('belongs to a different Customer');
    expect((await refusal(bench.stripe.paymentIntents.create(charge(card.id)))).message).toContain(
      'attached to a customer',
    );
    await bench.stripe.paymentMethods.detach(card.id);
    expect(
      (await refusal(bench.stripe.paymentIntents.create(charge(card.id, { customer: ada.id })))).message,
    ).toContain('may not be used again');
    const once = await bench.stripe.paymentIntents.create(charge('pm_card_visa'));
    expect(
      (await refusal(bench.stripe.paymentIntents.create(charge(once.payment_method as string)))).message,
    ).toContain('may not be used again');
  });
});
