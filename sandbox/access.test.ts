import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SANDBOX_PUBLISHABLE_KEY } from './keys';
import { openBench, refusal } from './test-bench';

let bench: Awaited<ReturnType<typeof openBench>>;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.stop());

const asBrowser = { authorization: `Bearer ${SANDBOX_PUBLISHABLE_KEY}` };
const CARD = {
  'card[number]': '4242424242424242',
  'card[exp_month]': '12',
  'card[exp_year]': String(new Date().getFullYear() + 2),
  'card[cvc]': '123',
};

describe('keys', () => {
  it('a wrong key and no key are 401', async () => {
    expect(
      await bench.raw('GET', '/v1/customers', {}, { authorization: 'Bearer sk_test_somebody_else' }),
    ).toMatchObject({
      status: 401,
      body: { error: { message: expect.stringContaining('Invalid API Key') as string } },
    });
    expect((await bench.raw('GET', '/v1/customers', {}, { authorization: '' })).status).toBe(401);
  });

  it.each(['/v1/customers', '/v1/payment_intents', '/v1/refunds', '/v1/events'])(
    'the publishable key may not read %s',
    async (path) => {
      expect(await bench.raw('GET', path, {}, asBrowser)).toMatchObject({
        status: 403,
        body: { error: { code: 'secret_key_required' } },
      });
    },
  );

  it('the publishable key makes payment methods and tokens from typed cards', async () => {
    expect((await bench.raw('POST', '/v1/payment_methods', { type: 'card', ...CARD }, asBrowser)).body).toMatchObject({
      object: 'payment_method',
      card: { last4: '4242' },
    });
    const nested = Object.fromEntries(
      Object.entries({ type: 'card', ...CARD }).map(([name, value]) => [
        `payment_method_data[${name.replace('[', '][').replace(/\]$/, '')}]`,
        value,
      ]),
    );
    const token = await bench.raw(
      'POST',
      '/v1/confirmation_tokens',
      { ...nested, setup_future_usage: 'off_session' },
      asBrowser,
    );
    expect(token.body).toMatchObject({
      object: 'confirmation_token',
      setup_future_usage: 'off_session',
      payment_method_preview: { card: { funding: 'credit', last4: '4242' } },
    });
    expect((await bench.raw('GET', `/v1/confirmation_tokens/${token.body.id}`, {}, asBrowser)).status).toBe(403);
  });

  it('the publishable key sees an intent only with its client secret, and only what concerns the payer', async () => {
    const customer = (await bench.stripe.customers.create({})).id;
    const intent = await bench.stripe.paymentIntents.create({
      amount: 1000,
      currency: 'usd',
      customer,
      metadata: { secret: 'x' },
    });
    const read = (secret: string) =>
      bench.raw('GET', `/v1/payment_intents/${intent.id}?client_secret=${secret}`, {}, asBrowser);
    expect((await read('wrong')).status).toBe(400);
    expect((await bench.raw('GET', `/v1/payment_intents/${intent.id}`, {}, asBrowser)).status).toBe(400);
    const seen = await read(intent.client_secret!);
    expect(seen.body).toMatchObject({ id: intent.id, amount: 1000, status: 'requires_payment_method' });
    expect(Object.keys(seen.body)).not.toEqual(expect.arrayContaining(['customer']));
    expect(seen.body).not.toHaveProperty('metadata');
    expect((await bench.raw('POST', `/v1/payment_intents/${intent.id}/cancel`, {}, asBrowser)).status).toBe(403);
  });

  it('a decline tells the browser no more than the intent itself would', async () => {
    const customer = (await bench.stripe.customers.create({})).id;
    const intent = await bench.stripe.paymentIntents.create({
      amount: 1000,
      currency: 'usd',
      customer,
      metadata: { secret: 'x' },
    });
    const declined = await bench.raw(
      'POST',
      `/v1/payment_intents/${intent.id}/confirm`,
      {
        client_secret: intent.client_secret!,
        payment_method: 'pm_card_chargeDeclined',
        return_url: 'https://shop.example',
      },
      asBrowser,
    );
    expect(declined).toMatchObject({
      status: 402,
      body: { error: { payment_intent: { id: intent.id, status: 'requires_payment_method' } } },
    });
    expect(declined.body.error!.payment_intent).not.toHaveProperty('metadata');
    expect(declined.body.error!.payment_intent).not.toHaveProperty('customer');
  });

  it('accounts do not see each other', async () => {
    const theirs = await bench.stripe.customers.create({}, { stripeAccount: 'acct_1' });
    expect((await refusal(bench.stripe.customers.retrieve(theirs.id))).code).toBe('resource_missing');
    expect((await bench.stripe.customers.retrieve(theirs.id, {}, { stripeAccount: 'acct_1' })).id).toBe(theirs.id);
  });

  it('browsers of any origin may call the API, and none the control plane', async () => {
    const preflight = await fetch(`${bench.url}/v1/confirmation_tokens`, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(
      (await fetch(`${bench.url}/_ctl/reset`, { method: 'POST', headers: { origin: 'http://shop.example' } })).status,
    ).toBe(403);
  });
});

describe('wrong requests', () => {
  it("an unknown address is 404 in the gateway's words", async () => {
    expect(await bench.raw('POST', '/v1/payment_intentz')).toMatchObject({
      status: 404,
      body: {
        error: {
          type: 'invalid_request_error',
          message: expect.stringContaining('Unrecognized request URL (POST: /v1/payment_intentz)') as string,
        },
      },
    });
  });

  it.each([
    [{ currency: 'usd' }, 'parameter_missing', 'amount'],
    [{ amount: '1000' }, 'parameter_missing', 'currency'],
    [{ amount: '1000', currency: 'usd', colour: 'red' }, 'parameter_unknown', 'colour'],
    // Gone since the version the SDK pins; its successor is `allowed_payment_method_types`.
    [
      { amount: '1000', currency: 'usd', 'payment_method_types[0]': 'card' },
      'parameter_unknown',
      'payment_method_types',
    ],
    [{ amount: '10.5', currency: 'usd' }, 'parameter_invalid_integer', 'amount'],
    [{ amount: '49', currency: 'usd' }, 'amount_too_small', 'amount'],
    [{ amount: '100000000', currency: 'usd' }, 'amount_too_large', 'amount'],
    [{ amount: '-5', currency: 'usd' }, 'parameter_invalid_integer', 'amount'],
    [
      { amount: '1000', currency: 'usd', 'automatic_payment_methods[enabld]': 'true' },
      'parameter_unknown',
      'automatic_payment_methods[enabld]',
    ],
    [{ amount: '1000', currency: '' }, 'parameter_invalid_empty', 'currency'],
    [{ amount: '1000', currency: 'usd', customer: 'cus_nobody' }, 'resource_missing', 'customer'],
  ])('%o is %s (%s)', async (form, code, param) => {
    expect(await bench.raw('POST', '/v1/payment_intents', form as Record<string, string>)).toMatchObject({
      status: 400,
      body: { error: { type: 'invalid_request_error', code, param } },
    });
  });

  it.each([
    'customers',
    'payment_methods',
    'payment_intents',
    'setup_intents',
    'refunds',
    'charges',
    'disputes',
    'events',
    'balance_transactions',
    'confirmation_tokens',
  ])('an unknown id of %s is 404', async (kind) => {
    expect(await bench.raw('GET', `/v1/${kind}/nothing_here`)).toMatchObject({
      status: 404,
      body: { error: { code: 'resource_missing' } },
    });
  });

  it('metadata keeps its limits', async () => {
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`metadata[k${at}]`, 'x']));
    expect((await bench.raw('POST', '/v1/customers', many)).status).toBe(400);
    expect((await bench.raw('POST', '/v1/customers', { 'metadata[k]': 'x'.repeat(501) })).status).toBe(400);
    expect((await bench.raw('POST', '/v1/customers', { [`metadata[${'k'.repeat(41)}]`]: 'x' })).status).toBe(400);
  });

  it('expands only what can be', async () => {
    await bench.stripe.paymentIntents.create({ amount: 1000, currency: 'usd' });
    expect((await refusal(bench.stripe.paymentIntents.list({ expand: ['data.colour'] }))).message).toContain(
      'cannot be expanded (data.colour)',
    );
  });
});
