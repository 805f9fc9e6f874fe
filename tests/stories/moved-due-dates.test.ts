import { afterAll, describe, expect, test } from 'vitest';
import { chargeStories } from '~tests/support/charges';
import { standing, type Payer } from '~tests/support/payer';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { minute, paymentsOf, payerIn, mailsOf, kindsOf, bankSays, findings, captured, schedule, stateOf } =
  await chargeStories(world);
const { setAutopay } = await import('~/domain/autopay/set-autopay.server');
const { cancelScheduledCharge } = await import('~/domain/scheduled-charges/cancel-scheduled-charge.server');
const { changeInvoiceDetails } = await import('~/domain/invoices/change-details.server');
const { db } = await import('~/lib/db.server');

/** Noon of the first of December in New York. */
const NOW = new Date('2026-12-01T17:00:00Z');
/** The beginning of a date of that December in New York. */
const start = (day: number) => new Date(Date.UTC(2026, 11, day, 5));

async function agreed() {
  const payer = await payerIn();
  const { methodId } = await payer.saveCard('pm_card_visa');
  const terms = { currency: 'USD', methodId, capMinor: 100_000n, noticeDays: 3, cause: 'test' };
  expect(await setAutopay(payer.actor, terms, NOW)).toEqual({ ok: true });
  return { payer };
}

const chargesOf = ({ actor }: Payer) =>
  db.scheduledCharge.findMany({
    where: { vendorId: actor.vendorId },
    orderBy: [{ chargeOn: 'asc' }, { createdAt: 'asc' }],
  });

describe('a due date that staff move', () => {
  const dueOn = '2026-12-10';
  /** An agreement, and its invoices announced for the tenth. */
  async function announced(count: number) {
    const { payer } = await agreed();
    const invoices = await payer.invoices(count, { dueOn });
    await minute(start(6));
    expect(await chargesOf(payer)).toMatchObject([{ state: 'scheduled', agreedMinor: BigInt(count) * 10_000n }]);
    const { actor: staff } = await staffOf({ id: payer.actor.vendorId }, 'biller');
    const move = ({ id, summary }: { id: string; summary: string }, to: string) =>
      changeInvoiceDetails(staff, { invoiceId: id, dueOn: to, summary, memo: null, cause: 'test' }, start(6));
    return { payer, invoices, move };
  }
  const dates = (charges: Awaited<ReturnType<typeof chargesOf>>) =>
    charges.map(({ state, reason, chargeOn }) => [state, reason, chargeOn.toISOString().slice(0, 10)]);

  test('later takes its charge along: the customer is told at once, and again before the new date', async () => {
    const { payer, invoices, move } = await announced(1);
    expect(await move(invoices[0]!, '2026-12-20')).toEqual({ ok: true });
    for (const minutes of [0, 1, 2]) await minute(new Date(start(8).getTime() + minutes * 60_000));
    expect(dates(await chargesOf(payer))).toEqual([['cancelled', 'due-later', '2026-12-10']]);
    const told = (await mailsOf(payer)).filter(({ kind }) => kind === 'charge-cancelled');
    expect(told).toHaveLength(1);
    for (const words of ['due later now, on 20 Dec 2026', 'AutoPay pays it then', 'nothing was charged'])
      expect(told[0]?.text).toContain(words);
    for (let day = 9; day <= 19; day++) await minute(start(day));
    expect(await standing(payer.actor)).toMatchObject({ due: 10_000n, receipts: 0 });
    expect(dates(await chargesOf(payer)).at(-1)).toEqual(['scheduled', null, '2026-12-20']);
    await minute(start(20));
    const [, charge] = await chargesOf(payer);
    expect(await paymentsOf(charge!.id)).toMatchObject([{ createdAt: start(20), amountMinor: 10_000n }]);
    expect(await kindsOf(payer)).toEqual([
      'autopay-on',
      'charge-cancelled',
      'charge-scheduled',
      'charge-scheduled',
      'receipt',
    ]);
    expect(await findings(payer, start(21))).toEqual([]);
  });

  test('of one among others: it leaves their charge, which is told and goes on', async () => {
    const { payer, invoices, move } = await announced(3);
    await move(invoices[1]!, '2026-12-11');
    await minute(start(7));
    const changed = (await mailsOf(payer)).filter(({ kind }) => kind === 'charge-changed');
    expect(changed).toHaveLength(1);
    for (const words of ['$200.00', `${invoices[1]!.number} is due later now, on 11 Dec 2026`])
      expect(changed[0]?.text).toContain(words);
    // Within the notice still: planned anew in the same minute or the next, and told.
    await minute(new Date(start(7).getTime() + 60_000));
    expect(dates(await chargesOf(payer))).toEqual([
      ['scheduled', null, '2026-12-10'],
      ['scheduled', null, '2026-12-11'],
    ]);
    for (const day of [10, 11]) await minute(start(day));
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, paid: 30_000n, receipts: 2 });
    expect(await findings(payer, start(12))).toEqual([]);
  });

  test('of one among others, and the customer stops the rest: it is paid on its new date all the same', async () => {
    const { payer, invoices, move } = await announced(2);
    await move(invoices[0]!, '2026-12-20');
    await minute(start(7));
    const [charge] = await chargesOf(payer);
    expect(await cancelScheduledCharge(payer.actor, { chargeId: charge!.id, cause: 'test' }, start(8))).toEqual({
      ok: true,
    });
    for (let day = 8; day <= 21; day++) await minute(start(day));
    expect(dates(await chargesOf(payer))).toEqual([
      ['cancelled', 'customer', '2026-12-10'],
      ['succeeded', null, '2026-12-20'],
    ]);
    expect(await standing(payer.actor)).toMatchObject({ due: 10_000n, paid: 10_000n, receipts: 1 });
    expect(await findings(payer, start(22))).toEqual([]);
  });

  test('nearer leaves the announced date, and nothing more is told', async () => {
    const { payer, invoices, move } = await announced(1);
    await move(invoices[0]!, '2026-12-07');
    for (const day of [7, 8, 9]) await minute(start(day));
    expect((await standing(payer.actor)).due).toBe(10_000n);
    await minute(start(10));
    expect((await standing(payer.actor)).due).toBe(0n);
    expect(await kindsOf(payer)).toEqual(['autopay-on', 'charge-scheduled', 'receipt']);
  });

  test('at the moment of the charge: it is charged, or follows, never both', async () => {
    const { payer, invoices, move } = await announced(1);
    await Promise.all([minute(start(10)), move(invoices[0]!, '2026-12-20')]);
    for (let day = 11; day <= 21; day++) await minute(start(day));
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, paid: 10_000n, receipts: 1 });
    const charges = await chargesOf(payer);
    const payments = (await Promise.all(charges.map(({ id }) => paymentsOf(id)))).flat();
    expect(await captured(payments.map(({ id }) => id))).toBe(1);
    expect(await findings(payer, start(22))).toEqual([]);
  });

  test('after a decline: the next try follows too', async () => {
    const { payer, invoices, move } = await announced(1);
    const [{ methodId } = { methodId: '' }] = await chargesOf(payer);
    await bankSays({ methodId }, 'insufficient_funds');
    await minute(start(10));
    expect(await chargesOf(payer)).toMatchObject([{ state: 'retrying', tries: 1 }]);
    await bankSays({ methodId }, 'yes');
    await move(invoices[0]!, '2026-12-20');
    for (let day = 11; day <= 19; day++) await minute(start(day));
    expect(await standing(payer.actor)).toMatchObject({ due: 10_000n, receipts: 0 });
    await minute(start(20));
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, receipts: 1 });
    expect(await findings(payer, start(21))).toEqual([]);
  });

  test('does not move a date that somebody chose', async () => {
    const payer = await payerIn();
    const [invoice] = await payer.invoices(1, { dueOn });
    const card = await payer.saveCard('pm_card_visa');
    const chargeId = await schedule(payer, card, '2026-12-05', NOW);
    const { actor: staff } = await staffOf({ id: payer.actor.vendorId }, 'biller');
    const { id: invoiceId, summary } = invoice!;
    await changeInvoiceDetails(staff, { invoiceId, dueOn: '2026-12-20', summary, memo: null, cause: 'test' }, NOW);
    for (const day of [3, 5]) await minute(start(day));
    expect(await stateOf(chargeId)).toBe('succeeded');
  });
});
