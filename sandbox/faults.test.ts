import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { routePattern } from './control/faults';
import { charge, openBench, refusal } from './test-bench';

let bench: Awaited<ReturnType<typeof openBench>>;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.stop());

const CREATE = 'POST /v1/payment_intents';
const order = (kind: string, more: object = {}) => bench.ctl('/faults', { route: CREATE, kind, ...more });
const pay = (key: string, sdk = bench.stripe) =>
  sdk.paymentIntents.create(charge('pm_card_visa'), { idempotencyKey: key });
const charges = async () => (await bench.ctl<{ charges: unknown[] }>('/truth')).charges.length;

describe('a fault strikes as ordered', () => {
  it('drop-before: the connection closes and nothing was done (the SDK repeats a closed connection once by itself)', async () => {
    await order('drop-before', { count: 2 });
    expect((await refusal(pay('a'))).type).toBe('StripeConnectionError');
    expect(await charges()).toBe(0);
    expect((await pay('a')).status).toBe('succeeded');
  });

  it('drop-after-commit: the work is done once, and the same key finds it', async () => {
    await order('drop-after-commit');
    expect((await pay('a')).status).toBe('succeeded');
    expect(await charges()).toBe(1);
    expect(await bench.ctl('/stats')).toMatchObject({ calls: 2, replays: 1 });
  });

  it('stall-after-commit: the answer never comes, the work is done', async () => {
    await order('stall-after-commit', { count: 2 });
    const impatient = bench.stripe.paymentIntents.create(charge('pm_card_visa'), { idempotencyKey: 'a', timeout: 150 });
    expect((await refusal(impatient)).type).toBe('StripeConnectionError');
    expect(await charges()).toBe(1);
    await bench.ctl('/faults', {}, 'DELETE');
  });

  it('500-before: nothing was done and nothing is kept', async () => {
    await order('500-before');
    expect(await refusal(pay('a'))).toMatchObject({ type: 'StripeAPIError', statusCode: 500 });
    expect(await charges()).toBe(0);
    expect((await pay('a')).status).toBe('succeeded');
  });

  it('500-after: the work is done, and the 500 is kept under the key', async () => {
    await order('500-after');
    expect((await refusal(pay('a'))).statusCode).toBe(500);
    expect((await refusal(pay('a'))).statusCode).toBe(500);
    expect(await charges()).toBe(1);
  });

  it('bare-502: an answer without the word error, and the work is done', async () => {
    await order('bare-502');
    const strange = (await pay('a')) as { id?: string };
    expect(strange.id).toBeUndefined();
    expect(await charges()).toBe(1);
    expect((await pay('a')).status).toBe('succeeded');
    expect(await charges()).toBe(1);
  });

  it('429-rate: with a reason, and not repeated by the SDK', async () => {
    await order('429-rate');
    expect(await refusal(pay('a', bench.retrying))).toMatchObject({
      statusCode: 429,
      code: 'rate_limit',
      headers: { 'stripe-rate-limited-reason': 'global-rate' },
    });
  });

  it('401-key: the key is no longer good, nothing was done and nothing is kept', async () => {
    await order('401-key');
    expect(await refusal(pay('a'))).toMatchObject({ type: 'StripeAuthenticationError', code: 'api_key_expired' });
    expect(await charges()).toBe(0);
    expect((await pay('a')).status).toBe('succeeded');
  });

  it('400-unactivated: the kind of method was switched off, nothing was done and nothing is kept', async () => {
    await order('400-unactivated');
    expect(await refusal(pay('a'))).toMatchObject({ statusCode: 400, code: 'payment_method_unactivated' });
    expect(await charges()).toBe(0);
    expect((await pay('a')).status).toBe('succeeded');
  });

  it('429-lock: repeated by the SDK until it works', async () => {
    await order('429-lock');
    expect((await pay('a', bench.retrying)).status).toBe('succeeded');
    expect((await bench.ctl<{ calls: number }>('/stats')).calls).toBe(2);
  });

  it('only on its route and as often as asked', async () => {
    await bench.ctl('/faults', { route: 'POST /v1/payment_intents/:id/confirm', kind: '500-before' });
    const intent = await bench.stripe.paymentIntents.create({
      amount: 1000,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      allowed_payment_method_types: ['card'],
    });
    expect((await refusal(bench.stripe.paymentIntents.confirm(intent.id))).statusCode).toBe(500);
    expect((await bench.stripe.paymentIntents.confirm(intent.id)).status).toBe('succeeded');
  });
});

describe('the profile of a real gateway', () => {
  it('limits requests per endpoint', async () => {
    await bench.ctl('/profile', { rateLimitPerSecond: 3 });
    const answers = await Promise.all(Array.from({ length: 10 }, () => bench.raw('GET', '/v1/customers')));
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited.length).toBeGreaterThan(0);
    expect(limited[0]!.headers.get('stripe-rate-limited-reason')).toBe('endpoint-rate');
    await bench.ctl('/profile', { rateLimitPerSecond: null });
    expect((await bench.raw('GET', '/v1/customers')).status).toBe(200);
  });

  it('locks the objects of a running change; the SDK gets through in the end', async () => {
    const customer = (await bench.stripe.customers.create({})).id;
    await bench.ctl('/profile', { objectLocks: true, latency: 'realistic' });
    const first = bench.stripe.customers.update(customer, { name: 'First' });
    const second = bench.retrying.customers.update(customer, { name: 'Second' });
    expect((await Promise.all([first, second])).map(({ object }) => object)).toEqual(['customer', 'customer']);
  });
});

it.each([
  ['POST /v1/payment_intents', 'POST /v1/payment_intents', true],
  ['POST /v1/payment_intents', 'POST /v1/payment_intents/pi_1', false],
  ['/v1/refunds', 'GET /v1/refunds', true],
  ['GET /v1/**', 'GET /v1/payment_intents/pi_1', true],
  ['POST /v1/*/:id/cancel', 'POST /v1/setup_intents/seti_1/cancel', true],
])('route %s and request %s: %s', (route, request, matches) => {
  expect(routePattern(route).test(request)).toBe(matches);
});
