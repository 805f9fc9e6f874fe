import { afterAll, describe, expect, test } from 'vitest';
import { makeInvoice } from '~tests/factories/make-invoice';
import { makeVendor } from '~tests/factories/make-vendor';
import { chargeStories } from '~tests/support/charges';
import { makePayer } from '~tests/support/payer';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { bankSays, schedule } = await chargeStories(world);
const { addDays, dateIn } = await import('~/lib/dates');
const { transaction } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { loadTrends } = await import('~/domain/overview/load-trends.server');
const { listVendorCharges } = await import('~/domain/scheduled-charges/list-vendor-charges.server');
const { recordOutsidePayments } = await import('~/domain/payments/record-outside-payments.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');

const timeZone = 'America/New_York';
/** A Wednesday, eight in the morning in New York. */
const now = new Date('2026-11-25T13:00:00Z');
const today = dateIn(timeZone, now);
const zoned = { timeZone, now };

/** A vendor with a customer, and the one who looks at its figures. */
async function desk() {
  const vendor = await makeVendor({ timeZone });
  const payer = await makePayer({ vendorId: vendor.id });
  const { customerId } = payer.actor;
  const invoice = (values: object) => makeInvoice({ vendorId: vendor.id, customerId, issuedOn: today, ...values });
  return { vendor, payer, customerId, invoice, staff: (await staffOf(vendor, 'viewer')).actor };
}

test('a vendor without anything has no trends, and nobody sees another vendor’s', async () => {
  const { staff } = await desk();
  const stranger = await desk();
  await stranger.invoice({});
  expect(await loadTrends(staff, zoned)).toMatchObject({
    trends: [],
    failures: [],
    upcoming: { totals: [], next: [] },
  });
});

test('what is owed stands in five ages, by the vendor’s calendar', async () => {
  const { staff, invoice } = await desk();
  const late = (days: number, totalMinor: bigint, more = {}) =>
    invoice({ dueOn: addDays(today, -days), totalMinor, issuedOn: addDays(today, -days - 14), ...more });
  for (const [days, minor] of [
    [-5, 1n],
    [0, 2n],
    [1, 4n],
    [30, 8n],
    [31, 16n],
    [60, 32n],
    [61, 64n],
    [90, 128n],
    [91, 256n],
  ] as const)
    await late(days, minor);
  await late(10, 1_000n, { paidMinor: 400n });
  await late(10, 5_000n, { draft: true });
  await late(10, 5_000n, { voidReason: 'Twice' });
  await late(10, 5_000n, { disputeReason: 'Wrong' });
  await late(10, 7_000n, { currency: 'JPY' });
  const { trends } = await loadTrends(staff, zoned);
  expect(trends.find(({ currency }) => currency === 'USD')?.ages).toEqual([
    { bucket: 'not-due', count: 2, amountMinor: 3n },
    { bucket: '1-30', count: 3, amountMinor: 612n },
    { bucket: '31-60', count: 2, amountMinor: 48n },
    { bucket: '61-90', count: 2, amountMinor: 192n },
    { bucket: 'over-90', count: 1, amountMinor: 256n },
  ]);
  expect(trends.find(({ currency }) => currency === 'JPY')?.ages[1]).toMatchObject({ count: 1, amountMinor: 7_000n });
});

describe('weeks and days', () => {
  test('what came in stands in the week in which it came, in the vendor’s zone', async () => {
    const { vendor, staff, customerId, invoice } = await desk();
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
    // Midnight in New York is five in the morning here, and four in summer.
    await pay(new Date('2026-11-23T04:59:59Z'), 11n);
    await pay(new Date('2026-11-23T05:00:00Z'), 25n);
    await pay(new Date('2026-09-07T03:59:59Z'), 999n);
    await pay(new Date('2026-09-07T04:00:00Z'), 7n);
    const [trend] = (await loadTrends(staff, zoned)).trends;
    expect(trend?.weeks).toHaveLength(12);
    expect(trend?.weeks.filter(({ count }) => count > 0)).toEqual([
      { from: '2026-09-07', count: 1, amountMinor: 7n },
      { from: '2026-11-16', count: 1, amountMinor: 11n },
      { from: '2026-11-23', count: 1, amountMinor: 25n },
    ]);
  });

  test('days sales outstanding: what is owed, in days of what was billed in the last ninety', async () => {
    const { staff, invoice } = await desk();
    await invoice({ totalMinor: 60_000n, paidMinor: 45_000n, issuedOn: addDays(today, -89) });
    await invoice({ totalMinor: 30_000n, issuedOn: addDays(today, -90) });
    await invoice({ totalMinor: 70_000n, voidReason: 'Twice' });
    const [trend] = (await loadTrends(staff, zoned)).trends;
    // 150.00 + 300.00 owed; 600.00 billed since.
    expect(trend?.salesDays).toBe(68n);
  });
});

test('why payments failed lately, by the bank’s code', async () => {
  const { payer, staff } = await desk();
  await payer.invoices(1);
  const card = await payer.saveCard('pm_card_visa');
  for (const says of ['insufficient_funds', 'insufficient_funds', 'expired_card']) {
    await bankSays(card, says);
    expect(await startPayment(payer.actor, await payer.payAll(card), new Date())).toMatchObject({
      payment: { state: 'failed' },
    });
  }
  const recent = await loadTrends(staff, { timeZone, now: new Date() });
  expect(recent.failures).toEqual([
    { code: 'insufficient_funds', count: 2 },
    { code: 'expired_card', count: 1 },
  ]);
  const later = await loadTrends(staff, { timeZone, now: new Date(Date.now() + 40 * 86_400_000) });
  expect(later.failures).toEqual([]);
});

test('charges to come are summed, and listed with the next first, a page at a time', async () => {
  const { payer, staff } = await desk();
  const card = await payer.saveCard('pm_card_visa');
  await payer.invoices(2, { dueOn: addDays(today, 30) });
  const first = await schedule(payer, card, addDays(today, 5), now);
  const { upcoming } = await loadTrends(staff, zoned);
  expect(upcoming).toMatchObject({
    totals: [{ currency: 'USD', count: 1, amountMinor: 20_000n }],
    next: [{ id: first, customerId: payer.actor.customerId, nextOn: addDays(today, 5), amountMinor: 20_000n }],
  });
  const { charges, next } = await listVendorCharges(staff, null);
  expect(charges).toMatchObject([{ id: first, invoiceCount: 2, amountMinor: 20_000n, methodBrand: 'visa' }]);
  expect(next).toBeNull();
  expect((await listVendorCharges(staff, `${addDays(today, 5)}~${first}`)).charges).toEqual([]);
  const stranger = await desk();
  expect((await listVendorCharges(stranger.staff, null)).charges).toEqual([]);
});
