import { afterAll, describe, expect, test } from 'vitest';
import { bankStories } from '~tests/support/bank-stories';
import { chargeStories } from '~tests/support/charges';
import { drainJobs } from '~tests/support/drain-jobs';
import { standing, type Payer } from '~tests/support/payer';
import { makeStaff } from '~tests/support/refunds';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const NOW = new Date('2026-12-01T17:00:00Z');
const TENTH = new Date('2026-12-10T05:00:00Z');
const { schedule, minute, stateOf, chargeOf, paymentsOf, payerIn, captured, mailsOf, kindsOf, findings } =
  await chargeStories(world);
const { browserCall, stripe } = await bankStories(world, NOW);
const { beginSavingMethod, finishSavingMethod } = await import('~/domain/payment-methods/save-payment-method.server');
const { listPaymentMethods } = await import('~/domain/payment-methods/list-payment-methods.server');
const { setAutopay } = await import('~/domain/autopay/set-autopay.server');
const { changeInvoiceDetails } = await import('~/domain/invoices/change-details.server');
const { addDays } = await import('~/lib/dates');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { syncPayment } = await import('~/domain/payments/sync-payment.server');
const { db } = await import('~/lib/db.server');

const days = (count: number) => new Date(TENTH.getTime() + count * 86_400_000);
const GOOD = '000123456789';
const NO_MONEY = '000222222227';
const CLOSED = '000111111113';

/** An account as its owner keeps it: typed into the gateway's fields, agreed to, proved by small deposits. */
async function keepAccount(payer: Payer, number: string): Promise<{ methodId: string }> {
  const begun = await beginSavingMethod(payer.actor);
  if (!begun.ok) throw new Error(begun.refusal.kind);
  const setupIntentId = begun.clientSecret.split('_secret_')[0] ?? '';
  const { id: confirmation_token } = await browserCall<{ id: string }>('/v1/confirmation_tokens', {
    'payment_method_data[type]': 'us_bank_account',
    'payment_method_data[billing_details][name]': 'Ada',
    'payment_method_data[us_bank_account][routing_number]': '110000000',
    'payment_method_data[us_bank_account][account_number]': number,
    'mandate_data[customer_acceptance][type]': 'online',
    'mandate_data[customer_acceptance][online][infer_from_client]': 'true',
  });
  const form = { confirmation_token, client_secret: begun.clientSecret };
  await browserCall(`/v1/setup_intents/${setupIntentId}/confirm`, form);
  await finishSavingMethod(payer.actor, { setupIntentId, cause: 'test' }, NOW);
  await stripe.setupIntents.verifyMicrodeposits(setupIntentId, { amounts: [32, 45] });
  await finishSavingMethod(payer.actor, { setupIntentId, cause: 'test' }, NOW);
  const [kept] = await listPaymentMethods(payer.actor);
  return { methodId: kept?.id ?? '' };
}

async function scheduled(number: string) {
  const payer = await payerIn();
  await payer.invoices(2, { dueOn: '2026-12-10' });
  const charge = await schedule(payer, await keepAccount(payer, number), '2026-12-10', NOW);
  return { payer, charge };
}

/** What the bank says of the debit under way, and the minute after it. */
async function bankAnswers(charge: string, at: Date) {
  const { paymentId } = await chargeOf(charge);
  const { gatewayIntentId } = await db.payment.findUniqueOrThrow({ where: { id: paymentId } });
  await world.ctl('POST', '/debits', { paymentIntent: gatewayIntentId });
  await syncPayment({ paymentId, cause: 'test', now: at });
  await minute(at);
}

describe('an account whose owner agreed to debits is debited on a date', () => {
  test('once: days at the bank, told as on its way, paid and with a receipt when it has settled', async () => {
    const { payer, charge } = await scheduled(GOOD);
    await minute(days(-0.01));
    expect(await paymentsOf(charge)).toEqual([]);
    for (const at of [0, 0.1, 1, 2]) await minute(days(at));
    expect(await stateOf(charge)).toBe('running');
    const [payment, ...more] = await paymentsOf(charge);
    expect(more).toEqual([]);
    expect(payment).toMatchObject({ state: 'processing', channel: 'scheduled', amountMinor: 20_000n });
    expect(await standing(payer.actor)).toMatchObject({ inFlight: 20_000n, due: 0n, paid: 0n, receipts: 0 });
    const intent = await stripe.paymentIntents.retrieve(payment!.gatewayIntentId!, { expand: ['latest_charge'] });
    const debit = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
    const mandate = await stripe.mandates.retrieve(debit?.payment_method_details?.us_bank_account?.mandate as string);
    expect(mandate).toMatchObject({ type: 'multi_use', status: 'active' });

    await bankAnswers(charge, days(4));
    expect(await stateOf(charge)).toBe('succeeded');
    expect(await captured([payment!.id])).toBe(1);
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, inFlight: 0n, paid: 20_000n, receipts: 1 });
    expect(await kindsOf(payer)).toEqual(['charge-scheduled', 'debit-on-its-way', 'receipt']);
    expect(await findings(payer, days(5))).toEqual([]);
  });

  test('by AutoPay as well', async () => {
    const payer = await payerIn();
    await payer.invoices(1, { dueOn: '2026-12-10' });
    const { methodId } = await keepAccount(payer, GOOD);
    const terms = { currency: 'USD', methodId, capMinor: 100_000n, noticeDays: 3, cause: 'test' };
    expect(await setAutopay(payer.actor, terms, NOW)).toEqual({ ok: true });
    await minute(days(-4));
    await minute(TENTH);
    const { id } = await db.scheduledCharge.findFirstOrThrow({ where: { vendorId: payer.actor.vendorId } });
    expect(await paymentsOf(id)).toMatchObject([{ state: 'processing', channel: 'autopay' }]);
    await bankAnswers(id, days(4));
    expect(await stateOf(id)).toBe('succeeded');
    expect(await findings(payer, days(5))).toEqual([]);
  });
});

describe('a debit that comes back', () => {
  test('for want of money is sent again twice at the most, and then never; each return is told once', async () => {
    const { payer, charge } = await scheduled(NO_MONEY);
    await minute(TENTH);
    for (let day = 2; day <= 30; day++) {
      if ((await stateOf(charge)) === 'running') await bankAnswers(charge, days(day));
      else for (const at of [day, day + 0.5]) await minute(days(at));
    }
    expect(await chargeOf(charge)).toMatchObject({ state: 'failed', reason: 'insufficient_funds', tries: 3 });
    const payments = await paymentsOf(charge);
    expect(payments.map(({ state, failureCode }) => [state, failureCode])).toEqual(
      [1, 2, 3].map(() => ['failed', 'insufficient_funds']),
    );
    const told = (await mailsOf(payer)).filter((mail) => mail.kind === 'charge-failed');
    expect(told).toHaveLength(3);
    expect(told[1]?.text).toContain('tried again on');
    expect(told[2]?.text).toContain('not tried again');
    expect(await standing(payer.actor)).toMatchObject({ due: 20_000n, inFlight: 0n, paid: 0n, receipts: 0 });
    expect(await findings(payer, days(31))).toEqual([]);
  });

  test('is sent no more often because staff move the due date after each return', async () => {
    const payer = await payerIn();
    const [invoice] = await payer.invoices(1, { dueOn: '2026-12-10' });
    const { methodId } = await keepAccount(payer, NO_MONEY);
    const terms = { currency: 'USD', methodId, capMinor: 100_000n, noticeDays: 3, cause: 'test' };
    expect(await setAutopay(payer.actor, terms, NOW)).toEqual({ ok: true });
    const { vendorId } = payer.actor;
    const { actor: staff } = await staffOf({ id: vendorId }, 'biller');
    await minute(days(-4));
    await minute(TENTH);
    for (let day = 2; day <= 40; day++) {
      const charges = await db.scheduledCharge.findMany({ where: { vendorId, state: 'running' } });
      for (const { id } of charges) await bankAnswers(id, days(day));
      const dueOn = addDays('2026-12-16', day);
      const move = { invoiceId: invoice!.id, dueOn, summary: invoice!.summary, memo: null, cause: 'test' };
      expect(await changeInvoiceDetails(staff, move, days(day))).toMatchObject({ ok: true });
      for (const at of [day, day + 0.5]) await minute(days(at));
    }
    expect(await db.payment.count({ where: { vendorId } })).toBe(3);
    expect(await standing(payer.actor)).toMatchObject({ due: 10_000n, inFlight: 0n, paid: 0n, receipts: 0 });
    expect(await findings(payer, days(41))).toEqual([]);
  });

  test('and no fourth time is taken by the database, whoever asks', async () => {
    const { charge } = await scheduled(NO_MONEY);
    await minute(TENTH);
    const again = (tries: number) =>
      db.$executeRaw`UPDATE scheduled_charges SET tries = ${tries}::int WHERE id = ${charge}::uuid`;
    await db.$executeRaw`ALTER TABLE scheduled_charges DISABLE TRIGGER scheduled_charges_change`;
    try {
      expect(await again(3)).toBe(1);
      await expect(again(4)).rejects.toThrow('has asked its account often enough');
    } finally {
      await db.$executeRaw`ALTER TABLE scheduled_charges ENABLE TRIGGER scheduled_charges_change`;
    }
  });

  test('when staff had charged the account: the customer is told once, and the invoices are open again', async () => {
    const payer = await payerIn();
    await payer.invoices(2);
    const account = await keepAccount(payer, NO_MONEY);
    const { vendorId, customerId } = payer.actor;
    const { staffId } = await makeStaff(vendorId);
    const staff = { kind: 'staff', channel: 'staff', role: 'biller', staffId, vendorId, customerId } as const;
    const input = await payer.payAll({ kind: 'saved', ...account });
    const started = await startPayment(staff, input, NOW);
    expect(started).toMatchObject({ ok: true, payment: { state: 'processing' } });
    const { gatewayIntentId } = await db.payment.findUniqueOrThrow({ where: { id: input.paymentId } });
    await world.ctl('POST', '/debits', { paymentIntent: gatewayIntentId });
    for (const at of [1, 2]) await syncPayment({ paymentId: input.paymentId, cause: 'test', now: days(at) });
    await drainJobs(() => days(2));
    expect(await kindsOf(payer)).toEqual(['debit-failed']);
    expect(await standing(payer.actor)).toMatchObject({ due: 20_000n, inFlight: 0n, paid: 0n, receipts: 0 });
  });

  test('because the account is closed is never sent again', async () => {
    const { charge } = await scheduled(CLOSED);
    await minute(TENTH);
    await bankAnswers(charge, days(2));
    for (const day of [3, 5, 8]) await minute(days(day));
    expect(await chargeOf(charge)).toMatchObject({ state: 'failed', reason: 'account_closed', tries: 1 });
  });
});
