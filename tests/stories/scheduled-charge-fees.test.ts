import { afterAll, describe, expect, test } from 'vitest';
import { chargeStories } from '~tests/support/charges';
import { standing, type Payer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';
import type { FeeRule } from '~/domain/fees/fee';

const world = await startWorld();
afterAll(() => world.stop());

const { ask, minute, chargeOf, paymentsOf, payerIn, captured, bankSays, findings } = await chargeStories(world);
const { schedulePayment } = await import('~/domain/scheduled-charges/schedule-payment.server');
const { setAutopay } = await import('~/domain/autopay/set-autopay.server');
const { recordPayment } = await import('~/domain/payments/record-payment.server');
const { setFees } = await import('~/domain/fees/set-fees.server');
const { db } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');

const NOW = new Date('2026-12-01T17:00:00Z');
const TENTH = new Date('2026-12-10T05:00:00Z');
const ELEVENTH = new Date('2026-12-11T05:00:00Z');
const CREDIT: FeeRule = { method: 'card', creditOnly: true, flatMinor: 0n, basisPoints: 250, capMinor: null };
const perCent = (basisPoints: number, more: Partial<FeeRule> = {}): FeeRule[] => [{ ...CREDIT, basisPoints, ...more }];

async function passOn(payer: Payer, rules: FeeRule[]) {
  const setting = { vendorId: payer.actor.vendorId, currency: 'USD', rules, beyondCardRules: true };
  expect(await setFees(setting, { cause: 'test' })).toEqual({ ok: true });
}

/** Two invoices of 100.00, to be charged on the tenth with the fee that was shown. */
async function agreed(rules: FeeRule[], feeMinor: bigint, card = 'pm_card_visa') {
  const payer = await payerIn();
  await payer.invoices(2, { dueOn: '2026-12-10' });
  await passOn(payer, rules);
  const method = await payer.saveCard(card);
  const asked = { ...(await ask(payer, method, '2026-12-10')), feeMinor };
  expect(await schedulePayment(payer.actor, asked, NOW)).toMatchObject({ ok: true });
  return { payer, method, chargeId: asked.chargeId };
}

/** What was charged in the end, and of that the fee; once, and as the gateway and the books have it. */
async function charged({ payer, chargeId }: { payer: Payer; chargeId: string }) {
  const payments = await paymentsOf(chargeId);
  const taken = payments.filter(({ state }) => state === 'succeeded');
  expect(taken).toHaveLength(1);
  expect(await captured(payments.map(({ id }) => id))).toBe(1);
  expect(await findings(payer, ELEVENTH)).toEqual([]);
  return [taken[0]?.amountMinor, taken[0]?.feeMinor];
}

describe('a fee on what is charged on a date', () => {
  test('is the one that was shown when it was agreed, with the invoices and on no invoice', async () => {
    const made = await agreed(perCent(250), 500n);
    expect(await chargeOf(made.chargeId)).toMatchObject({ agreedMinor: 20_000n, agreedFeeMinor: 500n });
    await minute(TENTH);
    expect(await charged(made)).toEqual([20_500n, 500n]);
    expect(await standing(made.payer.actor)).toMatchObject({ due: 0n, paid: 20_000n, receipts: 1 });
  });

  test.each([
    ['raised', perCent(300)],
    ['raised by an amount', perCent(250, { flatMinor: 30n })],
    ['no longer capped', perCent(250, { capMinor: null })],
    ['for all cards', perCent(9_000, { creditOnly: false })],
  ])('%s meanwhile: never more than was agreed', async (_how, rules) => {
    const made = await agreed(perCent(250, { capMinor: 400n }), 400n);
    await passOn(made.payer, rules);
    await minute(TENTH);
    expect(await charged(made)).toEqual([20_400n, 400n]);
  });

  test.each([
    ['lowered', perCent(100), [20_200n, 200n]],
    ['capped', perCent(250, { capMinor: 50n }), [20_050n, 50n]],
    ['taken away', [], [20_000n, 0n]],
  ])('%s meanwhile: less, as the vendor now asks', async (_how, rules, expected) => {
    const made = await agreed(perCent(250), 500n);
    await passOn(made.payer, rules);
    await minute(TENTH);
    expect(await charged(made)).toEqual(expected);
  });

  test('set after it was agreed without one: none', async () => {
    const made = await agreed([], 0n);
    await passOn(made.payer, perCent(250));
    await minute(TENTH);
    expect(await charged(made)).toEqual([20_000n, 0n]);
  });

  test('a form that says less is held to it, and one that says more to what the vendor asks', async () => {
    const less = await agreed(perCent(250), 120n);
    const more = await agreed(perCent(250), 9_999n);
    expect(await chargeOf(more.chargeId)).toMatchObject({ agreedFeeMinor: 500n });
    await minute(TENTH);
    expect(await charged(less)).toEqual([20_120n, 120n]);
    expect(await charged(more)).toEqual([20_500n, 500n]);
  });

  test('is on what is charged: of what was paid otherwise meanwhile there is none', async () => {
    const made = await agreed(perCent(250), 500n);
    const { vendorId, customerId } = made.payer.actor;
    const cheque = { paymentId: newId(), vendorId, customerId, currency: 'USD', amountMinor: 16_000n, receivedAt: NOW };
    const system = { kind: 'system', name: 'test' } as const;
    const over = { rule: 'oldest' as const };
    expect(await recordPayment(system, { ...cheque, over, note: 'cheque', cause: 'test' }, NOW)).toMatchObject({
      ok: true,
    });
    await minute(TENTH);
    expect(await charged(made)).toEqual([4_100n, 100n]);
  });

  test('falls on no debit card where it is for credit cards', async () => {
    const made = await agreed(perCent(250), 500n, 'pm_card_visa_debit');
    expect(await chargeOf(made.chargeId)).toMatchObject({ agreedFeeMinor: 0n });
    await minute(TENTH);
    expect(await charged(made)).toEqual([20_000n, 0n]);
  });

  test('is taken once, with the try that succeeds', async () => {
    const made = await agreed(perCent(250), 500n);
    await bankSays(made.method, 'insufficient_funds');
    await minute(TENTH);
    await bankSays(made.method, 'yes');
    await passOn(made.payer, perCent(300));
    await minute(ELEVENTH);
    expect(await charged(made)).toEqual([20_500n, 500n]);
    const fees = await db.ledgerLine.aggregate({
      where: { vendorId: made.payer.actor.vendorId, account: 'fees' },
      _sum: { amountMinor: true },
    });
    expect(fees._sum.amountMinor).toBe(-500n);
  });
});

test('AutoPay passes no fee on: nobody is shown one before each charge', async () => {
  const payer = await payerIn();
  await payer.invoices(2, { dueOn: '2026-12-10' });
  await passOn(payer, perCent(250));
  const { methodId } = await payer.saveCard('pm_card_visa');
  const terms = { currency: 'USD', methodId, capMinor: 100_000n, noticeDays: 3, cause: 'test' };
  expect(await setAutopay(payer.actor, terms, NOW)).toEqual({ ok: true });
  await minute(new Date('2026-12-06T17:00:00Z'));
  const charge = await db.scheduledCharge.findFirstOrThrow({ where: { vendorId: payer.actor.vendorId } });
  expect(charge).toMatchObject({ kind: 'autopay', agreedFeeMinor: 0n });
  await minute(TENTH);
  expect(await charged({ payer, chargeId: charge.id })).toEqual([20_000n, 0n]);
});
