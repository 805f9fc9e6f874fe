import { afterAll, describe, expect, test } from 'vitest';
import { bankStories } from '~tests/support/bank-stories';
import { drainJobs } from '~tests/support/drain-jobs';
import { makePayer, standing, type Payer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';
import { expectedOn } from '~/domain/payments/expected-on';
import { dateIn } from '~/lib/dates';

const world = await startWorld();
afterAll(() => world.stop());

const { db } = await import('~/lib/db.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { cancelPayment } = await import('~/domain/payments/cancel-payment.server');
const { loadPayment } = await import('~/domain/payments/load-payment.server');
const { loadAction } = await import('~/domain/payments/load-action.server');
const { reviewPayment } = await import('~/domain/payments/review-payment.server');
const { reconcileRecent } = await import('~/domain/payments/reconcile.server');
const { loadInvoice } = await import('~/domain/invoices/load-invoice.server');
const { openList } = await import('~/domain/invoices/open-list.server');
const { beginSavingMethod, finishSavingMethod } = await import('~/domain/payment-methods/save-payment-method.server');
const { listPaymentMethods } = await import('~/domain/payment-methods/list-payment-methods.server');
const { mirrorMandate } = await import('~/domain/payment-methods/mirror-mandate.server');
const { listVerifications } = await import('~/domain/payment-methods/list-verifications.server');

const now = new Date();
const { acceptance, browserCall, captured, findings, kindsOf, mailsOf, payFrom, settle, stripe, sync } =
  await bankStories(world, now);

const typedAccount = {
  'payment_method_data[type]': 'us_bank_account',
  'payment_method_data[billing_details][name]': 'Ada',
  'payment_method_data[us_bank_account][routing_number]': '110000000',
  'payment_method_data[us_bank_account][account_number]': '000123456789',
  'mandate_data[customer_acceptance][type]': 'online',
  'mandate_data[customer_acceptance][online][infer_from_client]': 'true',
};
const token = async (form: Record<string, string> = typedAccount) =>
  (await browserCall<{ id: string }>('/v1/confirmation_tokens', form)).id;

describe('a debit that settles', () => {
  test('is at the bank for days: held, shown, told of, and nothing is called paid', async () => {
    const { payer, paymentId } = await payFrom('pm_usBankAccount_success');
    await drainJobs();
    expect(await standing(payer.actor)).toEqual({
      due: 0n,
      inFlight: 20_000n,
      paid: 0n,
      receipts: 0,
      receiptMails: 0,
      settledEntries: 0,
    });
    const payment = await loadPayment(payer.actor, paymentId);
    expect(payment).toMatchObject({
      state: 'processing',
      methodBrand: 'us_bank_account:STRIPE TEST BANK',
      methodLast4: '6789',
      receipt: null,
      settledAt: null,
    });
    const { timeZone } = await db.vendor.findUniqueOrThrow({ where: { id: payer.actor.vendorId } });
    expect(payment?.expectedOn).toBe(expectedOn('us_bank_account', dateIn(timeZone, now)));

    const list = await openList(payer.actor, new URLSearchParams(), timeZone, now);
    expect(list.ok && list.view.unpayable.rows).toMatchObject(
      [1, 2].map(() => ({
        reason: 'in-flight',
        paymentState: 'processing',
        expectedOn: payment?.expectedOn,
        paymentId,
      })),
    );
    const invoiceId = payment?.invoices[0]?.invoiceId ?? '';
    expect(await loadInvoice(payer.actor, invoiceId)).toMatchObject({
      reason: 'in-flight',
      paidMinor: 0n,
      payments: [{ state: 'processing', expectedOn: payment?.expectedOn, receiptId: null }],
    });
    const [mail, ...others] = await mailsOf(payer);
    expect(others).toEqual([]);
    expect(mail?.kind).toBe('debit-on-its-way');
    expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/\bpaid\b|receipt R-/i);
    expect(mail?.text).toContain('STRIPE TEST BANK •••• 6789');
    expect(await captured(paymentId)).toBe(0);
    expect(await findings(payer)).toEqual([]);
  });

  test('is paid with one receipt that names the bank, once the money is there', async () => {
    const { payer, paymentId } = await payFrom('pm_usBankAccount_success');
    await drainJobs();
    await settle();
    expect(await sync(paymentId)).toMatchObject({ state: 'succeeded' });
    expect(await sync(paymentId)).toMatchObject({ state: 'succeeded' });
    await drainJobs();
    expect(await standing(payer.actor)).toEqual({
      due: 0n,
      inFlight: 0n,
      paid: 20_000n,
      receipts: 1,
      receiptMails: 1,
      settledEntries: 1,
    });
    expect(await kindsOf(payer)).toEqual(['debit-on-its-way', 'receipt']);
    const receipt = (await mailsOf(payer)).find((mail) => mail.kind === 'receipt');
    expect(receipt?.text).toContain('STRIPE TEST BANK •••• 6789');
    expect(await captured(paymentId)).toBe(1);
    expect(await findings(payer)).toEqual([]);
  });

  test('by SEPA tells amount, account, mandate and creditor before anything is taken', async () => {
    const { payer, paymentId } = await payFrom('pm_success_at', 'EUR');
    const { vendorId } = payer.actor;
    await db.vendor.update({ where: { id: vendorId }, data: { sepaCreditorId: 'DE98ZZZ09999999999' } });
    await drainJobs();
    const { mandateReference } = await db.payment.findUniqueOrThrow({ where: { id: paymentId } });
    const [mail] = await mailsOf(payer);
    for (const said of [
      '€200.00',
      'SEPA account •••• 3201',
      mandateReference,
      'DE98ZZZ09999999999',
      'Debited on or after',
    ])
      expect(mail?.text).toContain(said);
    await settle();
    expect(await sync(paymentId)).toMatchObject({ state: 'succeeded' });
  });

  test('settles although its invoices were voided, archived and disputed meanwhile', async () => {
    const { payer, paymentId } = await payFrom('pm_usBankAccount_success');
    const { vendorId } = payer.actor;
    await db.$executeRaw`UPDATE invoices SET disputed_at = now(), dispute_reason = 'wrong', archived_at = now(), memo = 'edited',
      total_minor = total_minor + 500 WHERE vendor_id = ${vendorId}::uuid`;
    await db.$executeRaw`UPDATE invoices SET voided_at = now(), void_reason = 'twice'
      WHERE vendor_id = ${vendorId}::uuid AND number = (SELECT min(number) FROM invoices WHERE vendor_id = ${vendorId}::uuid)`;
    await settle();
    expect(await sync(paymentId)).toMatchObject({ state: 'succeeded' });
    // The void one takes nothing: its share is credit (I14).
    expect(await standing(payer.actor)).toMatchObject({ inFlight: 0n, paid: 10_000n, due: 11_000n, receipts: 1 });
    const credit = await db.credit.findFirstOrThrow({ where: { vendorId, source: 'voided_invoice' } });
    expect(credit).toMatchObject({ amountMinor: 10_000n, remainingMinor: 10_000n, paymentId });
  });

  test('and is kept when the payer asked for it', async () => {
    const payer = await makePayer();
    await payer.invoices(1);
    const connected = {
      'payment_method_data[type]': 'us_bank_account',
      'payment_method_data[billing_details][name]': 'Ada',
      'payment_method_data[us_bank_account][financial_connections_account]': 'fca_us_success',
    };
    const method = {
      kind: 'new',
      confirmationTokenId: await token(connected),
      save: true,
      of: 'us_bank_account',
    } as const;
    const input = await payer.payAll(method, { acceptance });
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'processing' } });
    expect(await listPaymentMethods(payer.actor)).toEqual([]);
    await settle();
    await sync(input.paymentId);
    const kept = { kind: 'us_bank_account', brand: 'us_bank_account:STRIPE TEST BANK', last4: '6789', expMonth: null };
    expect(await listPaymentMethods(payer.actor)).toMatchObject([kept]);
  });
});

describe('a debit that comes back', () => {
  test.each([
    ['pm_usBankAccount_insufficientFunds', 'USD', 'insufficient_funds', 'not enough money'],
    ['pm_usBankAccount_accountClosed', 'USD', 'account_closed', 'the account is closed'],
    ['pm_failed_at', 'EUR', 'debit_not_authorized', 'may not be debited'],
  ])(
    'from %s opens the invoices again, tells the payer, and can be paid another way',
    async (gatewayMethod, currency, code, words) => {
      const { payer, paymentId } = await payFrom(gatewayMethod, currency);
      await drainJobs();
      await settle();
      expect(await sync(paymentId)).toEqual({ state: 'failed', failureCode: code });
      expect(await sync(paymentId)).toEqual({ state: 'failed', failureCode: code });
      await drainJobs();
      expect(await standing(payer.actor)).toMatchObject({ due: 20_000n, inFlight: 0n, paid: 0n, receipts: 0 });
      expect(await kindsOf(payer)).toEqual(['debit-failed', 'debit-on-its-way']);
      expect((await mailsOf(payer)).find((mail) => mail.kind === 'debit-failed')?.text).toContain(words);
      const again = await payer.payAll(await payer.saveCard('pm_card_visa'), { currency });
      expect(await startPayment(payer.actor, again, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
      expect(await captured(paymentId)).toBe(0);
      expect(await findings(payer)).toEqual([]);
    },
  );

  test('refused before the bank was asked ends at once', async () => {
    const payer = await makePayer();
    await payer.invoices(1);
    const input = await payer.payAll(await payer.saveCard('pm_usBankAccount_weeklyLimitExceeded'), { acceptance });
    const failed = { state: 'failed', failureCode: 'charge_exceeds_source_limit' };
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: failed });
    expect(await standing(payer.actor)).toMatchObject({ due: 10_000n, inFlight: 0n });
  });

  test('after it settled comes as a dispute; the payment stays as it ended', async () => {
    const { payer, paymentId } = await payFrom('pm_usBankAccount_dispute');
    await settle();
    expect(await sync(paymentId)).toMatchObject({ state: 'succeeded' });
    const { gatewayIntentId } = await db.payment.findUniqueOrThrow({ where: { id: paymentId } });
    const disputes = await stripe.disputes.list({ payment_intent: gatewayIntentId ?? '' });
    expect(disputes.data).toMatchObject([{ amount: 20_000, status: 'lost', is_charge_refundable: false }]);
    expect(await standing(payer.actor)).toMatchObject({ receipts: 1 });
  });
});

describe('what a bank account pays', () => {
  test('is offered in its own currency alone, and refused in another', async () => {
    const payer = await makePayer();
    await payer.invoices(1);
    await payer.invoices(1, { currency: 'EUR' });
    const account = await payer.saveCard('pm_usBankAccount_success');
    const sepa = await payer.saveCard('pm_success_at');
    const offered = async (currency: string) => {
      const review = await reviewPayment(payer.actor, {
        currency,
        all: true,
        first: undefined,
        again: null,
        part: false,
      });
      return review.kind === 'ready' ? review.methods.map((method) => method.id) : review.kind;
    };
    expect(await offered('USD')).toEqual([account.methodId]);
    expect(await offered('EUR')).toEqual([sepa.methodId]);
    const input = await payer.payAll(account, { currency: 'EUR', acceptance });
    expect(await startPayment(payer.actor, input, now)).toEqual({
      ok: false,
      refusal: { kind: 'method-not-for-currency' },
    });
    expect(await standing(payer.actor)).toMatchObject({ inFlight: 0n });
  });

  test('is no longer chosen once its owner has taken the permission to debit it back', async () => {
    const { payer, paymentId } = await payFrom('pm_usBankAccount_success');
    const [account] = await db.paymentMethod.findMany({ where: { customerId: payer.actor.customerId } });
    const gatewayMethodId = account?.gatewayMethodId ?? '';
    const charges = await stripe.charges.list({ limit: 1 });
    const mandateId = charges.data[0]?.payment_method_details?.us_bank_account?.mandate as string;
    await mirrorMandate({ mandateId, now });
    expect(await listPaymentMethods(payer.actor)).toHaveLength(1);
    const again = await stripe.setupIntents.create({
      customer: charges.data[0]?.customer as string,
      payment_method: gatewayMethodId,
      allowed_payment_method_types: ['us_bank_account'],
      mandate_data: {
        customer_acceptance: { type: 'online', online: { ip_address: '192.0.2.7', user_agent: 'a browser' } },
      },
      confirm: true,
    });
    await stripe.paymentMethods.detach(gatewayMethodId);
    await mirrorMandate({ mandateId: again.mandate as string, now });
    await mirrorMandate({ mandateId: again.mandate as string, now });
    expect(await listPaymentMethods(payer.actor)).toEqual([]);
    expect((await loadPayment(payer.actor, paymentId))?.state).toBe('processing');
  });

  test('needs the payer’s word: without it nothing is asked of the bank', async () => {
    const payer = await makePayer();
    await payer.invoices(1);
    const input = await payer.payAll(await payer.saveCard('pm_usBankAccount_success'));
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'failed' } });
    expect(await standing(payer.actor)).toMatchObject({ due: 10_000n, inFlight: 0n });
  });
});

describe('a new account with small deposits', () => {
  async function payNew() {
    const payer = await makePayer();
    await payer.invoices(1);
    const method = { kind: 'new', confirmationTokenId: await token(), save: false, of: 'us_bank_account' } as const;
    const input = await payer.payAll(method, { acceptance });
    const waiting = { state: 'action_required', clientSecret: null, redirectUrl: null };
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: waiting });
    return { payer, paymentId: input.paymentId };
  }
  const tell = async (payer: Payer, paymentId: string, code: string) => {
    const { url } = (await loadAction(payer.actor, paymentId))!.verification!;
    const secret = new URL(url).searchParams.get('client_secret') ?? '';
    return fetch(url, { method: 'POST', body: new URLSearchParams({ client_secret: secret, code }) });
  };

  test('waits for its code, told by mail, for longer than a card would; then the debit begins', async () => {
    const { payer, paymentId } = await payNew();
    await drainJobs();
    expect(await kindsOf(payer)).toEqual(['debit-verify']);
    expect(await loadPayment(payer.actor, paymentId)).toMatchObject({ waitsFor: 'microdeposits', methodLast4: '6789' });
    await reconcileRecent({ now: new Date(now.getTime() + 2 * 86_400_000) });
    expect((await loadPayment(payer.actor, paymentId))?.state).toBe('action_required');
    expect((await tell(payer, paymentId, 'SM11AA')).status).toBe(200);
    expect(await sync(paymentId)).toMatchObject({ state: 'processing' });
    expect(await loadPayment(payer.actor, paymentId)).toMatchObject({ waitsFor: null });
    await settle();
    expect(await sync(paymentId)).toMatchObject({ state: 'succeeded' });
    await drainJobs();
    expect(await standing(payer.actor)).toMatchObject({ paid: 10_000n, receipts: 1 });
  });

  test('fails with the code wrong too often, and the invoice is open again', async () => {
    const { payer, paymentId } = await payNew();
    await tell(payer, paymentId, 'SM33CC');
    expect(await sync(paymentId)).toEqual({
      state: 'failed',
      failureCode: 'payment_method_microdeposit_verification_attempts_exceeded',
    });
    await drainJobs();
    expect(await standing(payer.actor)).toMatchObject({ due: 10_000n, inFlight: 0n });
    expect(await kindsOf(payer)).toEqual(['debit-failed']);
  });

  test('can be cancelled by the payer', async () => {
    const { payer, paymentId } = await payNew();
    const cancelled = await cancelPayment(payer.actor, { paymentId, cause: 'test' }, now);
    expect(cancelled).toMatchObject({ state: 'cancelled' });
    expect(await standing(payer.actor)).toMatchObject({ due: 10_000n, inFlight: 0n });
  });

  test('is kept without a payment once the code is told, and not before', async () => {
    const payer = await makePayer();
    const begun = await beginSavingMethod(payer.actor);
    if (!begun.ok) throw new Error(begun.refusal.kind);
    const setupIntentId = begun.clientSecret.split('_secret_')[0] ?? '';
    const confirmed = { confirmation_token: await token(), client_secret: begun.clientSecret };
    await browserCall(`/v1/setup_intents/${setupIntentId}/confirm`, confirmed);
    const finish = () => finishSavingMethod(payer.actor, { setupIntentId, cause: 'test' }, now);
    const finished = await finish();
    expect(finished).toMatchObject({ ok: true, verifyUrl: expect.stringContaining('/microdeposits/') as string });
    expect(await finish()).toEqual(finished);
    const asked = { cause: 'test', now };
    expect(await listPaymentMethods(payer.actor)).toEqual([]);
    expect(await listVerifications(payer.actor, asked)).toMatchObject([{ last4: '6789' }]);
    expect(await listVerifications((await makePayer()).actor, asked)).toEqual([]);
    await stripe.setupIntents.verifyMicrodeposits(setupIntentId, { amounts: [32, 45] });
    expect(await listVerifications(payer.actor, asked)).toEqual([]);
    expect(await listPaymentMethods(payer.actor)).toMatchObject([{ kind: 'us_bank_account', last4: '6789' }]);
  });
});
