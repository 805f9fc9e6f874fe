import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { charge, openBench, refusal } from './test-bench';

let bench: Awaited<ReturnType<typeof openBench>>;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.stop());

const atTheBank = (paymentIntent: string, outcome: 'pass' | 'fail') =>
  bench.ctl<{ status: string }>('/three-d-secure', { paymentIntent, outcome });

describe('3-D Secure', () => {
  it('passed, the payment succeeds; a second answer changes nothing', async () => {
    const asked = await bench.stripe.paymentIntents.create(charge('pm_card_threeDSecure2Required'));
    expect(asked).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'use_stripe_sdk' },
      latest_charge: null,
    });
    expect((await atTheBank(asked.id, 'pass')).status).toBe('succeeded');
    expect((await atTheBank(asked.id, 'fail')).status).toBe('succeeded');
    const { data } = await bench.stripe.charges.list({ payment_intent: asked.id });
    expect(data.map(({ payment_method_details }) => payment_method_details?.card?.three_d_secure?.result)).toEqual([
      'authenticated',
    ]);
  });

  it('failed, the payment is open again', async () => {
    const asked = await bench.stripe.paymentIntents.create(charge('pm_card_authenticationRequired'));
    await atTheBank(asked.id, 'fail');
    expect(await bench.stripe.paymentIntents.retrieve(asked.id)).toMatchObject({
      status: 'requires_payment_method',
      next_action: null,
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    });
  });

  it('abandoned, the payment waits and can be cancelled; the bank comes too late then', async () => {
    const asked = await bench.stripe.paymentIntents.create(charge('pm_card_authenticationRequired'));
    expect((await bench.stripe.paymentIntents.retrieve(asked.id)).status).toBe('requires_action');
    await bench.stripe.paymentIntents.cancel(asked.id);
    expect((await atTheBank(asked.id, 'pass')).status).toBe('canceled');
    expect((await bench.stripe.charges.list({ payment_intent: asked.id })).data).toEqual([]);
  });

  it('passed, but without the money (3178)', async () => {
    const asked = await bench.stripe.paymentIntents.create(
      charge('pm_card_authenticationRequiredChargeDeclinedInsufficientFunds'),
    );
    await atTheBank(asked.id, 'pass');
    expect(await bench.stripe.paymentIntents.retrieve(asked.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { decline_code: 'insufficient_funds' },
    });
  });

  it('cannot be done without the payer', async () => {
    const error = await refusal(
      bench.stripe.paymentIntents.create(charge('pm_card_authenticationRequired', { off_session: true })),
    );
    expect(error).toMatchObject({
      statusCode: 402,
      code: 'authentication_required',
      payment_intent: { status: 'requires_payment_method' },
    });
    expect(
      (
        await refusal(
          bench.stripe.paymentIntents.create(
            charge('pm_card_authenticationRequired', { error_on_requires_action: true }),
          ),
        )
      ).code,
    ).toBe('authentication_required');
  });

  it('is needed once for 3155, which then pays without the payer', async () => {
    const customer = (await bench.stripe.customers.create({})).id;
    const plain = await bench.stripe.paymentMethods.attach('pm_card_authenticationRequiredOnSetup', { customer });
    expect(
      (await refusal(bench.stripe.paymentIntents.create(charge(plain.id, { customer, off_session: true })))).code,
    ).toBe('authentication_required');

    const setup = await bench.stripe.setupIntents.create({
      customer,
      payment_method: 'pm_card_authenticationRequiredOnSetup',
      confirm: true,
      allowed_payment_method_types: ['card'],
    });
    expect(setup.status).toBe('requires_action');
    const done = await bench.ctl<{ status: string; payment_method: string }>('/three-d-secure', {
      setupIntent: setup.id,
      outcome: 'pass',
    });
    expect(done.status).toBe('succeeded');
    expect(
      (await bench.stripe.paymentIntents.create(charge(done.payment_method, { customer, off_session: true }))).status,
    ).toBe('succeeded');
    expect((await bench.stripe.paymentIntents.create(charge(done.payment_method, { customer }))).status).toBe(
      'requires_action',
    );
  });

  it('was done long ago for 0446', async () => {
    const customer = (await bench.stripe.customers.create({})).id;
    const card = await bench.stripe.paymentMethods.attach('pm_card_authenticationRequiredSetupForOffSession', {
      customer,
    });
    expect((await bench.stripe.paymentIntents.create(charge(card.id, { customer, off_session: true }))).status).toBe(
      'succeeded',
    );
    expect((await bench.stripe.paymentIntents.create(charge(card.id, { customer }))).status).toBe('requires_action');
  });

  it('failed while saving a card leaves the setup open', async () => {
    const setup = await bench.stripe.setupIntents.create({
      payment_method: 'pm_card_authenticationRequired',
      confirm: true,
      allowed_payment_method_types: ['card'],
    });
    await bench.ctl('/three-d-secure', { setupIntent: setup.id, outcome: 'fail' });
    expect(await bench.stripe.setupIntents.retrieve(setup.id)).toMatchObject({
      status: 'requires_payment_method',
      last_setup_error: { code: 'setup_intent_authentication_failure' },
    });
  });

  it.each([
    ['pass', 'succeeded', 'succeeded'],
    ['fail', 'requires_payment_method', 'failed'],
  ])('by redirect, without scripts: %s', async (outcome, status, redirect) => {
    const asked = await bench.stripe.paymentIntents.create(
      charge('pm_card_authenticationRequired', { return_url: 'https://shop.example/back?order=7' }),
    );
    const page = await (await fetch(asked.next_action!.redirect_to_url!.url!)).text();
    expect(page).toContain('$10.00');
    const fields = Object.fromEntries(
      [...page.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]),
    );
    const action = /action="([^"]+)"/.exec(page)![1]!;
    const answer = await fetch(`${bench.url}${action}`, {
      method: 'POST',
      body: new URLSearchParams({ ...fields, outcome }),
      redirect: 'manual',
    });
    const back = new URL(answer.headers.get('location')!);
    expect(Object.fromEntries(back.searchParams)).toEqual({
      order: '7',
      payment_intent: asked.id,
      payment_intent_client_secret: asked.client_secret,
      redirect_status: redirect,
    });
    expect((await bench.stripe.paymentIntents.retrieve(asked.id)).status).toBe(status);
  });

  it('shows the bank page to nobody without the client secret', async () => {
    const asked = await bench.stripe.paymentIntents.create(charge('pm_card_authenticationRequired'));
    expect((await fetch(`${bench.url}/3ds/${asked.id}?client_secret=wrong`)).status).toBe(404);
    expect(
      (
        await fetch(`${bench.url}/3ds/${asked.id}/outcome`, {
          method: 'POST',
          body: new URLSearchParams({ outcome: 'pass' }),
        })
      ).status,
    ).toBe(404);
    expect((await bench.stripe.paymentIntents.retrieve(asked.id)).status).toBe('requires_action');
  });
});
