import { afterAll, describe, expect, test } from 'vitest';
import { accountsOf, giveCredit, lotsOf, withCredit } from '~tests/support/credits';
import { makePayer, standing, type Payer } from '~tests/support/payer';
import { gatewayOf, makeStaff, refundOf } from '~tests/support/refunds';
import { startWorld } from '~tests/support/world';
import type { FeeRule } from '~/domain/fees/fee';
import type { StartPaymentInput } from '~/domain/payments/start-payment.types';

const world = await startWorld();
const stripe = gatewayOf(world);
afterAll(() => world.stop());

const { setFees } = await import('~/domain/fees/set-fees.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { requestRefund } = await import('~/domain/refunds/request-refund.server');
const { readPayForm } = await import('~/domain/payments/pay-form');
const { encodeQuote } = await import('~/domain/payments/quote');
const { verifyBooks } = await import('~/domain/books/verify-books.server');
const { fromGatewayAmount, toGatewayAmount } = await import('~/gateways/gateway-amount');
const { db } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');

const now = new Date();
const VISA = 'pm_card_visa';
const RULE: FeeRule = { method: 'card', creditOnly: true, flatMinor: 0n, basisPoints: 250, capMinor: null };

async function charge({ actor }: Payer, rules: FeeRule[], currency = 'USD') {
  const setting = { vendorId: actor.vendorId, currency, rules, beyondCardRules: true };
  expect(await setFees(setting, { cause: 'test' })).toEqual({ ok: true });
}

/** Somebody with so many invoices of 100.00, so much credit, and a fee of 2.5% on credit cards. */
async function payerWith(creditMinor: bigint, count = 2): Promise<Payer> {
  const payer = await makePayer();
  await payer.invoices(count);
  if (creditMinor > 0n) await giveCredit(payer, creditMinor, now);
  await charge(payer, [RULE]);
  return payer;
}

const paymentsOf = ({ actor }: Payer) => db.payment.findMany({ where: { vendorId: actor.vendorId } });
const intentsMade = async () =>
  ((await world.ctl('GET', '/stats')) as { requests: Record<string, number> }).requests['POST /v1/payment_intents'] ??
  0;

/** Refused with these changes; nothing was asked of the gateway, held or used. */
async function expectShownAgain(payer: Payer, input: StartPaymentInput, changes: object[]) {
  const before = await intentsMade();
  const lots = await lotsOf(payer);
  const due = (await standing(payer.actor)).due;
  expect(await startPayment(payer.actor, input, now)).toMatchObject({
    ok: false,
    refusal: { kind: 'changed', changes },
  });
  expect(await intentsMade()).toBe(before);
  expect(await lotsOf(payer)).toEqual(lots);
  expect(await standing(payer.actor)).toMatchObject({ due, inFlight: 0n });
}

afterAll(async () => {
  expect(await verifyBooks()).toEqual([]);
});

describe('a fee beside credit', () => {
  test.each([
    { currency: 'USD', each: 10_000n, creditMinor: 12_345n, feeMinor: 191n },
    { currency: 'EUR', each: 3_333n, creditMinor: 1n, feeMinor: 166n },
    { currency: 'JPY', each: 5_000n, creditMinor: 3_001n, feeMinor: 174n },
    { currency: 'KWD', each: 40_010n, creditMinor: 20_000n, feeMinor: 1_500n },
    { currency: 'KWD', each: 40_010n, creditMinor: 20_003n, feeMinor: 1_500n },
    { currency: 'ISK', each: 7_777n, creditMinor: 777n, feeMinor: 369n },
  ])('$currency: on what is charged after $creditMinor of credit; everything re-adds', async (each) => {
    const { currency, feeMinor } = each;
    const payer = await makePayer();
    await payer.invoices(2, { currency, totalMinor: each.each });
    await giveCredit(payer, each.creditMinor, now, currency);
    await charge(payer, [RULE], currency);
    // Where the gateway counts in larger steps, less of the credit is used so that the rest can be charged.
    const usedMinor = currency === 'KWD' ? each.creditMinor - (each.creditMinor % 10n) : each.creditMinor;
    const totalMinor = 2n * each.each - usedMinor + feeMinor;
    const asked = await payer.payAll(await payer.saveCard(VISA), { currency, creditMinor: usedMinor, feeMinor });
    expect(await startPayment(payer.actor, asked, now)).toMatchObject({ ok: true, payment: { state: 'succeeded' } });
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, inFlight: 0n, receipts: 1 });

    const payment = await db.payment.findFirstOrThrow({
      where: { id: asked.paymentId, vendorId: payer.actor.vendorId },
      include: { allocations: true },
    });
    expect(payment).toMatchObject({ amountMinor: totalMinor, creditMinor: usedMinor, feeMinor, unappliedMinor: 0n });
    const money = payment.allocations.reduce((sum, share) => sum + share.amountMinor, 0n);
    const credit = payment.allocations.reduce((sum, share) => sum + share.creditMinor, 0n);
    expect({ money, credit }).toEqual({ money: totalMinor - feeMinor, credit: usedMinor });

    const intent = await stripe.paymentIntents.retrieve(payment.gatewayIntentId ?? '');
    expect(intent.amount_received).toBe(toGatewayAmount(totalMinor, currency));
    expect(fromGatewayAmount(intent.amount_received, currency)).toBe(totalMinor);

    const receipt = await db.receipt.findFirstOrThrow({ where: { paymentId: asked.paymentId } });
    expect(receipt).toMatchObject({ totalMinor });
    const told = { feeMinor: `${feeMinor}`, creditUsedMinor: `${usedMinor}`, totalMinor: `${totalMinor}` };
    expect(receipt.snapshot).toMatchObject({ ...told, unappliedMinor: '0' });
    expect(await accountsOf(payer)).toMatchObject({ receivable: 0n, gateway_clearing: totalMinor });
  });

  test.each([undefined, 0n])('credit covers all: no fee, nothing is charged (fee shown: %s)', async (feeMinor) => {
    const payer = await payerWith(50_000n);
    const before = await intentsMade();
    const input = await withCredit(payer, { kind: 'none' }, 20_000n);
    const shown = feeMinor === undefined ? input : { ...input, feeMinor };
    expect(await startPayment(payer.actor, shown, now)).toMatchObject({ payment: { state: 'succeeded' } });
    expect(await intentsMade()).toBe(before);
    const [payment] = await paymentsOf(payer);
    expect(payment).toMatchObject({ amountMinor: 0n, creditMinor: 20_000n, feeMinor: 0n, feeBasisPoints: null });
    expect(await accountsOf(payer)).not.toHaveProperty('fees');
  });

  test.each(['none', 'card'])('credit covers all and a fee is said (%s): it is not taken', async (by) => {
    const payer = await payerWith(50_000n);
    const method = by === 'none' ? ({ kind: 'none' } as const) : await payer.saveCard(VISA);
    const input = { ...(await withCredit(payer, method, 20_000n)), feeMinor: 500n };
    await expectShownAgain(payer, input, [{ kind: 'fee', wasMinor: 500n, isMinor: 0n }]);
    expect(await paymentsOf(payer)).toEqual([]);
  });

  test('the fee of the whole, said where credit lowers what is charged: not taken', async () => {
    const payer = await payerWith(8_000n);
    const input = { ...(await withCredit(payer, await payer.saveCard(VISA), 8_000n)), feeMinor: 500n };
    await expectShownAgain(payer, input, [{ kind: 'fee', wasMinor: 500n, isMinor: 300n }]);
  });

  test('a decline lets the credit go and books no fee; the next try takes both once', async () => {
    const payer = await payerWith(8_000n);
    const shown = { creditMinor: 8_000n, feeMinor: 300n };
    const declined = await payer.payAll(await payer.saveCard('pm_card_chargeCustomerFail'), shown);
    expect(await startPayment(payer.actor, declined, now)).toMatchObject({ payment: { state: 'failed' } });
    expect(await lotsOf(payer)).toMatchObject([{ held: 0n, used: 0n, left: 8_000n }]);
    expect(await accountsOf(payer)).not.toHaveProperty('fees');
    const input = await payer.payAll(await payer.saveCard(VISA), shown);
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ payment: { state: 'succeeded' } });
    expect(await lotsOf(payer)).toMatchObject([{ held: 0n, used: 8_000n, left: 0n }]);
    expect(await accountsOf(payer)).toMatchObject({ fees: -300n, gateway_clearing: 12_300n });
  });

  test('two payments want the same credit, each with its fee: one has it, the other is told', async () => {
    const payer = await payerWith(8_000n);
    const card = await payer.saveCard(VISA);
    const all = await payer.payAll(card, { creditMinor: 8_000n });
    const alone = all.quote.map((line) => ({ ...all, paymentId: newId(), quote: [line], feeMinor: 50n }));
    const results = await Promise.all(alone.map((input) => startPayment(payer.actor, input, now)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.find((result) => !result.ok)).toMatchObject({ refusal: { kind: 'changed' } });
    expect(await standing(payer.actor)).toMatchObject({ due: 10_000n, paid: 2_000n, inFlight: 0n });
    expect(await accountsOf(payer)).toMatchObject({ fees: -50n, gateway_clearing: 2_050n });
  });

  test('refunded wholly, the charge goes back with its fee, and no more', async () => {
    const payer = await payerWith(8_000n);
    const input = await payer.payAll(await payer.saveCard(VISA), { creditMinor: 8_000n, feeMinor: 300n });
    expect(await startPayment(payer.actor, input, now)).toMatchObject({ payment: { state: 'succeeded' } });
    const staff = await makeStaff(payer.actor.vendorId);
    const half = refundOf(input, { what: { kind: 'amount', amountMinor: 6_150n } });
    expect(await requestRefund(staff, half, now)).toMatchObject({ refund: { state: 'succeeded' } });
    expect(await accountsOf(payer)).toMatchObject({ fees: -150n, gateway_clearing: 6_150n });
    expect(await requestRefund(staff, refundOf(input), now)).toMatchObject({ refund: { amountMinor: 6_150n } });
    expect(await accountsOf(payer)).toMatchObject({ fees: 0n, gateway_clearing: 0n });
  });

  test('the limit of the gateway is asked of the rest with its fee', async () => {
    const payer = await payerWith(2_000_000n, 0);
    await payer.invoices(1, { totalMinor: 101_000_000n });
    const card = await payer.saveCard(VISA);
    const over = await payer.payAll(card, { creditMinor: 2_000_000n, feeMinor: 2_475_000n });
    expect(await startPayment(payer.actor, over, now)).toMatchObject({ refusal: { kind: 'amount-out-of-range' } });
    await giveCredit(payer, 2_000_000n, now);
    const within = await payer.payAll(card, { creditMinor: 4_000_000n, feeMinor: 2_425_000n });
    expect(await startPayment(payer.actor, within, now)).toMatchObject({ payment: { state: 'succeeded' } });
  });
});

describe('both changed while the payer was looking', () => {
  test('the fee alone, beside credit that stays', async () => {
    const payer = await payerWith(8_000n);
    const input = await payer.payAll(await payer.saveCard(VISA), { creditMinor: 8_000n, feeMinor: 300n });
    await charge(payer, [{ ...RULE, basisPoints: 300 }]);
    await expectShownAgain(payer, input, [{ kind: 'fee', wasMinor: 300n, isMinor: 360n }]);
  });

  test('credit alone: the fee that follows from it is told with it', async () => {
    const payer = await payerWith(8_000n);
    const input = await payer.payAll(await payer.saveCard(VISA), { creditMinor: 8_000n, feeMinor: 300n });
    await giveCredit(payer, 4_000n, now);
    await expectShownAgain(payer, input, [
      { kind: 'credit', wasMinor: 8_000n, isMinor: 12_000n },
      { kind: 'fee', wasMinor: 300n, isMinor: 200n },
    ]);
  });

  test('both: each is told as the page will show it, and the next press takes exactly that', async () => {
    const payer = await payerWith(8_000n);
    const card = await payer.saveCard(VISA);
    const input = await payer.payAll(card, { creditMinor: 8_000n, feeMinor: 300n });
    await giveCredit(payer, 4_000n, now);
    await charge(payer, [{ ...RULE, basisPoints: 300 }]);
    await expectShownAgain(payer, input, [
      { kind: 'credit', wasMinor: 8_000n, isMinor: 12_000n },
      { kind: 'fee', wasMinor: 300n, isMinor: 240n },
    ]);
    const again = await payer.payAll(card, { creditMinor: 12_000n, feeMinor: 240n });
    expect(await startPayment(payer.actor, again, now)).toMatchObject({ payment: { state: 'succeeded' } });
    expect(await accountsOf(payer)).toMatchObject({ fees: -240n, gateway_clearing: 8_240n });
  });

  test('a fee that comes to the same by other credit and another rule is no change of it', async () => {
    const payer = await payerWith(8_000n);
    const input = await payer.payAll(await payer.saveCard(VISA), { creditMinor: 8_000n, feeMinor: 300n });
    await giveCredit(payer, 2_000n, now);
    await charge(payer, [{ ...RULE, basisPoints: 300 }]);
    await expectShownAgain(payer, input, [{ kind: 'credit', wasMinor: 8_000n, isMinor: 10_000n }]);
  });

  test('credit came that covers all: the fee is gone with the charge', async () => {
    const payer = await payerWith(8_000n);
    const input = await payer.payAll(await payer.saveCard(VISA), { creditMinor: 8_000n, feeMinor: 300n });
    await giveCredit(payer, 40_000n, now);
    await expectShownAgain(payer, input, [
      { kind: 'credit', wasMinor: 8_000n, isMinor: 20_000n },
      { kind: 'fee', of: null, wasMinor: 300n, isMinor: 0n },
    ]);
  });
});

describe('what a form says of the fee', () => {
  async function posted(fee: string | string[]) {
    const payer = await payerWith(0n, 1);
    const input = await payer.payAll(await payer.saveCard(VISA));
    const form = new FormData();
    const methodId = input.method.kind === 'saved' ? input.method.methodId : '';
    const fields = { paymentId: input.paymentId, currency: 'USD', quote: encodeQuote(input.quote), method: methodId };
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    for (const value of [fee].flat()) form.append('fee', value);
    return { payer, input, form: readPayForm(form) };
  }

  test.each(['-250', '+250', '2.50', '2,50', '1e3', '0x1f', ' 250', '250\n', 'NaN', '٢٥٠', '9'.repeat(16), '250;1'])(
    'is refused as incomplete where it is no amount: %j',
    async (fee) => {
      expect((await posted(fee)).form.ok).toBe(false);
    },
  );

  test.each(['', '0', '1', '249', '251', '9'.repeat(15)])('is compared, never charged: %j', async (fee) => {
    const { payer, input, form } = await posted(fee);
    if (!form.ok) throw new Error('the form was refused');
    const { returnUrl, cause } = input;
    const asked = { ...form.input, returnUrl, cause };
    await expectShownAgain(payer, asked, [{ kind: 'fee', wasMinor: BigInt(fee), isMinor: 250n }]);
  });

  test('said twice, it is one of them that is compared', async () => {
    const { payer, input, form } = await posted(['250', '0']);
    if (!form.ok) throw new Error('the form was refused');
    const result = await startPayment(payer.actor, { ...input, ...form.input }, now);
    expect(form.input.feeMinor === 250n).toBe(result.ok);
    expect((await paymentsOf(payer)).map((payment) => payment.feeMinor)).toEqual(result.ok ? [250n] : []);
  });
});
