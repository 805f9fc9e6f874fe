import { afterAll, expect, test } from 'vitest';
import { makeInvoice } from '~tests/factories/make-invoice';
import { makeVendor } from '~tests/factories/make-vendor';
import { makePayer } from '~tests/support/payer';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { addDays, dateIn } = await import('~/lib/dates');
const { transaction } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { loadOverview, mondayOf } = await import('~/domain/overview/load-overview.server');
const { recordOutsidePayments } = await import('~/domain/payments/record-outside-payments.server');
const { voidInvoice } = await import('~/domain/invoices/void-invoice.server');
const { listCredits } = await import('~/domain/credits/list-credits.server');
const { refundCredit } = await import('~/domain/credits/refund-credit.server');
const { syncPayment } = await import('~/domain/payments/sync-payment.server');
const { listVendorPayments } = await import('~/domain/payments/list-vendor-payments.server');
const { readPaymentQuery } = await import('~/domain/payments/vendor-payment-list');
const { FIGURE_PAGES } = await import('~/components/vendor/vendor-navigation');
const { startPayment } = await import('~/domain/payments/start-payment.server');

const timeZone = 'America/New_York';
/** A Wednesday, eight in the morning in New York. */
const now = new Date('2026-11-25T13:00:00Z');
const today = dateIn(timeZone, now);
const vendor = await makeVendor({ timeZone });
const { actor } = await staffOf(vendor);

test('a week begins on Monday', () => {
  const days = ['2026-11-23', '2026-11-25', '2026-11-29', '2026-11-30', '2023-12-31'];
  expect(days.map(mondayOf)).toEqual(['2026-11-23', '2026-11-23', '2026-11-23', '2026-11-30', '2023-12-25']);
});

test('a vendor without invoices has no figures, and nobody sees another vendor’s', async () => {
  expect(await loadOverview(actor, { timeZone, now })).toEqual({
    totals: [],
    attention: { undecided: 0, disputes: 0, questions: 0, forVoid: 0, mails: 0 },
    late: [],
    today,
    weekFrom: '2026-11-23',
    mailsFrom: '2026-11-19',
  });
  const stranger = await makePayer();
  await stranger.invoices(3);
  expect((await loadOverview(actor, { timeZone, now })).totals).toEqual([]);
});

test('open, overdue, collected since Monday in the vendor’s zone, and in flight, per currency', async () => {
  const payer = await makePayer({ vendorId: vendor.id });
  const { customerId } = payer.actor;
  const invoice = (values: object) => makeInvoice({ vendorId: vendor.id, customerId, ...values });
  await invoice({ totalMinor: 100_00n, dueOn: today });
  await invoice({ totalMinor: 40_00n, dueOn: addDays(today, -1) });
  await invoice({ totalMinor: 7_000n, currency: 'JPY', dueOn: addDays(today, 5) });
  await invoice({ totalMinor: 5_00n, draft: true });
  await invoice({ totalMinor: 6_00n, voidReason: 'Twice' });
  const pay = async (settledAt: Date, amountMinor: bigint) => {
    const { id } = await invoice({ totalMinor: amountMinor });
    const payment = {
      id: newId(),
      customerId,
      currency: 'USD',
      settledAt,
      allocations: [{ invoiceId: id, amountMinor }],
    };
    await transaction((tx) => recordOutsidePayments(tx, { vendorId: vendor.id, payments: [payment] }));
  };
  // Midnight in New York is five in the morning here.
  await pay(new Date('2026-11-23T04:59:59Z'), 11_00n);
  await pay(new Date('2026-11-23T05:00:00Z'), 25_00n);
  await pay(new Date('2026-11-25T12:00:00Z'), 3_00n);
  const { totals, late } = await loadOverview(actor, { timeZone, now });
  expect(late).toMatchObject([{ customerId, lateMinor: 40_00n, lateCount: 1, oldestDueOn: addDays(today, -1) }]);
  expect(totals).toEqual([
    {
      currency: 'USD',
      openMinor: 140_00n,
      openCount: 2,
      overdueMinor: 40_00n,
      overdueCount: 1,
      inFlightMinor: 0n,
      inFlightCount: 0,
      collectedMinor: 28_00n,
      collectedCount: 2,
    },
    expect.objectContaining({ currency: 'JPY', openMinor: 7_000n, overdueMinor: 0n, collectedMinor: 0n }),
  ]);
});

test('a payment that nobody knows the outcome of is in flight, and after a quarter of an hour wants a look', async () => {
  const own = await makeVendor({ timeZone });
  const staff = await staffOf(own, 'viewer');
  const payer = await makePayer({ vendorId: own.id });
  await payer.invoices(2);
  const card = await payer.saveCard('pm_card_visa');
  await world.ctl('POST', '/faults', { route: 'POST /v1/payment_intents', kind: 'drop-after-commit', count: 3 });
  await startPayment(payer.actor, await payer.payAll(card), new Date());
  const { db } = await import('~/lib/db.server');
  const [payment] = await db.payment.findMany({ where: { vendorId: own.id } });
  if (payment?.state !== 'checking') throw new Error(`the answer was lost, yet the payment is ${payment?.state}`);
  const after = (minutes: number) => new Date(payment.createdAt.getTime() + minutes * 60_000 + 1);
  const at = async (minutes: number) => loadOverview(staff.actor, { timeZone, now: after(minutes) });
  expect((await at(14)).attention.undecided).toBe(0);
  const later = await at(15);
  expect(later.attention.undecided).toBe(1);
  expect(later.totals[0]).toMatchObject({ inFlightMinor: 200_00n, inFlightCount: 1, openMinor: 0n });
});

test('money that came for a void invoice wants a look until it is given back, and its figure opens its payment', async () => {
  const own = await makeVendor({ timeZone });
  const staff = await staffOf(own, 'biller');
  const payer = await makePayer({ vendorId: own.id });
  const [invoice] = await payer.invoices(1);
  const account = await payer.saveCard('pm_usBankAccount_success');
  const input = await payer.payAll(account, { acceptance: { ip: '192.0.2.7', userAgent: 'a browser' } });
  expect(await startPayment(payer.actor, input, now)).toMatchObject({ payment: { state: 'processing' } });
  const because = { vendorId: own.id, reason: 'Billed twice', cause: 'test' };
  expect(await voidInvoice(staff.actor, { ...because, invoiceId: invoice!.id }, now)).toMatchObject({ ok: true });
  const forVoid = async () => {
    const { attention } = await loadOverview(staff.actor, { timeZone, now });
    const query = readPaymentQuery(new URL(FIGURE_PAGES.forVoid('', today), 'http://localhost').searchParams);
    const { payments } = await listVendorPayments(staff.actor, query, { timeZone, now });
    return [attention.forVoid, payments.map(({ id }) => id)];
  };
  expect(await forVoid()).toEqual([0, []]);
  await world.ctl('POST', '/clock', { advanceSeconds: 14 * 86_400 });
  await world.ctl('POST', '/quiesce');
  expect(await syncPayment({ paymentId: input.paymentId, cause: 'test', now })).toMatchObject({ state: 'succeeded' });
  // Another payment, of an invoice that is not void, is none of them.
  await payer.invoices(1);
  const card = await payer.saveCard('pm_card_visa');
  expect(await startPayment(payer.actor, await payer.payAll(card), now)).toMatchObject({ ok: true });
  expect(await forVoid()).toEqual([1, [input.paymentId]]);
  const [lot] = await listCredits(payer.actor);
  const back = { ...because, refundId: newId(), creditId: lot!.id, amountMinor: lot!.remainingMinor, outside: false };
  expect(await refundCredit(staff.actor, back, now)).toMatchObject({ ok: true });
  expect(await forVoid()).toEqual([0, []]);
});
