import { afterAll, describe, expect, test } from 'vitest';
import { chargeStories } from '~tests/support/charges';
import { drainJobs } from '~tests/support/drain-jobs';
import { standing, type Payer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { minute, paymentsOf, payerIn, mailsOf, kindsOf, bankSays, findings, captured } = await chargeStories(world);
const { setAutopay } = await import('~/domain/autopay/set-autopay.server');
const { turnAutopayOff } = await import('~/domain/autopay/end-autopay.server');
const { planAutopay } = await import('~/domain/autopay/plan-autopay.server');
const { cancelScheduledCharge } = await import('~/domain/scheduled-charges/cancel-scheduled-charge.server');
const { removePaymentMethod } = await import('~/domain/payment-methods/remove-payment-method.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { disputeInvoice } = await import('~/domain/invoice-disputes/dispute-invoice.server');
const { withdrawDispute } = await import('~/domain/invoice-disputes/withdraw-dispute.server');
const { newId } = await import('~/lib/ids');
const { db } = await import('~/lib/db.server');

/** Noon of the first of December in New York. */
const NOW = new Date('2026-12-01T17:00:00Z');
/** The beginning of a date of that December in New York. */
const start = (day: number) => new Date(Date.UTC(2026, 11, day, 5));

async function agreed({ capMinor = 100_000n, noticeDays = 3, currency = 'USD', card = 'pm_card_visa' } = {}) {
  const payer = await payerIn();
  const { methodId } = await payer.saveCard(card);
  const terms = { currency, methodId, capMinor, noticeDays, cause: 'test' };
  const set = (more: Partial<typeof terms> = {}) => setAutopay(payer.actor, { ...terms, ...more }, NOW);
  expect(await set()).toEqual({ ok: true });
  return { payer, methodId, set };
}

const chargesOf = ({ actor }: Payer) =>
  db.scheduledCharge.findMany({
    where: { vendorId: actor.vendorId },
    orderBy: [{ chargeOn: 'asc' }, { createdAt: 'asc' }],
  });

describe('AutoPay', () => {
  test('charges invoices as they fall due, one charge for each date, each told before with the way to stop it', async () => {
    const { payer } = await agreed();
    await payer.invoices(2, { dueOn: '2026-12-10' });
    await payer.invoices(1, { dueOn: '2026-12-11' });
    await payer.invoices(1, { dueOn: '2027-02-01' });
    for (let day = 2; day <= 12; day++)
      for (const minutes of [0, 1, 720]) await minute(new Date(start(day).getTime() + minutes * 60_000));
    const charges = await chargesOf(payer);
    expect(charges.map((charge) => [charge.kind, charge.state, charge.chargeOn.toISOString().slice(0, 10)])).toEqual([
      ['autopay', 'succeeded', '2026-12-10'],
      ['autopay', 'succeeded', '2026-12-11'],
    ]);
    const payments = (await Promise.all(charges.map((charge) => paymentsOf(charge.id)))).flat();
    expect(payments).toMatchObject([
      { channel: 'autopay', amountMinor: 20_000n, createdAt: start(10) },
      { channel: 'autopay', amountMinor: 10_000n, createdAt: start(11) },
    ]);
    expect(await captured(payments.map((payment) => payment.id))).toBe(2);
    expect(await kindsOf(payer)).toEqual(['autopay-on', 'charge-scheduled', 'charge-scheduled', 'receipt', 'receipt']);
    const [notice] = (await mailsOf(payer)).filter((mail) => mail.kind === 'charge-scheduled');
    for (const words of ['AutoPay', '$200.00', '10 Dec 2026', 'Visa •••• 4242', `/scheduled-charges/${charges[0]!.id}`])
      expect(notice?.text).toContain(words);
    // Three whole days before it is charged.
    expect(start(10).getTime() - notice!.createdAt.getTime()).toBeGreaterThanOrEqual(3 * 86_400_000);
    expect(await standing(payer.actor)).toMatchObject({ due: 10_000n, paid: 30_000n, receipts: 2 });
    expect(await findings(payer, start(12))).toEqual([]);
  });

  test('gives its whole notice also for what is due already', async () => {
    const { payer } = await agreed({ noticeDays: 5 });
    await payer.invoices(1, { dueOn: '2026-11-15' });
    await minute(NOW);
    expect((await chargesOf(payer))[0]?.chargeOn).toEqual(new Date('2026-12-07T00:00:00Z'));
    await minute(new Date(start(7).getTime() - 1000));
    expect((await standing(payer.actor)).due).toBe(10_000n);
    await minute(start(7));
    expect((await standing(payer.actor)).due).toBe(0n);
  });

  test('charges nothing above the cap, says so once, and other terms begin anew', async () => {
    const { payer, set } = await agreed({ capMinor: 15_000n });
    await payer.invoices(2, { dueOn: '2026-12-10' });
    for (const day of [6, 7, 10, 11]) await minute(start(day));
    expect(await chargesOf(payer)).toMatchObject([
      { state: 'cancelled', reason: 'above-cap', agreedMinor: 20_000n, tries: 0 },
    ]);
    const told = (await mailsOf(payer)).filter((mail) => mail.kind === 'charge-cancelled');
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain('$150.00');
    expect(told[0]?.text).toContain('$200.00');
    expect((await standing(payer.actor)).due).toBe(20_000n);
    expect(await set({ capMinor: 25_000n })).toEqual({ ok: true });
    await minute(start(11));
    expect(await chargesOf(payer)).toMatchObject([{ reason: 'above-cap' }, { state: 'scheduled' }]);
    await minute(start(15));
    expect((await standing(payer.actor)).due).toBe(0n);
  });

  test('a charge that was stopped stays stopped, also on other terms; the next invoice is charged', async () => {
    const { payer, set } = await agreed();
    await payer.invoices(1, { dueOn: '2026-12-05' });
    await minute(NOW);
    const [planned] = await chargesOf(payer);
    await cancelScheduledCharge(payer.actor, { chargeId: planned!.id, cause: 'test' }, NOW);
    await set({ noticeDays: 4 });
    await payer.invoices(1, { dueOn: '2026-12-06' });
    for (const day of [2, 5, 6, 7]) await minute(start(day));
    expect((await chargesOf(payer)).map((charge) => charge.state)).toEqual(['cancelled', 'succeeded']);
    expect(await standing(payer.actor)).toMatchObject({ due: 10_000n, paid: 10_000n });
  });

  test('off is off: what was planned is stopped, and nothing more is', async () => {
    const { payer } = await agreed();
    await payer.invoices(1, { dueOn: '2026-12-05' });
    await minute(NOW);
    const off = () => turnAutopayOff(payer.actor, { currency: 'USD', cause: 'test' }, NOW);
    expect(await turnAutopayOff({ ...payer.actor, role: 'viewer' }, { currency: 'USD', cause: 'test' }, NOW)).toBe(
      false,
    );
    expect(await off()).toBe(true);
    expect(await off()).toBe(false);
    for (const day of [2, 5, 6]) await minute(start(day));
    expect(await chargesOf(payer)).toMatchObject([{ state: 'cancelled', reason: 'autopay-off' }]);
    expect((await standing(payer.actor)).due).toBe(10_000n);
  });

  test('ends with its method, and that is told', async () => {
    const { payer, methodId } = await agreed();
    await payer.invoices(1, { dueOn: '2026-12-05' });
    await minute(NOW);
    await removePaymentMethod(payer.actor, { methodId, cause: 'test' }, NOW);
    await minute(start(5));
    expect(await chargesOf(payer)).toMatchObject([{ state: 'cancelled', reason: 'method-removed' }]);
    expect(await db.autopay.findFirst({ where: { vendorId: payer.actor.vendorId } })).toMatchObject({
      endReason: 'method-removed',
    });
    expect(await kindsOf(payer)).toEqual(['autopay-ended', 'autopay-on', 'charge-cancelled', 'charge-scheduled']);
  });

  test('is for payers, within limits, with a method of theirs that takes the currency', async () => {
    const { payer, set } = await agreed();
    const refused = async (answer: ReturnType<typeof set>) => {
      const result = await answer;
      return result.ok ? null : result.refusal.kind;
    };
    expect(await refused(set({ capMinor: 1n }))).toBe('cap-out-of-range');
    expect(await refused(set({ noticeDays: 0 }))).toBe('notice-out-of-range');
    expect(await refused(set({ noticeDays: 15 }))).toBe('notice-out-of-range');
    expect(await refused(set({ methodId: newId() }))).toBe('method-gone');
    const account = await payer.saveCard('pm_usBankAccount_success');
    expect(await refused(set({ methodId: account.methodId, currency: 'EUR' }))).toBe('method-not-for-currency');
    const other = await payerIn();
    const theirs = await other.saveCard('pm_card_visa');
    expect(await refused(set({ methodId: theirs.methodId }))).toBe('method-gone');
  });

  test('agreed twice at once, planned twice at once: one agreement, one charge', async () => {
    const { payer, set } = await agreed();
    await payer.invoices(3, { dueOn: '2026-12-03' });
    await Promise.all([1, 2, 3].map(() => set({ noticeDays: 2 })));
    const [autopay, ...more] = await db.autopay.findMany({ where: { vendorId: payer.actor.vendorId, endedAt: null } });
    expect(more).toEqual([]);
    await Promise.all([1, 2, 3, 4].map(() => planAutopay({ autopayId: autopay!.id, cause: 'test', now: NOW })));
    expect((await chargesOf(payer)).map((charge) => charge.agreedMinor)).toEqual([30_000n]);
  });

  test('leaves alone what is paid by hand, scheduled, or disputed; a dispute that ends brings it back', async () => {
    const { payer, methodId } = await agreed();
    const [paid, disputed] = await payer.invoices(2, { dueOn: '2026-12-08' });
    const { quote, ...input } = await payer.payAll({ kind: 'saved', methodId });
    const one = quote.filter((line) => line.invoiceId === paid!.id);
    expect((await startPayment(payer.actor, { ...input, quote: one }, NOW)).ok).toBe(true);
    await minute(start(5));
    const said = { id: newId(), invoiceId: disputed!.id, message: '', reason: 'wrong-amount', cause: 'test' } as const;
    expect((await disputeInvoice(payer.actor, { ...said, amountMinor: null }, start(5))).ok).toBe(true);
    await minute(start(6));
    expect(await chargesOf(payer)).toMatchObject([
      { state: 'cancelled', reason: 'nothing-left', agreedMinor: 10_000n },
    ]);
    await withdrawDispute(payer.actor, { invoiceId: disputed!.id, cause: 'test' }, start(6));
    await minute(start(6));
    expect((await chargesOf(payer)).map((charge) => charge.state)).toEqual(['cancelled', 'scheduled']);
    await minute(start(10));
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, paid: 20_000n, receipts: 2 });
  });

  test('a decline is tried again and told like any other, and not planned anew when it is over', async () => {
    const { payer, methodId } = await agreed();
    await payer.invoices(1, { dueOn: '2026-12-08' });
    await minute(start(4));
    await bankSays({ methodId }, 'lost_card');
    for (const day of [8, 9, 11, 13, 20]) await minute(start(day));
    expect(await chargesOf(payer)).toMatchObject([{ state: 'failed', tries: 1 }]);
    expect((await kindsOf(payer)).filter((kind) => kind === 'charge-failed')).toHaveLength(1);
    await drainJobs(() => start(20));
    expect(await findings(payer, start(20))).toEqual([]);
  });
});
