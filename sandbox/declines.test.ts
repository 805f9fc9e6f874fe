import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { charge, openBench, refusal } from './test-bench';

let bench: Awaited<ReturnType<typeof openBench>>;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.stop());

const typed = (number: string, more: object = {}) =>
  bench.stripe.paymentMethods.create({
    type: 'card',
    card: { number, exp_month: 11, exp_year: new Date().getFullYear() + 1, cvc: '123', ...more },
  });

const REFUSED = [
  ['4000000000000002', 'card_declined', 'generic_decline'],
  ['4000000000009995', 'card_declined', 'insufficient_funds'],
  ['4000000000009987', 'card_declined', 'lost_card'],
  ['4000000000009979', 'card_declined', 'stolen_card'],
  ['4000000000000069', 'expired_card', 'expired_card'],
  ['4000000000000127', 'incorrect_cvc', 'incorrect_cvc'],
  ['4000000000000119', 'processing_error', 'processing_error'],
  ['4000000000006975', 'card_declined', 'card_velocity_exceeded'],
  ['4111111111111111', 'card_declined', 'live_mode_test_card'],
] as const;

describe('a card the bank refuses', () => {
  it.each(REFUSED)('%s is %s (%s), for a charge and for keeping', async (number, code, decline_code) => {
    const method = await typed(number);
    const error = await refusal(bench.stripe.paymentIntents.create(charge(method.id)));
    expect(error).toMatchObject({
      type: 'StripeCardError',
      statusCode: 402,
      code,
      decline_code,
      payment_intent: { status: 'requires_payment_method', last_payment_error: { code, decline_code } },
    });
    const open = await bench.stripe.paymentIntents.retrieve(error.payment_intent!.id, { expand: ['latest_charge'] });
    expect(open).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
      latest_charge: { status: 'failed', failure_code: code },
    });

    const customer = await bench.stripe.customers.create({});
    expect(
      await refusal(bench.stripe.paymentMethods.attach((await typed(number)).id, { customer: customer.id })),
    ).toMatchObject({ statusCode: 402, code });
    const setup = await refusal(
      bench.stripe.setupIntents.create({
        confirm: true,
        payment_method: (await typed(number)).id,
        customer: customer.id,
        allowed_payment_method_types: ['card'],
      }),
    );
    expect(setup).toMatchObject({ statusCode: 402, code, setup_intent: { status: 'requires_payment_method' } });
    expect((await bench.stripe.customers.listPaymentMethods(customer.id)).data).toEqual([]);
  });

  it('leaves the payment open for another card', async () => {
    const error = await refusal(bench.stripe.paymentIntents.create(charge('pm_card_chargeDeclined')));
    expect(
      await bench.stripe.paymentIntents.confirm(error.payment_intent!.id, { payment_method: 'pm_card_visa' }),
    ).toMatchObject({ status: 'succeeded', last_payment_error: null });
  });

  it('4000000000000341 can be kept, and then every charge fails', async () => {
    const customer = await bench.stripe.customers.create({});
    const card = await bench.stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer: customer.id });
    expect(
      await refusal(bench.stripe.paymentIntents.create(charge(card.id, { customer: customer.id, off_session: true }))),
    ).toMatchObject({ code: 'card_declined', decline_code: 'generic_decline' });
  });

  it('4100000000000019 is blocked before the bank is asked', async () => {
    const error = await refusal(bench.stripe.paymentIntents.create(charge('pm_card_radarBlock')));
    expect(error).toMatchObject({ code: 'card_declined', decline_code: 'fraudulent' });
    const intent = await bench.stripe.paymentIntents.retrieve(error.payment_intent!.id, { expand: ['latest_charge'] });
    expect(intent.latest_charge).toMatchObject({ outcome: { type: 'blocked', network_status: 'not_sent_to_network' } });
  });
});

describe('card data', () => {
  it.each([
    [{ number: '4242424242424241' }, 'incorrect_number'],
    [{ exp_month: 13 }, 'invalid_expiry_month'],
    [{ exp_year: 2020 }, 'invalid_expiry_year'],
    [{ cvc: '12' }, 'invalid_cvc'],
  ])('%o is %s', async (wrong, code) => {
    expect(await refusal(typed('4242424242424242', wrong))).toMatchObject({ statusCode: 402, code });
  });

  it.each(['4242424242424242', '5555555555554444'])('%s with any future date is good', async (number) => {
    expect((await typed(number)).card).toMatchObject({ last4: number.slice(-4), exp_month: 11 });
  });

  it('an American Express card may have four digits of security code', async () => {
    expect((await typed('378282246310005', { cvc: '1234' })).card?.brand).toBe('amex');
  });
});
