import fc from 'fast-check';
import Stripe from 'stripe';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { SANDBOX_SECRET_KEY } from '../../sandbox/keys';
import { drainJobs } from '~tests/support/drain-jobs';
import { openHookDoor } from '~tests/support/hook-server';
import { makePayer, standing, type Payer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';
import { expectedOn } from '~/domain/payments/expected-on';
import { dateIn } from '~/lib/dates';

const world = await startWorld();
const door = await openHookDoor();
afterAll(async () => {
  await door.close();
  await world.stop();
});

const { db } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { cancelPayment } = await import('~/domain/payments/cancel-payment.server');
const { loadPayment } = await import('~/domain/payments/load-payment.server');
const { loadAction } = await import('~/domain/payments/load-action.server');
const { reviewPayment } = await import('~/domain/payments/review-payment.server');
const { syncPayment } = await import('~/domain/payments/sync-payment.server');
const { reconcileRecent } = await import('~/domain/payments/reconcile.server');
const { loadInvoice } = await import('~/domain/invoices/load-invoice.server');
const { openList } = await import('~/domain/invoices/open-list.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');
const { beginSavingMethod, finishSavingMethod } = await import('~/domain/payment-methods/save-payment-method.server');
const { listPaymentMethods } = await import('~/domain/payment-methods/list-payment-methods.server');
const { listVerifications } = await import('~/domain/payment-methods/list-verifications.server');

const { applyGatewayEvent } = await import('~/domain/payments/apply-gateway-event.server');

const address = new URL(world.sandboxUrl);
const stripe = new Stripe(SANDBOX_SECRET_KEY, { host: address.hostname, port: address.port, protocol: 'http' });

const DAY = 86_400;
const now = new Date();
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const acceptance = { ip: '192.0.2.7', userAgent: 'a browser' };

beforeEach(() => world.ctl('POST', '/webhooks', { url: null }));

/** The gateway's own door for browsers: what is typed into its fields never passes our server. */
async function browserCall<T>(path: string, form: Record<string, string>): Promise<T> {
  const key = process.env['STRIPE_PUBLISHABLE_KEY'] ?? '';
  const answer = await fetch(`${world.sandboxUrl}${path}`, {
    method: 'POST',
    body: new URLSearchParams({ ...form, key }),
  });
  return (await answer.json()) as T;
}
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

async function payFrom(gatewayMethod: string, currency = 'USD'): Promise<{ payer: Payer; paymentId: string }> {
  const payer = await makePayer();
  await payer.invoices(2, { currency });
  const input = await payer.payAll(await payer.saveCard(gatewayMethod), { currency, acceptance });
  expect(await startPayment(payer.actor, input, now)).toMatchObject({
    ok: true,
    payment: { state: 'processing', clientSecret: null },
  });
  return { payer, paymentId: input.paymentId };
}
const advance = (days: number) => world.ctl('POST', '/clock', { advanceSeconds: days * DAY });
const settle = async () => {
  await advance(14);
  await world.ctl('POST', '/quiesce');
};
const sync = (paymentId: string) => syncPayment({ paymentId, cause: 'test', now });
const mailsOf = (payer: Payer) =>
  db.outgoingMail.findMany({
    where: { vendorId: payer.actor.vendorId },
    orderBy: { createdAt: 'asc' },
    select: { kind: true, subject: true, text: true },
  });
const kindsOf = async (payer: Payer) => (await mailsOf(payer)).map((mail) => mail.kind).sort();
const findings = async (payer: Payer) =>
  (await verifyBooks()).filter((finding) => finding.vendorId === payer.actor.vendorId);
const captured = async (paymentId: string) => {
  const truth = (await world.ctl('GET', '/truth')) as { charges: { metadata: Record<string, string> }[] };
  return truth.charges.filter((charge) => charge.metadata['payment_id'] === paymentId).length;
};

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
    await settle();
    expect(await sync(paymentId)).toMatchObject({ state: 'succeeded' });
    expect(await standing(payer.actor)).toMatchObject({ inFlight: 0n, paid: 20_000n, due: 1_000n, receipts: 1 });
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
      const review = await reviewPayment(payer.actor, { currency, all: true, first: undefined });
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
    await reconcileRecent({ now: later(2 * DAY) });
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

describe('nobody waits in vain', () => {
  const syncedAt = async (paymentId: string) =>
    (await db.payment.findUniqueOrThrow({ where: { id: paymentId } })).syncedAt?.getTime();

  test('a bank is asked often at first, then calmly, more often when the money is due, and never given up', async () => {
    const { payer, paymentId } = await payFrom('pm_usBankAccount_processing');
    const { expectedOn: on } = (await loadPayment(payer.actor, paymentId))!;
    const asksAt = async (at: Date) => {
      const before = await syncedAt(paymentId);
      await reconcileRecent({ now: at });
      return (await syncedAt(paymentId)) !== before;
    };
    const minutes = (from: Date, count: number) => new Date(from.getTime() + count * 60_000);
    expect([await asksAt(minutes(now, 2)), await asksAt(minutes(now, 3))]).toEqual([true, true]);
    const hours = minutes(now, 5 * 60);
    expect([await asksAt(hours), await asksAt(minutes(hours, 50)), await asksAt(minutes(hours, 61))]).toEqual([
      true,
      false,
      true,
    ]);
    const due = new Date(`${on}T12:00:00Z`);
    expect([await asksAt(due), await asksAt(minutes(due, 10)), await asksAt(minutes(due, 16))]).toEqual([
      true,
      false,
      true,
    ]);
    expect(await asksAt(later(200 * DAY))).toBe(true);
    expect(await loadPayment(payer.actor, paymentId)).toMatchObject({ state: 'processing' });
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, inFlight: 20_000n });
  });

  test('no webhook is needed: the reconciliation finds what settled and what came back', async () => {
    const good = await payFrom('pm_usBankAccount_success');
    const bad = await payFrom('pm_usBankAccount_noAccount');
    await settle();
    await reconcileRecent({ now: later(60) });
    expect((await loadPayment(good.payer.actor, good.paymentId))?.state).toBe('succeeded');
    expect((await loadPayment(bad.payer.actor, bad.paymentId))?.state).toBe('failed');
  });

  test('the gateway’s own webhooks bring it to the end', async () => {
    await world.ctl('POST', '/webhooks', { url: door.url });
    const { payer, paymentId } = await payFrom('pm_usBankAccount_success');
    await settle();
    await drainJobs();
    expect((await loadPayment(payer.actor, paymentId))?.state).toBe('succeeded');
    expect(await kindsOf(payer)).toContain('receipt');
  });

  test.each([
    ['pm_usBankAccount_success', 'succeeded', ['receipt']],
    ['pm_usBankAccount_insufficientFunds', 'failed', ['debit-failed']],
  ])(
    '%s ends as %s after any order of events, also of those that came before our answer',
    async (method, state, mails) => {
      const payer = await makePayer();
      await payer.invoices(1);
      const input = await payer.payAll(await payer.saveCard(method), { acceptance });
      await world.ctl('POST', '/faults', { route: 'POST /v1/payment_intents', kind: 'bare-502', count: 3 });
      expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'checking' } });
      await world.ctl('DELETE', '/faults');
      await settle();
      const intents = await stripe.paymentIntents.list({ limit: 1 });
      const intentId = intents.data[0]?.id ?? '';
      const types = ['created', 'processing', state === 'failed' ? 'payment_failed' : 'succeeded', 'canceled'];
      const before = await db.payment.findUniqueOrThrow({ where: { id: input.paymentId } });
      expect(before).toMatchObject({ state: 'checking', gatewayIntentId: null });
      const ends = new Set<string>();
      await fc.assert(
        fc.asyncProperty(fc.array(fc.constantFrom(...types), { minLength: 1, maxLength: 8 }), async (order) => {
          for (const type of order) {
            const id = `evt_${newId()}`;
            await db.gatewayEvent.create({
              data: {
                id,
                type: `payment_intent.${type}`,
                objectId: intentId,
                paymentId: input.paymentId,
                state: 'queued',
                livemode: false,
                receivedAt: now,
              },
            });
            await Promise.all([applyGatewayEvent({ eventId: id, now }), applyGatewayEvent({ eventId: id, now })]);
          }
          await drainJobs();
          const payment = await loadPayment(payer.actor, input.paymentId);
          ends.add(JSON.stringify([payment?.state, await kindsOf(payer)]));
        }),
        { numRuns: 25 },
      );
      expect([...ends]).toEqual([JSON.stringify([state, mails])]);
      expect(await findings(payer)).toEqual([]);
    },
  );
});
