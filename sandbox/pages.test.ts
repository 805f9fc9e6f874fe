import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { charge, openBench } from './test-bench';

let bench: Awaited<ReturnType<typeof openBench>>;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.stop());

describe('pages', () => {
  it('the front says that no real money moves and lists payments', async () => {
    const intent = await bench.stripe.paymentIntents.create(charge('pm_card_visa', { amount: 723_010 }));
    const page = await (await fetch(bench.url)).text();
    expect(page).toContain('no real money moves');
    expect(page).toContain(intent.id);
    expect(page).toContain('$7,230.10');
  });

  it('the browser script defines what react-stripe-js asks of a Stripe object, and is cached by its hash', async () => {
    const answer = await fetch(`${bench.url}/stripe.js`);
    const window: { Stripe?: (key: string) => Record<string, unknown> } = {};
    runInNewContext(await answer.text(), {
      window,
      URL,
      URLSearchParams,
      document: { currentScript: { src: `${bench.url}/stripe.js` } },
    });
    const stripe = window.Stripe!('pk_test_quittance_sandbox');
    for (const name of [
      'elements',
      'createToken',
      'createPaymentMethod',
      'confirmCardPayment',
      'createConfirmationToken',
      'handleNextAction',
      'confirmPayment',
      'confirmSetup',
      'retrievePaymentIntent',
      'retrieveSetupIntent',
      'registerAppInfo',
      '_registerWrapper',
    ]) {
      expect(stripe[name], name).toBeTypeOf('function');
    }
    expect(() => window.Stripe!('sk_test_x')).toThrow('secret key');
    expect(
      (await fetch(`${bench.url}/stripe.js`, { headers: { 'if-none-match': answer.headers.get('etag')! } })).status,
    ).toBe(304);
  });

  it('the card form runs only its own scripts', async () => {
    const answer = await fetch(`${bench.url}/elements/payment?origin=http://shop.example`);
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(await answer.text()).toContain('Test gateway: no real money moves.');
  });
});
