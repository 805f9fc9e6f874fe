import type Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBench, openReceiver, refusal } from './test-bench';

let receiver: Awaited<ReturnType<typeof openReceiver>>;
let bench: Awaited<ReturnType<typeof openBench>>;
let customer: Stripe.Customer;
beforeAll(async () => {
  receiver = await openReceiver();
  bench = await openBench({ webhookUrl: receiver.url });
});
beforeEach(async () => {
  customer = await bench.stripe.customers.create({ name: 'Ada' });
});
afterEach(async () => {
  await bench.ctl('/quiesce', {});
  receiver.events.length = 0;
});
afterAll(async () => {
  await bench.stop();
  await receiver.close();
});

const DAY = 24 * 3600;
const ACCEPTED = {
  customer_acceptance: { type: 'online', online: { ip_address: '192.0.2.7', user_agent: 'a browser' } },
} as const;

const debit = (
  method: string,
  more: Partial<Stripe.PaymentIntentCreateParams> = {},
): Stripe.PaymentIntentCreateParams => ({
  amount: 5000,
  currency: method.endsWith('_at') ? 'eur' : 'usd',
  customer: customer.id,
  allowed_payment_method_types: ['card', 'us_bank_account', 'sepa_debit'],
  payment_method: method,
  mandate_data: ACCEPTED,
  confirm: true,
  expand: ['latest_charge', 'payment_method'],
  ...more,
});
const typed = (number: string): Partial<Stripe.PaymentIntentCreateParams> => ({
  payment_method: undefined,
  payment_method_data: {
    type: 'us_bank_account',
    billing_details: { name: 'Ada' },
    us_bank_account: { account_holder_type: 'company', routing_number: '110000000', account_number: number },
  },
});
const start = (method: string, more = {}) => bench.stripe.paymentIntents.create(debit(method, more));
const read = (id: string) => bench.stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
const advance = async (seconds: number) => {
  await bench.ctl('/clock', { advanceSeconds: seconds });
  await bench.ctl('/quiesce', {});
};
const captured = async (intent: string) => {
  const truth = await bench.ctl<{ charges: { payment_intent: string; amount: number; disputed: number }[] }>('/truth');
  return truth.charges.filter((charge) => charge.payment_intent === intent);
};
const typesOf = (id: string) =>
  receiver.events.filter((event) => (event.data.object as { id: string }).id === id).map((event) => event.type);

describe('a US bank debit', () => {
  it('is processing with a pending charge for days, and counts as money only once it has settled', async () => {
    const intent = await start('pm_usBankAccount_success');
    expect(intent).toMatchObject({
      status: 'processing',
      amount_received: 0,
      payment_method: {
        us_bank_account: { bank_name: 'STRIPE TEST BANK', last4: '6789', routing_number: '110000000' },
      },
      latest_charge: { status: 'pending', paid: false, payment_method_details: { type: 'us_bank_account' } },
    });
    await advance(3 * DAY);
    expect((await read(intent.id)).status).toBe('processing');
    expect(await captured(intent.id)).toEqual([]);
    await advance(4 * DAY);
    expect(await read(intent.id)).toMatchObject({
      status: 'succeeded',
      amount_received: 5000,
      latest_charge: { status: 'succeeded', paid: true },
    });
    expect(await captured(intent.id)).toMatchObject([{ amount: 5000 }]);
    expect(typesOf(intent.id)).toEqual([
      'payment_intent.created',
      'payment_intent.processing',
      'payment_intent.succeeded',
    ]);
  });

  it.each([
    ['pm_usBankAccount_accountClosed', 'account_closed'],
    ['pm_usBankAccount_noAccount', 'no_account'],
    ['pm_usBankAccount_insufficientFunds', 'insufficient_funds'],
    ['pm_usBankAccount_debitNotAuthorized', 'debit_not_authorized'],
  ])('of %s comes back after days as %s', async (method, code) => {
    const intent = await start(method);
    expect(intent.status).toBe('processing');
    await advance(5 * DAY);
    expect(await read(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code },
      latest_charge: { status: 'failed', failure_code: code },
    });
    expect(await captured(intent.id)).toEqual([]);
    expect(typesOf(intent.id)).toContain('payment_intent.payment_failed');
  });

  it('can stay in processing for ever, and cannot be cancelled there', async () => {
    const intent = await start('pm_usBankAccount_processing');
    await advance(60 * DAY);
    expect((await read(intent.id)).status).toBe('processing');
    expect((await refusal(bench.stripe.paymentIntents.cancel(intent.id))).code).toBe('payment_intent_unexpected_state');
  });

  it('can settle and then be taken back, which nobody can contest', async () => {
    const intent = await start('pm_usBankAccount_dispute');
    await advance(7 * DAY);
    const { data } = await bench.stripe.disputes.list({ payment_intent: intent.id });
    expect(data).toMatchObject([
      { reason: 'insufficient_funds', status: 'lost', is_charge_refundable: false, amount: 5000 },
    ]);
    expect(await captured(intent.id)).toMatchObject([{ amount: 5000, disputed: 5000 }]);
    expect(receiver.types()).toEqual(
      expect.arrayContaining(['charge.dispute.created', 'charge.dispute.funds_withdrawn']),
    );
  });

  it('is answered at once where somebody asks for it, without the clock', async () => {
    const good = await start('pm_usBankAccount_success');
    const bad = await start('pm_usBankAccount_noAccount');
    for (const { id } of [good, bad]) await bench.ctl('/debits', { paymentIntent: id });
    expect((await read(good.id)).status).toBe('succeeded');
    expect((await read(bad.id)).last_payment_error?.code).toBe('no_account');
    await advance(6 * DAY);
    expect(await captured(good.id)).toHaveLength(1);
    await expect(bench.ctl('/debits', { paymentIntent: good.id })).rejects.toThrow('No bank is working');
  });

  it('over the weekly limit is refused at once', async () => {
    expect(await refusal(start('pm_usBankAccount_weeklyLimitExceeded'))).toMatchObject({
      code: 'charge_exceeds_source_limit',
    });
  });

  it('needs the payer’s permission, dollars, and to be allowed', async () => {
    const without = await refusal(start('pm_usBankAccount_success', { mandate_data: undefined }));
    expect(without.message).toContain('requires a mandate');
    const euros = await refusal(start('pm_usBankAccount_success', { currency: 'eur' }));
    expect(euros.code).toBe('payment_intent_incompatible_payment_method');
    const cards = await refusal(start('pm_usBankAccount_success', { allowed_payment_method_types: ['card'] }));
    expect(cards.code).toBe('payment_intent_incompatible_payment_method');
  });

  it('with an account that was kept needs no second permission', async () => {
    const first = await start('pm_usBankAccount_success', { setup_future_usage: 'off_session' });
    const method = (first.payment_method as Stripe.PaymentMethod).id;
    expect((await bench.stripe.paymentMethods.retrieve(method)).customer).toBe(customer.id);
    const again = await start(method, { mandate_data: undefined });
    expect(again.status).toBe('processing');
    const charge = again.latest_charge as Stripe.Charge;
    const mandate = charge.payment_method_details?.us_bank_account?.mandate as string;
    expect(await bench.stripe.mandates.retrieve(mandate)).toMatchObject({
      object: 'mandate',
      status: 'active',
      type: 'multi_use',
      payment_method: method,
      customer_acceptance: { type: 'online', online: { ip_address: '192.0.2.7' } },
    });
  });

  it.each([
    ['987654321', '000123456789', 'routing_number_invalid'],
    ['110000000', '000000000001', 'account_number_invalid'],
  ])('to %s / %s is no account here', async (routing_number, account_number, code) => {
    const data = typed('').payment_method_data!;
    const wrong = await refusal(
      start('', {
        ...typed(''),
        payment_method_data: { ...data, us_bank_account: { routing_number, account_number } },
      }),
    );
    expect(wrong.code).toBe(code);
  });
});

describe('micro-deposits', () => {
  const wait = async (number = '000123456789', more = {}) => {
    const intent = await start('', { ...typed(number), ...more });
    expect(intent).toMatchObject({
      status: 'requires_action',
      next_action: {
        type: 'verify_with_microdeposits',
        verify_with_microdeposits: { microdeposit_type: 'descriptor_code' },
      },
    });
    return intent;
  };
  const verify = (id: string, told: Stripe.PaymentIntentVerifyMicrodepositsParams) =>
    bench.stripe.paymentIntents.verifyMicrodeposits(id, told);

  it.each([{ amounts: [32, 45] }, { amounts: [45, 32] }, { descriptor_code: 'SM11AA' }])(
    'prove the account with %o, and the debit begins',
    async (told) => {
      const intent = await wait();
      const charge = (await verify(intent.id, { ...told, expand: ['latest_charge'] })).latest_charge as Stripe.Charge;
      expect(charge.status).toBe('pending');
      expect((await read(intent.id)).status).toBe('processing');
      const mandate = charge.payment_method_details?.us_bank_account?.mandate as string;
      expect((await bench.stripe.mandates.retrieve(mandate)).status).toBe('active');
    },
  );

  it.each([
    [{ amounts: [10, 11] }, 'payment_method_microdeposit_verification_attempts_exceeded'],
    [{ descriptor_code: 'SM33CC' }, 'payment_method_microdeposit_verification_attempts_exceeded'],
    [{ amounts: [40, 41] }, 'payment_method_microdeposit_verification_timeout'],
    [{ descriptor_code: 'SM44DD' }, 'payment_method_microdeposit_verification_timeout'],
  ])('end with %o', async (told, code) => {
    const intent = await wait();
    expect((await refusal(verify(intent.id, told))).code).toBe(code);
    expect(await read(intent.id)).toMatchObject({ status: 'requires_payment_method', last_payment_error: { code } });
  });

  it('let the payer try ten times', async () => {
    const intent = await wait();
    for (let at = 0; at < 9; at++)
      expect((await refusal(verify(intent.id, { amounts: [1, 2] }))).code).toBe(
        'payment_method_microdeposit_verification_amounts_mismatch',
      );
    expect((await refusal(verify(intent.id, { descriptor_code: 'SM99ZZ' }))).code).toBe(
      'payment_method_microdeposit_verification_attempts_exceeded',
    );
  });

  it('that never arrive, and those nobody tells of, end by the clock', async () => {
    const lost = await wait('000666666661');
    const late = await wait();
    await advance(5 * DAY);
    expect((await read(lost.id)).last_payment_error?.code).toBe('payment_method_microdeposit_failed');
    expect((await read(late.id)).status).toBe('requires_action');
    await advance(6 * DAY);
    expect((await read(late.id)).last_payment_error?.code).toBe('payment_method_microdeposit_verification_timeout');
  });

  it('are told on the hosted page too, by whoever has its address', async () => {
    const intent = await wait();
    const address = intent.next_action!.verify_with_microdeposits!.hosted_verification_url;
    expect(await (await fetch(address)).text()).toContain('Verify your bank account');
    const secret = new URL(address).searchParams.get('client_secret')!;
    const post = (code: string) =>
      fetch(address, { method: 'POST', body: new URLSearchParams({ client_secret: secret, code }) });
    expect((await post('SM00XX')).status).toBe(400);
    expect(await (await post('sm11aa')).text()).toContain('Your bank account is verified');
    expect((await read(intent.id)).status).toBe('processing');
    const stranger = await fetch(address.replace(/client_secret=[^&]+/, 'client_secret=wrong'));
    expect(stranger.status).toBe(404);
  });

  it('are no 3-D Secure: the bank’s page does not answer for them', async () => {
    const intent = await wait();
    await bench.ctl('/three-d-secure', { paymentIntent: intent.id, outcome: 'pass' });
    expect((await read(intent.id)).status).toBe('requires_action');
  });

  it('keep an account without a payment, once told', async () => {
    const setup = await bench.stripe.setupIntents.create({
      customer: customer.id,
      allowed_payment_method_types: ['us_bank_account'],
      payment_method_data: typed('000123456789').payment_method_data as never,
      mandate_data: ACCEPTED,
      confirm: true,
    });
    expect(setup).toMatchObject({ status: 'requires_action', next_action: { type: 'verify_with_microdeposits' } });
    const unverified = await refusal(
      bench.stripe.paymentMethods.attach(setup.payment_method as string, { customer: customer.id }),
    );
    expect(unverified.code).toBe('bank_account_unverified');
    const done = await bench.stripe.setupIntents.verifyMicrodeposits(setup.id, { amounts: [32, 45] });
    expect(done.status).toBe('succeeded');
    expect((await bench.stripe.mandates.retrieve(done.mandate as string)).status).toBe('active');
    expect((await start(done.payment_method as string, { mandate_data: undefined })).status).toBe('processing');
  });
});

describe('a SEPA debit', () => {
  it('names its mandate, and settles at the sixth business day', async () => {
    const intent = await start('pm_success_at');
    const charge = intent.latest_charge as Stripe.Charge;
    expect(charge).toMatchObject({
      status: 'pending',
      payment_method_details: { sepa_debit: { country: 'AT', last4: '3201' } },
    });
    const mandate = await bench.stripe.mandates.retrieve(charge.payment_method_details!.sepa_debit!.mandate!);
    expect(mandate.payment_method_details.sepa_debit?.reference).toMatch(/^SBX\w{13}$/);
    await advance(5 * DAY);
    expect((await read(intent.id)).status).toBe('processing');
    await advance(6 * DAY);
    expect((await read(intent.id)).status).toBe('succeeded');
  });

  it.each([
    ['pm_successDelayed_at', 'succeeded'],
    ['pm_failedDelayed_at', 'requires_payment_method'],
  ])('of %s is %s after three minutes', async (method, status) => {
    const intent = await start(method);
    expect(intent.status).toBe('processing');
    await advance(179);
    expect((await read(intent.id)).status).toBe('processing');
    await advance(2);
    expect((await read(intent.id)).status).toBe(status);
  });

  it.each([
    ['pm_failed_at', 'debit_not_authorized'],
    ['pm_insufficientFunds_at', 'insufficient_funds'],
  ])('of %s comes back as %s', async (method, code) => {
    const intent = await start(method);
    await advance(6 * DAY);
    expect((await read(intent.id)).last_payment_error?.code).toBe(code);
  });

  it('can be taken back after it settled', async () => {
    const intent = await start('pm_disputed_at');
    await advance(12 * DAY);
    expect((await bench.stripe.disputes.list({ payment_intent: intent.id })).data).toMatchObject([{ status: 'lost' }]);
  });

  it('wants a good IBAN, a name and an address to write to', async () => {
    const of = (iban: string, billing_details: object) =>
      refusal(
        start('', {
          currency: 'eur',
          payment_method: undefined,
          payment_method_data: { type: 'sepa_debit', sepa_debit: { iban }, billing_details },
        }),
      );
    const who = { name: 'Ada', email: 'ada@fabrikam.example' };
    expect((await of('AT611904300234573202', who)).code).toBe('invalid_bank_account_iban');
    expect((await of('DE89370400440532013000', who)).code).toBe('payment_method_invalid_parameter_testmode');
    expect((await of('AT611904300234573201', { name: 'Ada' })).message).toContain('billing_details[email]');
  });
});

describe('a token of the browser', () => {
  it('brings the account and the permission given beside the fields, and is used once', async () => {
    const made = await bench.browser.rawRequest('POST', '/v1/confirmation_tokens', {
      payment_method_data: {
        type: 'us_bank_account',
        billing_details: { name: 'Ada' },
        us_bank_account: { financial_connections_account: 'fca_us_success' },
      },
      mandate_data: { customer_acceptance: { type: 'online', online: { infer_from_client: true } } },
    });
    const token = made as unknown as Stripe.ConfirmationToken;
    expect(token.payment_method_preview).toMatchObject({ type: 'us_bank_account', us_bank_account: { last4: '6789' } });
    const intent = await start('', {
      payment_method: undefined,
      mandate_data: undefined,
      confirmation_token: token.id,
    });
    expect(intent.status).toBe('processing');
  });
});
