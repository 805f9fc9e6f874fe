import { afterAll, describe, expect, test } from 'vitest';
import { chargeStories } from '~tests/support/charges';
import { giveCredit, lotsOf } from '~tests/support/credits';
import { drainJobs } from '~tests/support/drain-jobs';
import { standing } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const {
  ask,
  schedule,
  minute,
  advance,
  stateOf,
  chargeOf,
  paymentsOf,
  payerIn,
  captured,
  mailsOf,
  kindsOf,
  bankSays,
  findings,
} = await chargeStories(world);
const { schedulePayment } = await import('~/domain/scheduled-charges/schedule-payment.server');
const { cancelScheduledCharge } = await import('~/domain/scheduled-charges/cancel-scheduled-charge.server');
const { removePaymentMethod } = await import('~/domain/payment-methods/remove-payment-method.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { setCreditUse } = await import('~/domain/vendors/set-credit-use.server');
const { setPartPayments } = await import('~/domain/vendors/set-part-payments.server');
const { disputeInvoice } = await import('~/domain/invoice-disputes/dispute-invoice.server');
const { newId } = await import('~/lib/ids');
const { db } = await import('~/lib/db.server');

const VISA = 'pm_card_visa';
/** Noon of the first of December in New York, and the beginning of the tenth there. */
const NOW = new Date('2026-12-01T17:00:00Z');
const TENTH = new Date('2026-12-10T05:00:00Z');
const later = (from: Date, { days = 0, minutes = 0, seconds = 0 }) =>
  new Date(from.getTime() + days * 86_400_000 + minutes * 60_000 + seconds * 1000);

describe('the date, in the vendor’s zone', () => {
  test.each([
    ['America/New_York', '2027-03-14', '2027-03-14T05:00:00Z', 'the day the clock goes forward'],
    ['America/New_York', '2027-03-15', '2027-03-15T04:00:00Z', 'the day after'],
    ['America/New_York', '2026-12-10', '2026-12-10T05:00:00Z', 'a plain day'],
    ['Europe/Berlin', '2027-10-31', '2027-10-30T22:00:00Z', 'the day the clock goes back'],
    ['Europe/Berlin', '2027-11-01', '2027-10-31T23:00:00Z', 'the day after'],
    ['America/Santiago', '2027-09-05', '2027-09-05T04:00:00Z', 'a day that begins at one'],
    ['America/Havana', '2027-11-07', '2027-11-07T04:00:00Z', 'a day whose first hour comes twice'],
    ['Pacific/Kiritimati', '2027-01-01', '2026-12-31T10:00:00Z', 'the earliest zone there is'],
  ])('%s, %s: charged once, from %s on, %s', async (zone, date, start, _why) => {
    const begins = new Date(start);
    const payer = await payerIn(zone);
    await payer.invoices(2, { dueOn: date });
    const charge = await schedule(payer, await payer.saveCard(VISA), date, later(begins, { days: -5 }));
    await minute(later(begins, { seconds: -1 }));
    expect(await stateOf(charge)).toBe('scheduled');
    expect(await paymentsOf(charge)).toEqual([]);
    await minute(begins);
    expect(await stateOf(charge)).toBe('succeeded');
    // Clocks step back and forth, and the hour comes twice: it was charged, and that is that.
    for (const minutes of [-10, 60, 61, 1440]) await minute(later(begins, { minutes }));
    const payments = await paymentsOf(charge);
    expect(payments).toMatchObject([{ state: 'succeeded', channel: 'scheduled', amountMinor: 20_000n }]);
    expect(payments[0]!.createdAt.getTime()).toBe(begins.getTime());
    expect(await captured(payments.map((payment) => payment.id))).toBe(1);
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, paid: 20_000n, receipts: 1, receiptMails: 1 });
    expect(await kindsOf(payer)).toEqual(['charge-scheduled', 'receipt']);
    expect(await findings(payer, later(begins, { days: 2 }))).toEqual([]);
  });
});

describe('agreeing', () => {
  test('tells once what will be charged, when, with what and how to stop it; pressing twice is one charge', async () => {
    const payer = await payerIn();
    await payer.invoices(3, { dueOn: '2026-12-10' });
    const asked = await ask(payer, await payer.saveCard(VISA), '2026-12-10');
    const answers = await Promise.all([1, 2, 3].map(() => schedulePayment(payer.actor, asked, NOW)));
    expect(answers).toEqual([1, 2, 3].map(() => ({ ok: true, chargeId: asked.chargeId })));
    await drainJobs(() => NOW);
    const [mail, ...more] = await mailsOf(payer);
    expect(more).toEqual([]);
    expect(mail?.subject).toContain('$300.00');
    for (const words of ['10 Dec 2026', '$300.00', 'Visa •••• 4242', `/scheduled-charges/${asked.chargeId}`])
      expect(mail?.text).toContain(words);
    const other = { ...asked, chargeOn: '2026-12-09' };
    expect(await schedulePayment(payer.actor, other, NOW)).toEqual({ ok: false, refusal: { kind: 'other-request' } });
    expect(await standing(payer.actor)).toMatchObject({ due: 30_000n, inFlight: 0n });
  });

  test('is not told where all of it was paid before the mail was written', async () => {
    const payer = await payerIn();
    await payer.invoices(2, { dueOn: '2026-12-10' });
    const card = await payer.saveCard(VISA);
    await schedule(payer, card, '2026-12-10', NOW);
    await startPayment(payer.actor, await payer.payAll(card), NOW);
    await drainJobs(() => NOW);
    expect(await kindsOf(payer)).not.toContain('charge-scheduled');
  });

  test('is for dates from tomorrow to the earliest due date, and says which', async () => {
    const payer = await payerIn();
    await payer.invoices(1, { dueOn: '2026-12-10' });
    await payer.invoices(1, { dueOn: '2026-12-24' });
    const card = await payer.saveCard(VISA);
    const on = async (date: string) => schedulePayment(payer.actor, await ask(payer, card, date), NOW);
    for (const date of ['2026-12-01', '2026-12-11', '2026-11-30'])
      expect(await on(date)).toEqual({
        ok: false,
        refusal: { kind: 'date-not-offered', from: '2026-12-02', to: '2026-12-10' },
      });
    expect(await on('soon')).toEqual({ ok: false, refusal: { kind: 'no-date' } });
    expect(await on('2026-12-02')).toMatchObject({ ok: true });
  });

  test('is not for invoices that are due already', async () => {
    const payer = await payerIn();
    await payer.invoices(1, { dueOn: '2026-12-01' });
    const asked = await ask(payer, await payer.saveCard(VISA), '2026-12-02');
    expect(await schedulePayment(payer.actor, asked, NOW)).toEqual({ ok: false, refusal: { kind: 'due-already' } });
  });

  test('an invoice stands in one charge, also when two are agreed at once', async () => {
    const payer = await payerIn();
    const [invoice] = await payer.invoices(1, { dueOn: '2026-12-10' });
    const card = await payer.saveCard(VISA);
    const asks = await Promise.all([1, 2, 3, 4].map(() => ask(payer, card, '2026-12-05')));
    const answers = await Promise.all(asks.map((asked) => schedulePayment(payer.actor, asked, NOW)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const refusal = { kind: 'already-scheduled', invoices: [{ number: invoice!.number, on: '2026-12-05' }] };
    expect(answers.filter((answer) => !answer.ok)).toEqual([1, 2, 3].map(() => ({ ok: false, refusal })));
  });

  test('holds the payer to what they saw, and others out', async () => {
    const payer = await payerIn();
    const [invoice] = await payer.invoices(1, { dueOn: '2026-12-10' });
    const card = await payer.saveCard(VISA);
    const asked = await ask(payer, card, '2026-12-05');
    await db.$executeRaw`UPDATE invoices SET total_minor = 12000 WHERE vendor_id = ${payer.actor.vendorId}::uuid AND id = ${invoice!.id}::uuid`;
    expect(await schedulePayment(payer.actor, asked, NOW)).toMatchObject({ ok: false, refusal: { kind: 'changed' } });
    const viewer = { ...payer.actor, role: 'viewer' as const };
    const again = await ask(payer, card, '2026-12-05');
    expect(await schedulePayment(viewer, again, NOW)).toMatchObject({ ok: false, refusal: { kind: 'viewer' } });
    const stranger = await payerIn();
    expect(await schedulePayment(stranger.actor, again, NOW)).toMatchObject({ ok: false });
    const noMethod = { ...again, methodId: newId() };
    expect(await schedulePayment(payer.actor, noMethod, NOW)).toEqual({ ok: false, refusal: { kind: 'method-gone' } });
  });
});

describe('stopping', () => {
  test('is possible until it runs, changes nothing else, and frees the invoices for another charge', async () => {
    const payer = await payerIn();
    await payer.invoices(2, { dueOn: '2026-12-10' });
    const card = await payer.saveCard(VISA);
    const charge = await schedule(payer, card, '2026-12-10', NOW);
    const stop = (actor = payer.actor) => cancelScheduledCharge(actor, { chargeId: charge, cause: 'test' }, NOW);
    expect(await stop((await payerIn()).actor)).toEqual({ ok: false, refusal: { kind: 'no-such-charge' } });
    expect(await stop({ ...payer.actor, role: 'viewer' })).toEqual({ ok: false, refusal: { kind: 'viewer' } });
    expect(await stop()).toEqual({ ok: true });
    expect(await stop()).toEqual({ ok: true });
    await minute(TENTH);
    expect(await chargeOf(charge)).toMatchObject({ state: 'cancelled', reason: 'customer', tries: 0 });
    expect(await paymentsOf(charge)).toEqual([]);
    const second = await schedule(payer, card, '2026-12-10', NOW);
    await minute(TENTH);
    expect(await stateOf(second)).toBe('succeeded');
    expect(await cancelScheduledCharge(payer.actor, { chargeId: second, cause: 'test' }, TENTH)).toEqual({
      ok: false,
      refusal: { kind: 'too-late', state: 'succeeded' },
    });
  });

  test('happens by itself when the method is removed, and is told', async () => {
    const payer = await payerIn();
    await payer.invoices(1, { dueOn: '2026-12-10' });
    const card = await payer.saveCard(VISA);
    const charge = await schedule(payer, card, '2026-12-10', NOW);
    await removePaymentMethod(payer.actor, { methodId: card.methodId, cause: 'test' }, NOW);
    expect(await chargeOf(charge)).toMatchObject({ state: 'cancelled', reason: 'method-removed' });
    await minute(TENTH);
    expect(await kindsOf(payer)).toEqual(['charge-cancelled']);
    expect((await standing(payer.actor)).due).toBe(10_000n);
  });

  test('happens by itself when the gateway says that the method is gone', async () => {
    const payer = await payerIn();
    await payer.invoices(1, { dueOn: '2026-12-10' });
    const card = await payer.saveCard(VISA);
    const charge = await schedule(payer, card, '2026-12-10', NOW);
    await db.paymentMethod.update({ where: { id: card.methodId }, data: { removedAt: NOW } });
    await minute(later(NOW, { minutes: 1 }));
    expect(await chargeOf(charge)).toMatchObject({ state: 'cancelled', reason: 'method-removed' });
  });
});

describe('what happens to its invoices meanwhile', () => {
  async function three() {
    const payer = await payerIn();
    const invoices = await payer.invoices(3, { dueOn: '2026-12-10' });
    const card = await payer.saveCard(VISA);
    return { payer, invoices, card, charge: await schedule(payer, card, '2026-12-10', NOW) };
  }

  test('one that is paid by hand drops out with the reason, and only the rest is charged', async () => {
    const { payer, invoices, card, charge } = await three();
    const { quote, ...input } = await payer.payAll(card);
    const one = quote.filter((line) => line.invoiceId === invoices[0]!.id);
    expect(await startPayment(payer.actor, { ...input, quote: one }, NOW)).toMatchObject({ ok: true });
    await minute(later(NOW, { minutes: 1 }));
    expect(await stateOf(charge)).toBe('scheduled');
    const changed = (await mailsOf(payer)).find((mail) => mail.kind === 'charge-changed');
    expect(changed?.text).toContain(`${invoices[0]!.number} was paid`);
    expect(changed?.text).toContain('$200.00');
    await minute(TENTH);
    expect(await paymentsOf(charge)).toMatchObject([{ amountMinor: 20_000n, invoiceCount: 2, state: 'succeeded' }]);
    expect(await kindsOf(payer)).toEqual(['charge-changed', 'charge-scheduled', 'receipt', 'receipt']);
    expect(await findings(payer, TENTH)).toEqual([]);
  });

  test('what is left of one that is paid in part is charged, and never more than was agreed', async () => {
    const { payer, invoices, card, charge } = await three();
    await setPartPayments({ vendorId: payer.actor.vendorId, allowed: true, minimums: [] }, { cause: 'test' });
    const { quote, ...input } = await payer.payAll(card);
    const part = quote.slice(0, 1).map((line) => ({ ...line, payMinor: 4_000n }));
    expect(await startPayment(payer.actor, { ...input, quote: part }, NOW)).toMatchObject({ ok: true });
    const raised = invoices.find((invoice) => invoice.id !== part[0]!.invoiceId)!;
    await setPartPayments({ vendorId: payer.actor.vendorId, allowed: false, minimums: [] }, { cause: 'test' });
    await db.$executeRaw`UPDATE invoices SET total_minor = 15000 WHERE vendor_id = ${payer.actor.vendorId}::uuid AND id = ${raised.id}::uuid`;
    await minute(TENTH);
    expect(await paymentsOf(charge)).toMatchObject([{ amountMinor: 26_000n, state: 'succeeded' }]);
  });

  test('all paid, void, disputed, archived: it is cancelled with each reason, and told once', async () => {
    const { payer, invoices, charge } = await three();
    const [first, second, third] = invoices;
    const { vendorId } = payer.actor;
    await db.$executeRaw`UPDATE invoices SET voided_at = ${NOW}, void_reason = 'Billed twice' WHERE vendor_id = ${vendorId}::uuid AND id = ${first!.id}::uuid`;
    await db.$executeRaw`UPDATE invoices SET archived_at = ${NOW} WHERE vendor_id = ${vendorId}::uuid AND id = ${third!.id}::uuid`;
    const said = { id: newId(), invoiceId: second!.id, message: '', reason: 'wrong-amount', cause: 'test' } as const;
    expect((await disputeInvoice(payer.actor, { ...said, amountMinor: null }, NOW)).ok).toBe(true);
    await minute(later(NOW, { minutes: 1 }));
    expect(await chargeOf(charge)).toMatchObject({ state: 'cancelled', reason: 'nothing-left', tries: 0 });
    await minute(TENTH);
    const told = (await mailsOf(payer)).filter((mail) => mail.kind === 'charge-cancelled');
    expect(told).toHaveLength(1);
    for (const words of [
      `${first!.number} was cancelled by the vendor`,
      `${second!.number} is in dispute`,
      `${third!.number} is no longer open`,
    ])
      expect(told[0]?.text).toContain(words);
    expect(await paymentsOf(charge)).toEqual([]);
  });

  test('one that another payment holds on the date drops out; one held before it stays', async () => {
    const { payer, invoices, charge } = await three();
    const asks = await payer.saveCard('pm_card_authenticationRequired');
    const { quote, ...input } = await payer.payAll(asks);
    const one = quote.filter((line) => line.invoiceId === invoices[0]!.id);
    expect(await startPayment(payer.actor, { ...input, quote: one }, NOW)).toMatchObject({
      ok: true,
      payment: { state: 'action_required' },
    });
    await minute(later(NOW, { minutes: 1 }));
    expect(await kindsOf(payer)).toEqual(['charge-scheduled']);
    await minute(TENTH);
    expect(await paymentsOf(charge)).toMatchObject([{ amountMinor: 20_000n, state: 'succeeded' }]);
    const changed = (await mailsOf(payer)).find((mail) => mail.kind === 'charge-changed');
    expect(changed?.text).toContain(`${invoices[0]!.number} is in another payment`);
  });
});

describe('credit on account', () => {
  async function agreed(use: 'always' | 'choice' | 'never', creditMinor: bigint) {
    const payer = await payerIn();
    await setCreditUse({ vendorId: payer.actor.vendorId, use }, { cause: 'test' });
    await payer.invoices(2, { dueOn: '2026-12-10' });
    const card = await payer.saveCard(VISA);
    const charge = await schedule(payer, card, '2026-12-10', NOW);
    await giveCredit(payer, creditMinor, NOW);
    return { payer, card, charge };
  }

  test.each([
    ['always', 12_000n, 8_000n, 'the card pays the rest'],
    ['always', 20_000n, 0n, 'nothing is charged'],
    ['always', 50_000n, 0n, 'and the rest of the credit stays'],
    ['always', 19_990n, 50n, 'less of it, where the rest is too small to charge'],
    ['choice', 12_000n, 20_000n, 'nobody is there to choose'],
    ['never', 12_000n, 20_000n, 'it is kept'],
  ] as const)('%s, with credit of %s: %s is charged; %s', async (use, creditMinor, amountMinor, _why) => {
    const { payer, charge } = await agreed(use, creditMinor);
    await minute(TENTH);
    await minute(later(TENTH, { days: 1 }));
    expect(await stateOf(charge)).toBe('succeeded');
    const payments = await paymentsOf(charge);
    const usedMinor = 20_000n - amountMinor;
    expect(payments).toMatchObject([{ state: 'succeeded', amountMinor, creditMinor: usedMinor }]);
    expect(await captured(payments.map((payment) => payment.id))).toBe(amountMinor > 0n ? 1 : 0);
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, inFlight: 0n, paid: amountMinor, receipts: 1 });
    expect(await lotsOf(payer)).toMatchObject([{ held: 0n, used: usedMinor, left: creditMinor - usedMinor }]);
    expect(await findings(payer, later(TENTH, { days: 2 }))).toEqual([]);
  });

  test('a decline lets it go, and the next try uses it', async () => {
    const { payer, card, charge } = await agreed('always', 5_000n);
    await bankSays(card, 'insufficient_funds');
    await minute(TENTH);
    expect(await stateOf(charge)).toBe('retrying');
    expect(await lotsOf(payer)).toMatchObject([{ held: 0n, used: 0n, left: 5_000n }]);
    await bankSays(card, 'yes');
    await minute(later(TENTH, { days: 1 }));
    expect(await stateOf(charge)).toBe('succeeded');
    expect(await lotsOf(payer)).toMatchObject([{ held: 0n, used: 5_000n, left: 0n }]);
    expect(await findings(payer, later(TENTH, { days: 2 }))).toEqual([]);
  });
});

test('many workers at once charge once, and none of them trips over another', async () => {
  const payer = await payerIn();
  const card = await payer.saveCard(VISA);
  for (let round = 1; round <= 6; round += 1) {
    await payer.invoices(5, { dueOn: '2026-12-10' });
    const charge = await schedule(payer, card, '2026-12-10', NOW);
    await Promise.all(Array.from({ length: 12 }, () => advance(charge, TENTH)));
    await Promise.all(Array.from({ length: 4 }, () => advance(charge, TENTH)));
    expect(await stateOf(charge)).toBe('succeeded');
    const payments = await paymentsOf(charge);
    expect(payments).toHaveLength(1);
    expect(await captured(payments.map((payment) => payment.id))).toBe(1);
    expect((await standing(payer.actor)).receipts).toBe(round);
  }
});
