import { afterAll, describe, expect, test } from 'vitest';
import { chargeStories } from '~tests/support/charges';
import { standing } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { schedule, minute, stateOf, chargeOf, paymentsOf, payerIn, captured, mailsOf, kindsOf, bankSays, findings } =
  await chargeStories(world);
const { cancelScheduledCharge } = await import('~/domain/scheduled-charges/cancel-scheduled-charge.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { retrieveIntent } = await import('~/gateways/stripe.server');
const { db } = await import('~/lib/db.server');

const VISA = 'pm_card_visa';
/** Noon of the first of December in New York, and the beginning of the tenth there. */
const NOW = new Date('2026-12-01T17:00:00Z');
const TENTH = new Date('2026-12-10T05:00:00Z');
const later = (from: Date, { days = 0, minutes = 0 }) =>
  new Date(from.getTime() + days * 86_400_000 + minutes * 60_000);

describe('what banks say to a charge that nobody is there for', () => {
  async function charged(card: string, says?: string) {
    const payer = await payerIn();
    await payer.invoices(1, { dueOn: '2026-12-10' });
    const method = await payer.saveCard(card);
    if (says) await bankSays(method, says);
    const charge = await schedule(payer, method, '2026-12-10', NOW);
    await minute(TENTH);
    return { payer, method, charge };
  }

  test('no money: tried again after 1, 3 and 5 days, each a payment of its own, each told, and then no more', async () => {
    const { payer, charge } = await charged(VISA, 'insufficient_funds');
    expect(await chargeOf(charge)).toMatchObject({ state: 'retrying', reason: 'insufficient_funds', tries: 1 });
    const dates = [];
    for (let day = 1; day <= 8; day++) {
      dates.push((await chargeOf(charge)).nextOn.toISOString().slice(8, 10));
      // Many times a day, and once a second before its date begins.
      for (const minutes of [-0.1, 0, 1, 700]) await minute(later(TENTH, { days: day, minutes }));
    }
    expect(dates).toEqual(['11', '13', '13', '15', '15', '15', '15', '15']);
    const payments = await paymentsOf(charge);
    expect(payments.map((payment) => payment.createdAt.toISOString().slice(8, 16))).toEqual([
      '10T05:00',
      '11T05:00',
      '13T05:00',
      '15T05:00',
    ]);
    expect(payments.map((payment) => payment.state)).toEqual(['failed', 'failed', 'failed', 'failed']);
    expect(new Set(payments.map((payment) => payment.gatewayIntentId)).size).toBe(4);
    expect(await chargeOf(charge)).toMatchObject({ state: 'failed', reason: 'insufficient_funds', tries: 4 });
    const told = (await mailsOf(payer)).filter((mail) => mail.kind === 'charge-failed');
    expect(told).toHaveLength(4);
    expect(told[0]?.text).toContain('not enough money');
    expect(told[0]?.text).toContain('tried again on 11 Dec 2026');
    expect(told[3]?.text).toContain('not tried again');
    expect(await standing(payer.actor)).toMatchObject({ due: 10_000n, inFlight: 0n, receipts: 0 });
    expect(await findings(payer, later(TENTH, { days: 9 }))).toEqual([]);
  });

  test('no money at first, and then there is: charged once', async () => {
    const { payer, method, charge } = await charged(VISA, 'insufficient_funds');
    await bankSays(method, 'yes');
    await minute(later(TENTH, { days: 1 }));
    const payments = await paymentsOf(charge);
    expect(payments.map((payment) => payment.state)).toEqual(['failed', 'succeeded']);
    expect(await captured(payments.map((payment) => payment.id))).toBe(1);
    expect(await kindsOf(payer)).toEqual(['charge-failed', 'charge-scheduled', 'receipt']);
  });

  test('a retry can be stopped, and what is paid by hand meanwhile is not charged again', async () => {
    const { payer, method, charge } = await charged(VISA, 'insufficient_funds');
    await bankSays(method, 'yes');
    expect(await startPayment(payer.actor, await payer.payAll(method), TENTH)).toMatchObject({ ok: true });
    await minute(later(TENTH, { days: 1 }));
    expect(await chargeOf(charge)).toMatchObject({ state: 'cancelled', reason: 'nothing-left' });
    expect((await standing(payer.actor)).paid).toBe(10_000n);
    const other = await charged(VISA, 'processing_error');
    expect(await cancelScheduledCharge(other.payer.actor, { chargeId: other.charge, cause: 'test' }, TENTH)).toEqual({
      ok: true,
    });
    await minute(later(TENTH, { days: 1 }));
    expect(await paymentsOf(other.charge)).toHaveLength(1);
  });

  test.each(['lost_card', 'stolen_card', 'expired_card', 'fraudulent', 'incorrect_cvc'])(
    '%s: never tried again, told without giving anything away',
    async (code) => {
      const { payer, charge } = await charged(VISA, code);
      expect(await chargeOf(charge)).toMatchObject({ state: 'failed', tries: 1 });
      for (const days of [1, 3, 5]) await minute(later(TENTH, { days }));
      expect(await paymentsOf(charge)).toHaveLength(1);
      const [told, ...more] = (await mailsOf(payer)).filter((mail) => mail.kind === 'charge-failed');
      expect(more).toEqual([]);
      expect(told?.text).toContain('not tried again');
      expect(told?.text).not.toMatch(/lost|stolen|fraud/i);
    },
  );

  test('the card that declines every charge is tried again as its network advises', async () => {
    const { charge } = await charged('pm_card_chargeCustomerFail');
    expect(await chargeOf(charge)).toMatchObject({ state: 'retrying', reason: 'generic_decline' });
    expect(await paymentsOf(charge)).toMatchObject([{ adviceCode: 'try_again_later' }]);
  });

  test.each([
    'pm_card_authenticationRequired',
    'pm_card_authenticationRequiredOnSetup',
    'pm_card_threeDSecure2Required',
  ])(
    '%s: the bank wants its customer, who is mailed the way to finish; no intent waits, nothing is tried again',
    async (card) => {
      const { payer, charge } = await charged(card);
      expect(await chargeOf(charge)).toMatchObject({ state: 'failed', reason: 'authentication_required' });
      const [payment] = await paymentsOf(charge);
      expect((await retrieveIntent(payment!.gatewayIntentId!)).status).toBe('canceled');
      for (const days of [0.05, 1, 3, 5]) await minute(later(TENTH, { days }));
      expect(await paymentsOf(charge)).toHaveLength(1);
      const told = (await mailsOf(payer)).filter((mail) => mail.kind === 'charge-failed');
      expect(told).toHaveLength(1);
      expect(told[0]?.text).toContain(`/pay?again=${payment!.id}`);
      expect(told[0]?.text).toContain('Finish the payment');
      expect((await standing(payer.actor)).due).toBe(10_000n);
    },
  );

  test('a card that was set up for it is charged without a question', async () => {
    const { charge } = await charged('pm_card_authenticationRequiredSetupForOffSession');
    expect(await stateOf(charge)).toBe('succeeded');
  });

  test('a remainder below what can be charged ends it', async () => {
    const payer = await payerIn();
    const [invoice] = await payer.invoices(1, { dueOn: '2026-12-10' });
    const charge = await schedule(payer, await payer.saveCard(VISA), '2026-12-10', NOW);
    await db.$executeRaw`UPDATE invoices SET credited_minor = 9970 WHERE vendor_id = ${payer.actor.vendorId}::uuid AND id = ${invoice!.id}::uuid`;
    await minute(TENTH);
    expect(await chargeOf(charge)).toMatchObject({ state: 'cancelled', reason: 'too-small' });
    expect(await kindsOf(payer)).toEqual(['charge-cancelled', 'charge-scheduled']);
  });
});

test('a debit of an account is told by its own mails, and by one mail when it comes back', async () => {
  const payer = await payerIn();
  await payer.invoices(1, { dueOn: '2026-12-10', currency: 'USD' });
  const account = await payer.saveCard('pm_usBankAccount_success');
  const charge = await schedule(payer, account, '2026-12-10', NOW);
  await minute(TENTH);
  // Attached by a test and never agreed to in the gateway's fields, it has no mandate, and no day brings one.
  expect(await chargeOf(charge)).toMatchObject({ state: 'failed', reason: 'payment_intent_mandate_invalid', tries: 1 });
  expect(await kindsOf(payer)).toEqual(['charge-failed', 'charge-scheduled']);
});
