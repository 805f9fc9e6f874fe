import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { batchStories } from '~tests/support/batches';
import { look } from '~tests/support/desk';
import { drainJobs } from '~tests/support/drain-jobs';
import { standing } from '~tests/support/payer';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { ask, bankSays, desk, customer, confirm, work, mailsOf, outcomes, load, findings } = await batchStories(world);
const { planAutopay } = await import('~/domain/autopay/plan-autopay.server');
const { setAutopay } = await import('~/domain/autopay/set-autopay.server');
const { batchCsv } = await import('~/domain/batch-payments/batch-csv.server');
const { itemWords } = await import('~/domain/batch-payments/batch-words');
const { cancelBatch } = await import('~/domain/batch-payments/cancel-batch.server');
const { confirmBatch } = await import('~/domain/batch-payments/confirm-batch.server');
const { listItems } = await import('~/domain/batch-payments/list-items.server');
const { lookAfterBatches } = await import('~/domain/batch-payments/look-after-batches.server');
const { planBatch } = await import('~/domain/batch-payments/plan-batch.server');
const { changeInvoiceDetails } = await import('~/domain/invoices/change-details.server');
const { lookAfterCharges } = await import('~/domain/scheduled-charges/look-after-charges.server');
const { schedulePayment } = await import('~/domain/scheduled-charges/schedule-payment.server');
const { db } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const confirmPage = await import('~/routes/vendor/batch-payment-new');
const batchPage = await import('~/routes/vendor/batch-payment');

/** Noon of the first of December in New York. */
const NOON = new Date('2026-12-01T17:00:00Z');
const start = (day: number) => new Date(Date.UTC(2026, 11, day, 5));
const DUE = '2026-12-10';
const onDueDates = { when: 'due-dates' as const, now: NOON };
const on = (runOn: string) => ({ when: 'date' as const, runOn, now: NOON });
const day = async (at: number) => {
  await lookAfterBatches({ now: start(at) });
  await work(() => start(at));
};

describe('an invoice that a batch charges on a day to come', () => {
  test('is skipped by another for a day to come, which says when it is charged: its customer is told once, and charged once', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 3, 'pm_card_visa', { dueOn: DUE });
    const [one, two, three] = ann.ids as [string, string, string];
    const first = await confirm(actor, [one, two], onDueDates);
    await drainJobs(() => NOON);
    for (const later of [onDueDates, on('2026-12-12'), on('2026-12-05')]) {
      const { when } = later;
      const { totals } = await planBatch(actor, ann.ids, '2026-12-01', { later: true });
      expect([when, totals]).toEqual([when, [{ currency: 'USD', count: 1, amountMinor: 10_000n }]]);
    }
    const second = await confirm(actor, ann.ids, on('2026-12-12'));
    expect(await outcomes(second, ann.ids)).toEqual(['skipped scheduled', 'skipped scheduled', 'waiting']);
    await drainJobs(() => NOON);
    const told = await mailsOf(vendorId, 'charge-scheduled');
    const numbers = (
      await db.invoice.findMany({ where: { vendorId, id: { in: ann.ids } }, orderBy: { id: 'asc' } })
    ).map(({ number }) => number);
    expect(told.map(({ text }) => numbers.filter((number) => text.includes(number)).length).sort()).toEqual([1, 2]);
    await day(10);
    await day(12);
    expect(await outcomes(first, [one, two])).toEqual(['succeeded', 'succeeded']);
    expect(await outcomes(second, [three])).toEqual(['succeeded']);
    expect(await standing(ann.payer.actor)).toMatchObject({ due: 0n, paid: 30_000n, receipts: 3 });
    expect(await findings(vendorId, start(13))).toEqual([]);
  });

  test('is charged by one that charges at once, and the planned charge lets go', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 1, 'pm_card_visa', { dueOn: DUE });
    const planned = await confirm(actor, ann.ids, onDueDates);
    expect(await planBatch(actor, ann.ids, '2026-12-01')).toMatchObject({ chargeable: 1, announced: 1, scheduled: [] });
    const now = await confirm(actor, ann.ids, { now: NOON });
    await work(() => NOON);
    expect(await outcomes(now, ann.ids)).toEqual(['succeeded']);
    await day(10);
    expect(await outcomes(planned, ann.ids)).toEqual(['skipped paid']);
    expect(await standing(ann.payer.actor)).toMatchObject({ due: 0n, paid: 10_000n, receipts: 1 });
  });

  test('can be planned again once that was cancelled', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 1, 'pm_card_visa', { dueOn: DUE });
    const first = await confirm(actor, ann.ids, onDueDates);
    await cancelBatch(actor, { batchId: first, cause: 'test' }, NOON);
    const second = await confirm(actor, ann.ids, on('2026-12-12'));
    expect(await outcomes(second, ann.ids)).toEqual(['waiting']);
  });

  test('stands in one of two that are confirmed at the same moment', async () => {
    const { vendorId, actor } = await desk();
    const { actor: other } = await staffOf({ id: vendorId }, 'owner');
    const ann = await customer(vendorId, 20, 'pm_card_visa', { dueOn: DUE });
    const asked = await Promise.all(
      [actor, other].map((who) => ask(who, ann.ids, { when: 'date', runOn: '2026-12-05' })),
    );
    const answers = await Promise.all([actor, other].map((who, at) => confirmBatch(who, asked[at]!, NOON)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: { kind: 'nothing-to-charge' } });
    await drainJobs(() => NOON);
    expect(await mailsOf(vendorId, 'charge-scheduled')).toHaveLength(1);
  });
});

test('an invoice in a charge of its own on a day to come is skipped by a batch for a day to come', async () => {
  const { vendorId, actor } = await desk();
  const ann = await customer(vendorId, 1, 'pm_card_visa', { dueOn: DUE });
  const { quote } = await ann.payer.payAll(ann.method!);
  const how = { currency: 'USD', quote, methodId: ann.method!.methodId, cause: 'test' };
  expect(
    await schedulePayment(ann.payer.actor, { ...how, chargeId: newId(), chargeOn: '2026-12-08' }, NOON),
  ).toMatchObject({ ok: true });
  const bob = await customer(vendorId, 1, 'pm_card_visa', { dueOn: DUE });
  const ids = [...ann.ids, ...bob.ids];
  expect(await planBatch(actor, ids, '2026-12-01', { later: true })).toMatchObject({
    chargeable: 1,
    skipped: [{ reason: 'scheduled', count: 1 }],
    scheduled: [{ on: '2026-12-08', batchId: null }],
  });
  const batchId = await confirm(actor, ids, onDueDates);
  expect(await outcomes(batchId, ids)).toEqual(['skipped scheduled', 'waiting']);
});

describe('an invoice that was skipped for a charge to come', () => {
  const LATER = { batchId: '', outcome: null, order: 'selected', after: null, limit: 10 } as const;
  const itemsOf = (actor: Parameters<typeof listItems>[0], batchId: string) => listItems(actor, { ...LATER, batchId });
  /** A batch that takes one more besides what it skips. */
  const skipping = async ({ vendorId, actor }: Awaited<ReturnType<typeof desk>>, ids: readonly string[]) => {
    const bob = await customer(vendorId, 1, 'pm_card_visa', { dueOn: DUE });
    return confirm(actor, [...ids, ...bob.ids], on('2026-12-12'));
  };

  test('of which that charges a part only is said to be scheduled in part, first of all', async () => {
    const { vendorId, actor } = await desk();
    await db.vendor.update({ where: { id: vendorId }, data: { partPayments: true } });
    const whole = await customer(vendorId, 1, 'pm_card_visa', { dueOn: '2026-12-09' });
    await confirm(actor, whole.ids, onDueDates);
    const ann = await customer(vendorId, 1, 'pm_card_visa', { dueOn: DUE });
    const { quote } = await ann.payer.payAll(ann.method!);
    const asked = { currency: 'USD', methodId: ann.method!.methodId, cause: 'test', chargeOn: '2026-12-08' };
    const part = quote.map((line) => ({ ...line, payMinor: 100n }));
    expect(await schedulePayment(ann.payer.actor, { ...asked, quote: part, chargeId: newId() }, NOON)).toMatchObject({
      ok: true,
    });
    const ids = [...whole.ids, ...ann.ids];
    expect(await planBatch(actor, ids, '2026-12-01', { later: true })).toMatchObject({
      chargeable: 0,
      scheduled: [
        { on: '2026-12-08', currency: 'USD', partMinor: 100n },
        { on: '2026-12-09', partMinor: null },
      ],
    });
    const second = await skipping({ vendorId, actor }, ids);
    const items = await itemsOf(actor, second);
    expect(items.map(({ stoodIn }) => stoodIn?.partMinor)).toEqual([null, 100n, undefined]);
    expect(itemWords(items[1]!).what).toBe('$1.00 of it is already scheduled for 8 Dec 2026; the rest is not');
    expect(itemWords(items[0]!).what).toBe('Already scheduled for 9 Dec 2026');
    expect(await text(batchCsv(actor, second))).toContain(
      'skipped,$1.00 of it is already scheduled for 8 Dec 2026; the rest is not,scheduled,',
    );
  });

  test('is said to be open and not scheduled once that was declined', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 2, 'pm_card_visa', { dueOn: DUE });
    await bankSays(ann.method!, 'lost_card');
    await confirm(actor, ann.ids, onDueDates);
    const second = await skipping({ vendorId, actor }, ann.ids);
    const open = async () =>
      (await itemsOf(actor, second)).filter(({ reason }) => reason === 'scheduled').map(({ leftOpen }) => leftOpen);
    expect(await open()).toEqual([false, false]);
    await lookAfterBatches({ now: start(10) });
    expect(await open()).toEqual([false, false]);
    await work(() => start(10));
    expect(await open()).toEqual([true, true]);
    await confirm(actor, ann.ids.slice(0, 1), { when: 'date', runOn: '2026-12-20', now: start(11) });
    expect(await open()).toEqual([false, true]);
  });

  test('is said to be so once that was cancelled, and is not once it is paid', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 2, 'pm_card_visa', { dueOn: DUE });
    const first = await confirm(actor, ann.ids, onDueDates);
    const second = await skipping({ vendorId, actor }, ann.ids);
    await cancelBatch(actor, { batchId: first, cause: 'test' }, NOON);
    await confirm(actor, ann.ids.slice(0, 1), { now: NOON });
    await work(() => NOON);
    const items = await itemsOf(actor, second);
    expect(items.map(({ invoiceId, leftOpen }) => leftOpen && ann.ids.indexOf(invoiceId))).toEqual([false, 1, false]);
  });
});

describe('an invoice of a customer with AutoPay', () => {
  const agreed = async (invoices: number) => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, invoices, 'pm_card_visa', { dueOn: DUE });
    const terms = {
      currency: 'USD',
      methodId: ann.method!.methodId,
      capMinor: 1_000_000n,
      noticeDays: 14,
      cause: 'test',
    };
    expect(await setAutopay(ann.payer.actor, terms, NOON)).toEqual({ ok: true });
    const plan = async () => {
      const { id } = await db.autopay.findFirstOrThrow({ where: { vendorId, endedAt: null } });
      return planAutopay({ autopayId: id, cause: 'test', now: NOON });
    };
    return { vendorId, actor, ann, plan };
  };

  test('is left to the batch that charges it on a day to come, and planned once that was cancelled', async () => {
    const { vendorId, actor, ann, plan } = await agreed(1);
    const batchId = await confirm(actor, ann.ids, onDueDates);
    expect(await plan()).toBe(0);
    expect((await lookAfterCharges({ now: NOON })).autopays).toBe(0);
    await cancelBatch(actor, { batchId, cause: 'test' }, NOON);
    expect((await lookAfterCharges({ now: NOON })).autopays).toBe(1);
    expect(await plan()).toBe(1);
    expect(await db.scheduledCharge.count({ where: { vendorId, endedAt: null } })).toBe(1);
  });

  test('stands in one charge, whichever of the two plans it first', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { vendorId, actor, ann, plan } = await agreed(10);
      const asked = await ask(actor, ann.ids, { when: 'due-dates' });
      const [confirmed, planned] = await Promise.all([
        confirmBatch(actor, asked, NOON),
        sleep(round * 3).then(() => plan()),
      ]);
      const charges = await db.scheduledCharge.count({ where: { vendorId } });
      expect({ round, charges, planned, confirmed: confirmed.ok }).toEqual(
        confirmed.ok
          ? { round, charges: 0, planned: 0, confirmed: true }
          : { round, charges: 1, planned: 1, confirmed: false },
      );
    }
  });
});

test('the confirm page, the details and the file say for when it is scheduled, and in which batch', async () => {
  const { vendorId, actor } = await desk();
  const soon = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const ann = await customer(vendorId, 2, 'pm_card_visa', { dueOn: soon(20) });
  const first = await confirm(actor, ann.ids.slice(0, 1), { when: 'due-dates' });
  const cookie = await (await staffOf({ id: vendorId }, 'biller')).cookie();
  const query = ann.ids.map((id) => `invoice=${id}`).join('&');
  const { data } = await look(confirmPage.loader, `/vendor/batch-payments/new?when=later&${query}`, { cookie });
  expect(data).toMatchObject({
    plan: { chargeable: 1, scheduled: [{ on: soon(20), batchId: first }] },
    others: [{ id: first, name: expect.stringMatching(/^Batch of/) as string }],
  });
  const atOnce = await look(confirmPage.loader, `/vendor/batch-payments/new?when=now&${query}`, { cookie });
  expect(atOnce.data).toMatchObject({ plan: { chargeable: 2, announced: 1, scheduled: [] }, others: [] });
  const second = await confirm(actor, ann.ids, { when: 'date', runOn: soon(30) });
  const details = { invoiceId: ann.ids[0]!, dueOn: soon(25), summary: 'Hosting', memo: null, cause: 'test' };
  expect(await changeInvoiceDetails(actor, details, new Date())).toEqual({ ok: true });
  const shown = await look(batchPage.loader, '/x', { cookie, params: { id: second } });
  expect(shown.data).toMatchObject({
    items: [{ reason: 'scheduled', stoodIn: { on: soon(25), batchId: first } }, { stoodIn: null }],
    others: [{ id: first }],
  });
  const csv = await text(batchCsv(actor, second));
  expect(csv).toMatch(/skipped,Already scheduled for \d+ \w+ \d{4},scheduled,/);
  // What becomes of it later does not change why it was skipped.
  await cancelBatch(actor, { batchId: first, cause: 'test' }, new Date());
  const after = await look(batchPage.loader, '/x', { cookie, params: { id: second } });
  expect(after.data).toMatchObject({ items: [{ stoodIn: { on: soon(25), batchId: first } }, {}] });
  expect(await load(actor, second)).toMatchObject({ state: 'scheduled' });
});
