import { afterAll, expect, test } from 'vitest';
import { batchStories } from '~tests/support/batches';
import { chargeStories } from '~tests/support/charges';
import { countStatements } from '~tests/support/count-statements';
import { look } from '~tests/support/desk';
import { makePayer, type Payer } from '~tests/support/payer';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { desk, customer, confirm } = await batchStories(world);
const { ask } = await chargeStories(world);
const { createSession } = await import('~/auth/sessions.server');
const { lookAfterBatches } = await import('~/domain/batch-payments/look-after-batches.server');
const { openList } = await import('~/domain/invoices/open-list.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { listCharges } = await import('~/domain/scheduled-charges/list-charges.server');
const { schedulePayment } = await import('~/domain/scheduled-charges/schedule-payment.server');
const { db } = await import('~/lib/db.server');
const invoicePage = await import('~/routes/portal/invoice');
const chargePage = await import('~/routes/vendor/invoice-charge');
const payPage = await import('~/routes/portal/pay');

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const [soon, later] = [inDays(20), inDays(30)];
const cookieOf = async ({ actor: { personId, contactId } }: Payer) =>
  (await createSession({ personId, contactId, now: new Date() })).cookie;
const listOf = async ({ actor }: Payer) => {
  const list = await openList(actor, new URLSearchParams(), 'America/New_York', new Date());
  if (!list.ok) throw new Error('no list');
  return list.view;
};

test('a customer sees in the list, on the invoice and where they pay what a batch charges, when and with what', async () => {
  const { vendorId, actor } = await desk();
  const ann = await customer(vendorId, 3, 'pm_card_visa', { dueOn: soon });
  const [later1] = await ann.payer.invoices(1, { dueOn: later });
  const [apart] = await ann.payer.invoices(1, { dueOn: soon });
  const bob = await customer(vendorId, 1, 'pm_card_mastercard', { dueOn: soon });
  await confirm(actor, [...ann.ids, later1!.id, ...bob.ids], { when: 'due-dates' });
  const visa = { kind: 'batch', state: 'scheduled', currency: 'USD', methodBrand: 'visa', methodLast4: '4242' };
  const charges = [
    { ...visa, nextOn: soon, invoiceCount: 3, amountMinor: 30_000n },
    { ...visa, nextOn: later, invoiceCount: 1, amountMinor: 10_000n },
  ];
  expect((await listOf(ann.payer)).charges).toMatchObject(charges);
  expect(await listCharges(ann.payer.actor)).toMatchObject(charges);
  expect((await listOf(bob.payer)).charges).toMatchObject([{ methodBrand: 'mastercard', invoiceCount: 1 }]);
  const cookie = await cookieOf(ann.payer);
  const charge = async (id: string) => (await look(invoicePage.loader, '/x', { cookie, params: { id } })).data;
  expect(await charge(ann.ids[0]!)).toMatchObject({
    charge: { chargeId: null, on: soon, amountMinor: 10_000n, methodBrand: 'visa', methodLast4: '4242' },
  });
  expect(await charge(apart!.id)).toMatchObject({ charge: null });
  expect((await look(payPage.loader, '/pay?currency=USD&all=1', { cookie })).data).toMatchObject({
    review: { dates: { kind: 'scheduled', count: 4, invoices: Array.from({ length: 4 }, () => ({ chargeId: null })) } },
  });
});

test('what is paid, cancelled or has no method any more is not said to be charged', async () => {
  const { vendorId, actor } = await desk();
  const ann = await customer(vendorId, 2, 'pm_card_visa', { dueOn: soon });
  await confirm(actor, ann.ids, { when: 'due-dates' });
  const pays = await ann.payer.payAll(await ann.payer.saveCard('pm_card_visa'));
  await startPayment(ann.payer.actor, { ...pays, quote: pays.quote.slice(0, 1) }, new Date());
  expect(await listCharges(ann.payer.actor)).toMatchObject([{ invoiceCount: 1, amountMinor: 10_000n }]);
  await db.paymentMethod.updateMany({ where: { vendorId }, data: { removedAt: new Date() } });
  expect(await listCharges(ann.payer.actor)).toEqual([]);
});

test('what a batch charges is not scheduled a second time, neither by its customer nor by staff', async () => {
  const { vendorId, actor } = await desk();
  const ann = await customer(vendorId, 1, 'pm_card_visa', { dueOn: later });
  const asked = await ask(ann.payer, ann.method!, soon);
  await confirm(actor, ann.ids, { when: 'due-dates' });
  expect(await schedulePayment(ann.payer.actor, asked, new Date())).toMatchObject({
    ok: false,
    refusal: { kind: 'already-scheduled', invoices: [{ on: later }] },
  });
  const cookie = await (await staffOf({ id: vendorId }, 'biller')).cookie();
  expect((await look(chargePage.loader, '/x', { cookie, params: { id: ann.ids[0]! } })).data).toMatchObject({
    standing: { on: later, amountMinor: 10_000n },
    mayWait: false,
  });
});

test('what a batch charges stays so once its day has begun, until its turn comes', async () => {
  const { vendorId, actor } = await desk();
  const ann = await customer(vendorId, 1, 'pm_card_visa', { dueOn: later });
  const asked = await ask(ann.payer, ann.method!, inDays(25));
  await confirm(actor, ann.ids, { when: 'date', runOn: soon });
  const begun = new Date(`${soon}T17:00:00Z`);
  await lookAfterBatches({ now: begun });
  expect(await db.batchCharge.findMany({ where: { vendorId } })).toMatchObject([{ state: 'ready' }]);
  expect(await listCharges(ann.payer.actor)).toMatchObject([{ kind: 'batch', nextOn: soon, amountMinor: 10_000n }]);
  expect(await schedulePayment(ann.payer.actor, asked, begun)).toMatchObject({
    ok: false,
    refusal: { kind: 'already-scheduled', invoices: [{ on: soon }] },
  });
  const atOnce = await customer(vendorId, 1);
  await confirm(actor, atOnce.ids, { when: 'now' });
  expect(await listCharges(atOnce.payer.actor)).toEqual([]);
});

test('the pages ask for no more, however much is planned', async () => {
  const { vendorId, actor } = await desk();
  const none = await makePayer({ vendorId });
  await none.invoices(1, { dueOn: soon });
  const ann = await customer(vendorId, 60, 'pm_card_visa', { dueOn: soon });
  await confirm(actor, ann.ids, { when: 'due-dates' });
  const counts = [];
  for (const payer of [none, ann.payer]) {
    const cookie = await cookieOf(payer);
    counts.push([
      await countStatements(() => listOf(payer)),
      await countStatements(() => look(payPage.loader, '/pay?currency=USD&all=1', { cookie })),
    ]);
  }
  expect(counts[1]).toEqual(counts[0]);
  expect(counts[0]?.[0]).toBe(2);
});
