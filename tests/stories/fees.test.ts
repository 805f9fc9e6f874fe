import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { makePayer, standing, type Payer } from '~tests/support/payer';
import { gatewayOf } from '~tests/support/refunds';
import { startWorld } from '~tests/support/world';
import type { FeeRule } from '~/domain/fees/fee';
import type { StartPaymentInput } from '~/domain/payments/start-payment.types';

const world = await startWorld();
const stripe = gatewayOf(world);
afterAll(() => world.stop());
afterEach(() => world.ctl('DELETE', '/faults'));

const { setFees } = await import('~/domain/fees/set-fees.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { cancelPayment } = await import('~/domain/payments/cancel-payment.server');
const { syncPayment } = await import('~/domain/payments/sync-payment.server');
const { setPartPayments } = await import('~/domain/vendors/set-part-payments.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');
const { db, pool } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { setFeesCommand } = await import('~server/commands/set-fees');

const now = new Date();
const VISA = 'pm_card_visa';
const DEBIT = 'pm_card_visa_debit';
const CREDIT_RULE: FeeRule = { method: 'card', creditOnly: true, flatMinor: 0n, basisPoints: 250, capMinor: null };
const BANK_RULE: FeeRule = {
  ...CREDIT_RULE,
  method: 'us_bank_account',
  creditOnly: false,
  flatMinor: 100n,
  basisPoints: 0,
};
const acceptance = { ip: '192.0.2.7', userAgent: 'a browser' };

async function charge(payer: Payer, rules: FeeRule[], currency = 'USD') {
  const setting = { vendorId: payer.actor.vendorId, currency, rules, beyondCardRules: true };
  expect(await setFees(setting, { cause: 'test' })).toEqual({ ok: true });
}

/** Somebody with so many invoices of 100.00 at a vendor who passes this on. */
async function payerWith(rules: FeeRule[] = [CREDIT_RULE], count = 3): Promise<Payer> {
  const payer = await makePayer();
  await payer.invoices(count);
  await charge(payer, rules);
  return payer;
}

/** What a browser makes of a card that is typed into the gateway's fields. */
async function typed(gatewayMethod: string): Promise<StartPaymentInput['method']> {
  const token = await stripe.testHelpers.confirmationTokens.create({ payment_method: gatewayMethod });
  return { kind: 'new', confirmationTokenId: token.id, save: false, of: 'card' };
}

const feeChange = (wasMinor: bigint, isMinor: bigint) => ({
  ok: false,
  refusal: { kind: 'changed', changes: [{ kind: 'fee', wasMinor, isMinor }] },
});

async function feesBooked({ actor }: Payer): Promise<bigint> {
  const lines = await db.ledgerLine.findMany({ where: { vendorId: actor.vendorId, account: 'fees' } });
  return lines.reduce((sum, line) => sum - line.amountMinor, 0n);
}

const paymentsOf = ({ actor }: Payer) => db.payment.findMany({ where: { vendorId: actor.vendorId } });
const intentsMade = async () =>
  ((await world.ctl('GET', '/stats')) as { requests: Record<string, number> }).requests['POST /v1/payment_intents'] ??
  0;

afterAll(async () => {
  expect(await verifyBooks()).toEqual([]);
});

describe('a fee that the payer was shown', () => {
  test('is charged once with the invoices, is on the payment, the receipt and in the books, and on no invoice', async () => {
    const payer = await payerWith();
    const input = await payer.payAll(await payer.saveCard(VISA), { feeMinor: 750n });
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, inFlight: 0n, paid: 30_000n, receipts: 1 });
    const [payment] = await paymentsOf(payer);
    expect(payment).toMatchObject({ amountMinor: 30_750n, feeMinor: 750n, feeBasisPoints: 250, feeFlatMinor: 0n });
    const intent = await stripe.paymentIntents.retrieve(payment?.gatewayIntentId ?? '');
    expect(intent).toMatchObject({ amount: 30_750, amount_received: 30_750 });
    expect(await feesBooked(payer)).toBe(750n);
    const receipt = await db.receipt.findFirstOrThrow({ where: { paymentId: input.paymentId } });
    expect(receipt.snapshot).toMatchObject({ feeMinor: '750', totalMinor: '30750' });
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    expect(await paymentsOf(payer)).toHaveLength(1);
  });

  test('is worked out on what is charged, so a part carries the fee of the part', async () => {
    const payer = await payerWith([{ ...CREDIT_RULE, capMinor: 300n }]);
    await setPartPayments({ vendorId: payer.actor.vendorId, allowed: true, minimums: [] }, { cause: 'test' });
    const whole = await payer.payAll(await payer.saveCard(VISA));
    const part = { ...whole, quote: whole.quote.slice(0, 1).map((line) => ({ ...line, payMinor: 4_019n })) };
    expect(await startPayment(payer.actor, { ...part, feeMinor: 101n }, now)).toMatchObject(feeChange(101n, 100n));
    expect(await startPayment(payer.actor, { ...part, feeMinor: 100n }, now)).toMatchObject({ ok: true });
    const rest = await payer.payAll(whole.method, { feeMinor: 300n });
    expect(await startPayment(payer.actor, rest, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, paid: 30_000n });
    expect(await feesBooked(payer)).toBe(400n);
  });

  test('of a bank debit is booked when the money is there, not before', async () => {
    const payer = await payerWith([CREDIT_RULE, BANK_RULE]);
    const account = await payer.saveCard('pm_usBankAccount_success');
    const input = await payer.payAll(account, { feeMinor: 100n, acceptance });
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ payment: { state: 'processing' } });
    expect(await feesBooked(payer)).toBe(0n);
    await world.ctl('POST', '/clock', { advanceSeconds: 14 * 86_400 });
    await world.ctl('POST', '/quiesce');
    expect(await syncPayment({ paymentId: input.paymentId, cause: 'test', now })).toMatchObject({ state: 'succeeded' });
    expect(await feesBooked(payer)).toBe(100n);
  });

  test('is gone with the attempt: a decline, a cancelled bank’s question, and one fee with the next try', async () => {
    const payer = await payerWith();
    const declined = await payer.payAll(await payer.saveCard('pm_card_chargeCustomerFail'), { feeMinor: 750n });
    expect(await startPayment(payer.actor, declined, now)).toMatchObject({ payment: { state: 'failed' } });
    const asked = await payer.payAll(await payer.saveCard('pm_card_authenticationRequired'), { feeMinor: 750n });
    expect(await startPayment(payer.actor, asked, now)).toMatchObject({ payment: { state: 'action_required' } });
    await cancelPayment(payer.actor, { paymentId: asked.paymentId, cause: 'test' }, now);
    expect(await feesBooked(payer)).toBe(0n);
    expect(await standing(payer.actor)).toMatchObject({ due: 30_000n, inFlight: 0n });
    const input = await payer.payAll(await payer.saveCard(VISA), { feeMinor: 750n });
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ payment: { state: 'succeeded' } });
    expect(await feesBooked(payer)).toBe(750n);
  });
});

describe('a fee that the payer was not shown', () => {
  test.each([undefined, 0n, 1n, 749n, 751n, 30_000n])(
    'shown %s where it is 750: nothing is charged or held',
    async (feeMinor) => {
      const payer = await payerWith();
      const before = await intentsMade();
      const input = await payer.payAll(await payer.saveCard(VISA), feeMinor === undefined ? {} : { feeMinor });
      expect(await startPayment(payer.actor, input, now)).toMatchObject(feeChange(feeMinor ?? 0n, 750n));
      expect(await intentsMade()).toBe(before);
      expect(await standing(payer.actor)).toMatchObject({ due: 30_000n, inFlight: 0n });
      expect(await paymentsOf(payer)).toEqual([]);
    },
  );

  test('a fee that is said where there is none is not taken', async () => {
    const payer = await makePayer();
    await payer.invoices(1);
    const input = await payer.payAll(await payer.saveCard(VISA), { feeMinor: 250n });
    expect(await startPayment(payer.actor, input, now)).toMatchObject(feeChange(250n, 0n));
  });

  test('set while the page was open, raised, taken away: shown again each time', async () => {
    const payer = await payerWith([]);
    const card = await payer.saveCard(VISA);
    const shown = (feeMinor: bigint) => payer.payAll(card, { feeMinor });
    await charge(payer, [CREDIT_RULE]);
    expect(await startPayment(payer.actor, await shown(0n), now)).toMatchObject(feeChange(0n, 750n));
    await charge(payer, [{ ...CREDIT_RULE, basisPoints: 300 }]);
    expect(await startPayment(payer.actor, await shown(750n), now)).toMatchObject(feeChange(750n, 900n));
    await charge(payer, []);
    expect(await startPayment(payer.actor, await shown(900n), now)).toMatchObject(feeChange(900n, 0n));
    expect(await startPayment(payer.actor, await shown(0n), now)).toMatchObject({ payment: { state: 'succeeded' } });
  });

  test('set between looking and holding: the rules of that moment decide', async () => {
    const { readStart } = await import('~/domain/payments/read-start.server');
    const { reservePayments } = await import('~/domain/payments/reserve-payment.server');
    const payer = await payerWith();
    const input = await payer.payAll(await payer.saveCard(VISA), { feeMinor: 750n });
    const start = await readStart(payer.actor, input, now);
    await charge(payer, [{ ...CREDIT_RULE, basisPoints: 300 }]);
    const reserved = await reservePayments([
      {
        payer: payer.actor,
        input,
        payment: {
          id: input.paymentId,
          vendorId: payer.actor.vendorId,
          customerId: payer.actor.customerId,
          currency: 'USD',
          amountMinor: 30_750n,
          creditMinor: 0n,
          creditUse: start.creditUse,
          feeMinor: 750n,
          unappliedMinor: 0n,
          state: 'reserved',
          channel: 'portal',
          failureCode: null,
          gatewayIntentId: null,
          gatewayRequest: { gatewayCustomerId: '', method: { gatewayMethodId: '' }, returnUrl: '', inPlace: true },
          createdAt: now,
          syncedAt: null,
          requestHash: Buffer.alloc(32),
          methodId: null,
          tender: { kind: 'card', funding: 'credit' },
          feeRule: start.feeRules[0] ?? null,
        },
      },
    ]);
    expect(reserved).toMatchObject(feeChange(750n, 900n));
    expect(await paymentsOf(payer)).toEqual([]);
  });

  test('together with an invoice that changed: both are told', async () => {
    const payer = await payerWith([CREDIT_RULE], 1);
    const input = await payer.payAll(await payer.saveCard(VISA));
    await pool.query('UPDATE invoices SET version = version + 1 WHERE vendor_id = $1', [payer.actor.vendorId]);
    const result = await startPayment(payer.actor, input, now);
    expect(result).toMatchObject({ refusal: { changes: [{ kind: 'details' }, { kind: 'fee', isMinor: 250n }] } });
  });

  test('the total with the fee must be one the gateway takes', async () => {
    const payer = await payerWith([CREDIT_RULE], 0);
    await payer.invoices(1, { totalMinor: 99_000_000n });
    const input = await payer.payAll(await payer.saveCard(VISA), { feeMinor: 2_475_000n });
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ refusal: { kind: 'amount-out-of-range' } });
    const debit = await payer.payAll(await payer.saveCard(DEBIT));
    expect(await startPayment(payer.actor, debit, now)).toMatchObject({ payment: { state: 'succeeded' } });
  });
});

describe('a new card, of which only the gateway knows what it is', () => {
  test('a credit card is told before anything is charged; the same token then pays the total that was shown', async () => {
    const payer = await payerWith();
    const method = await typed(VISA);
    const before = await intentsMade();
    const first = await startPayment(payer.actor, await payer.payAll(method), now);
    expect(first).toMatchObject(feeChange(0n, 750n));
    expect(first).toMatchObject({
      refusal: { typed: { kind: 'card', brand: 'visa', last4: '4242', funding: 'credit' } },
    });
    expect(await intentsMade()).toBe(before);
    const again = await payer.payAll(method, { feeMinor: 750n });
    expect(await startPayment(payer.actor, again, now)).toMatchObject({ payment: { state: 'succeeded' } });
    expect(await feesBooked(payer)).toBe(750n);
  });

  test('a debit card pays at once, without a fee', async () => {
    const payer = await payerWith();
    const input = await payer.payAll(await typed(DEBIT));
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ payment: { state: 'succeeded' } });
    expect(await feesBooked(payer)).toBe(0n);
  });

  test('what the page says of the method is not believed', async () => {
    const payer = await payerWith([CREDIT_RULE, BANK_RULE]);
    const account = await payer.payAll(await typed('pm_usBankAccount_success'), { acceptance });
    expect(await startPayment(payer.actor, account, now)).toMatchObject(feeChange(0n, 100n));
    const method = { ...(await typed(VISA)), of: 'us_bank_account' } as StartPaymentInput['method'];
    const card = await payer.payAll(method, { feeMinor: 100n, acceptance });
    expect(await startPayment(payer.actor, card, now)).toMatchObject(feeChange(100n, 750n));
  });

  test('a token that the gateway does not know, and a gateway that does not answer: nothing is held', async () => {
    const payer = await payerWith();
    const unknown = await payer.payAll({ kind: 'new', confirmationTokenId: 'ctoken_none', save: false });
    expect(await startPayment(payer.actor, unknown, now)).toMatchObject({ refusal: { kind: 'method-not-read' } });
    const known = await payer.payAll(await typed(VISA), { feeMinor: 750n });
    await world.ctl('POST', '/faults', { route: 'GET /v1/confirmation_tokens/:id', kind: '500-before', count: 9 });
    expect(await startPayment(payer.actor, known, now)).toMatchObject({ refusal: { kind: 'gateway-silent' } });
    expect(await paymentsOf(payer)).toEqual([]);
    await world.ctl('DELETE', '/faults');
    expect(await startPayment(payer.actor, known, now)).toMatchObject({ payment: { state: 'succeeded' } });
  });

  test('without a fee nobody is asked what it is', async () => {
    const payer = await payerWith([]);
    await world.ctl('POST', '/faults', { route: 'GET /v1/confirmation_tokens/:id', kind: '500-before', count: 9 });
    const input = await payer.payAll(await typed(VISA));
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ payment: { state: 'succeeded' } });
  });

  test('sixteen presses at once with the fee that was shown: one charge, one fee', async () => {
    const payer = await payerWith();
    const method = await typed(VISA);
    const presses = await Promise.all(Array.from({ length: 16 }, () => payer.payAll(method, { feeMinor: 750n })));
    const results = await Promise.all(presses.map((input) => startPayment(payer.actor, input, now)));
    expect(results.filter((result) => result.ok && result.payment.state === 'succeeded')).toHaveLength(1);
    expect(await standing(payer.actor)).toMatchObject({ paid: 30_000n, receipts: 1 });
    expect(await feesBooked(payer)).toBe(750n);
  });
});

describe('what the database refuses', () => {
  test('a fee without its rule, and one beyond it; a rule that is none', async () => {
    const payer = await payerWith([], 1);
    const insert = (fee: number, rule: string) =>
      pool.query(
        `INSERT INTO payments (id, vendor_id, customer_id, currency, amount_minor, fee_minor, channel, invoice_count, request_hash, created_at, ${rule.split('=')[0]})
         VALUES ($1, $2, $3, 'USD', ${10_000 + fee}, ${fee}, 'portal', 1, '', now(), ${rule.split('=')[1]})`,
        [newId(), payer.actor.vendorId, payer.actor.customerId],
      );
    await expect(insert(250, 'fee_flat_minor=NULL')).rejects.toThrow('payments_fee_has_rule');
    await expect(insert(251, 'fee_flat_minor, fee_basis_points=0, 250')).rejects.toThrow('payments_fee_by_rule');
    await expect(insert(250, 'fee_flat_minor, fee_basis_points, fee_cap_minor=0, 250, 249')).rejects.toThrow(
      'payments_fee_by_rule',
    );
    const rule = (values: string) =>
      pool.query(
        `INSERT INTO fee_rules (vendor_id, currency, method, credit_only, flat_minor, basis_points, cap_minor) VALUES ($1, ${values})`,
        [payer.actor.vendorId],
      );
    await expect(rule(`'EUR', 'us_bank_account', false, 1, 0, NULL`)).rejects.toThrow('fee_rules_method');
    await expect(rule(`'USD', 'us_bank_account', true, 1, 0, NULL`)).rejects.toThrow('fee_rules_credit_only');
    await expect(rule(`'USD', 'card', true, 0, 0, NULL`)).rejects.toThrow('fee_rules_amounts');
    await expect(rule(`'USD', 'card', true, 0, 10001, NULL`)).rejects.toThrow('fee_rules_amounts');
  });
});

describe('set-fees', () => {
  async function run(given: Record<string, unknown>, json = true) {
    const lines: string[] = [];
    const values = given as Record<string, string>;
    const code = await setFeesCommand.run({ values, positionals: [] }, { now, json, out: (line) => lines.push(line) });
    return { code, said: lines.join('\n') };
  }

  test('sets what is passed on, says so, and replaces it', async () => {
    const payer = await payerWith([]);
    const { slug } = await db.vendor.findUniqueOrThrow({ where: { id: payer.actor.vendorId } });
    const set = await run({ currency: 'USD', fee: ['credit-card=2.5%,max=20', 'us-bank-account=1.00'], vendor: slug });
    expect(JSON.parse(set.said)).toEqual({
      vendor: slug,
      currency: 'USD',
      fees: [
        { kind: 'credit-card', flatMinor: '0', basisPoints: 250, capMinor: '2000' },
        { kind: 'us-bank-account', flatMinor: '100', basisPoints: 0, capMinor: null },
      ],
    });
    const input = await payer.payAll(await payer.saveCard(VISA), { feeMinor: 750n });
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ payment: { state: 'succeeded' } });
    expect(await run({ currency: 'USD', none: true, vendor: slug }, false)).toEqual({
      code: 0,
      said: `Customers of ${slug} pay no fees in USD.`,
    });
    expect(await db.feeRule.count({ where: { vendorId: payer.actor.vendorId } })).toBe(0);
    const audited = await db.auditEntry.count({ where: { vendorId: payer.actor.vendorId, action: 'vendor.fees-set' } });
    expect(audited).toBe(3);
  });

  test.each([
    ['no currency', { fee: ['credit-card=2%'] }],
    ['neither fee nor none', { currency: 'USD' }],
    ['both', { currency: 'USD', none: true, fee: ['credit-card=2%'] }],
    ['a kind that is none', { currency: 'USD', fee: ['cheque=2%'] }],
    ['a number that is none', { currency: 'USD', fee: ['credit-card=2,5%'] }],
    ['more than hundredths of a per cent', { currency: 'USD', fee: ['credit-card=2.555%'] }],
    ['more decimals than the currency has', { currency: 'JPY', fee: ['credit-card=2%,max=1.5'] }],
    ['nought', { currency: 'USD', fee: ['credit-card=0%'] }],
    ['more than all', { currency: 'USD', fee: ['us-bank-account=101%'] }],
    ['a cap of nought', { currency: 'USD', fee: ['credit-card=2%,max=0'] }],
    ['a kind twice', { currency: 'USD', fee: ['credit-card=2%', 'card=1%'] }],
    ['a bank in another currency', { currency: 'EUR', fee: ['us-bank-account=1.00'] }],
    ['more than 3%', { currency: 'USD', fee: ['credit-card=3.01%'] }],
    ['an amount on top of a card payment', { currency: 'USD', fee: ['credit-card=0.30'] }],
    ['debit cards in dollars', { currency: 'USD', fee: ['card=1%'] }],
  ])('refuses %s', async (_name, values) => {
    const payer = await makePayer();
    const { slug } = await db.vendor.findUniqueOrThrow({ where: { id: payer.actor.vendorId } });
    const refused = await run({ ...values, vendor: slug });
    expect(refused.code).toBe(2);
    expect(JSON.parse(refused.said)).toEqual({ ok: false, problem: expect.stringMatching(/\w/) as string });
    expect(await db.feeRule.count({ where: { vendorId: payer.actor.vendorId } })).toBe(0);
  });

  test('what card networks may refuse is set when it is said on purpose', async () => {
    const payer = await makePayer();
    const { slug } = await db.vendor.findUniqueOrThrow({ where: { id: payer.actor.vendorId } });
    const values = { currency: 'USD', fee: ['card=4%+0.30'], 'beyond-card-rules': true, vendor: slug };
    expect(await run(values, false)).toEqual({
      code: 0,
      said: `Customers of ${slug} pay on top in USD:\n  card: 4% + $0.30`,
    });
  });
});
