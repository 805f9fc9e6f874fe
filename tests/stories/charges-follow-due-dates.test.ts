import { afterAll, describe, expect, test } from 'vitest';
import { makeContact } from '~tests/factories/make-customer';
import { batchStories } from '~tests/support/batches';
import { chargeStories } from '~tests/support/charges';
import { look, post } from '~tests/support/desk';
import { standing, type Payer } from '~tests/support/payer';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { minute, payerIn, ask, chargeOf, paymentsOf, mailsOf, bankSays, findings } = await chargeStories(world);
const batches = await batchStories(world);
const { changeInvoiceDetails } = await import('~/domain/invoices/change-details.server');
const { loadVendorInvoice } = await import('~/domain/invoices/load-vendor-invoice.server');
const { tellStory } = await import('~/domain/invoices/invoice-story');
const { confirmBatch } = await import('~/domain/batch-payments/confirm-batch.server');
const { lookAfterBatches } = await import('~/domain/batch-payments/look-after-batches.server');
const { schedulePayment } = await import('~/domain/scheduled-charges/schedule-payment.server');
const { db } = await import('~/lib/db.server');
const editPage = await import('~/routes/vendor/invoice-edit');

/** Noon of the first of December in New York. */
const NOW = new Date('2026-12-01T17:00:00Z');
/** The beginning of a date of that December in New York. */
const start = (day: number) => new Date(Date.UTC(2026, 11, day, 5));
const DUE = '2026-12-10';
const dateOf = (on: Date | null) => on?.toISOString().slice(0, 10) ?? null;
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/\s+/g, ' ');
type Staff = Awaited<ReturnType<typeof staffOf>>['actor'];

async function move(staff: Staff, invoiceId: string, dueOn: string, now = NOW) {
  const details = { invoiceId, dueOn, summary: 'Hosting', memo: null, cause: 'test' };
  return changeInvoiceDetails(staff, details, now);
}
const movedMails = async ({ actor }: Payer) =>
  (
    await db.outgoingMail.findMany({
      where: { vendorId: actor.vendorId, kind: 'charge-moved' },
      orderBy: { id: 'asc' },
    })
  ).map(({ subject, text }) => plain(`${subject} ${text}`));

describe('a charge that staff set for the due date', () => {
  async function scheduled(invoices = 1) {
    const payer = await payerIn();
    const made = await payer.invoices(invoices, { dueOn: DUE });
    const card = await payer.saveCard('pm_card_visa');
    const { actor: staff } = await staffOf({ id: payer.actor.vendorId }, 'biller');
    const input = await ask(payer, card, DUE);
    const by = { ...staff, channel: 'staff' as const, customerId: payer.actor.customerId };
    expect(await schedulePayment(by, input, NOW)).toMatchObject({ ok: true });
    await minute(NOW);
    return { payer, card, staff, chargeId: input.chargeId, invoiceId: made[0]!.id };
  }

  test('of which nobody could be told: it is announced when it moves, with the day that it has then', async () => {
    const payer = await payerIn();
    const [made] = await payer.invoices(1, { dueOn: DUE });
    const input = await ask(payer, await payer.saveCard('pm_card_visa'), DUE);
    const { vendorId, customerId } = payer.actor;
    const { actor: staff } = await staffOf({ id: vendorId }, 'biller');
    expect(await schedulePayment({ ...staff, channel: 'staff' as const, customerId }, input, NOW)).toMatchObject({
      ok: true,
    });
    await db.contact.updateMany({ where: { vendorId }, data: { removedAt: NOW } });
    await minute(NOW);
    await makeContact({ vendorId, customerId, email: 'next@payer.example' });
    expect(await move(staff, made!.id, '2026-12-20')).toEqual({ ok: true });
    await minute(NOW);
    expect(await movedMails(payer)).toEqual([]);
    const told = await db.outgoingMail.findMany({ where: { vendorId, kind: 'charge-scheduled' } });
    expect(told).toMatchObject([{ to: 'next@payer.example', subject: expect.stringMatching(/20 Dec 2026/) as string }]);
  });

  test('later: it waits for the new day, which the customer is told once, and is charged once', async () => {
    const { payer, staff, chargeId, invoiceId } = await scheduled();
    for (const again of [1, 2])
      expect([again, await move(staff, invoiceId, '2026-12-20')]).toEqual([again, { ok: true }]);
    await minute(NOW);
    const [mail, ...more] = await movedMails(payer);
    expect(more).toEqual([]);
    expect(mail).toMatch(/^Now on 20 Dec 2026: the charge of \$100\.00 to Vendor/);
    for (const words of ['on 20 Dec 2026 instead of 10 Dec 2026', 'See or stop the charge'])
      expect(mail).toContain(words);
    for (const day of [10, 11, 19]) await minute(start(day));
    expect(await standing(payer.actor)).toMatchObject({ due: 10_000n });
    for (const day of [20, 21]) await minute(start(day));
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, paid: 10_000n, receipts: 1 });
    expect(await paymentsOf(chargeId)).toHaveLength(1);
    const story = tellStory((await loadVendorInvoice(staff, invoiceId))!).map(({ what }) => what);
    for (const what of [
      'Charge of $100.00 scheduled for 10 Dec 2026',
      'Its charge moved to 20 Dec 2026',
      'New day of the charge mailed',
    ])
      expect(story).toContain(what);
    expect(await findings(payer, start(22))).toEqual([]);
  });

  test('nearer: it comes sooner, but never on a day that is not to come', async () => {
    const { payer, staff, chargeId, invoiceId } = await scheduled();
    const before = await db.invoice.findUniqueOrThrow({ where: { id: invoiceId, vendorId: staff.vendorId } });
    for (const dueOn of ['2026-12-01', '2026-11-30'])
      expect(await move(staff, invoiceId, dueOn)).toEqual({
        ok: false,
        refusal: { kind: 'charged-when-due', from: '2026-12-02' },
      });
    expect(await db.invoice.findUniqueOrThrow({ where: { id: invoiceId, vendorId: staff.vendorId } })).toEqual(before);
    expect(await move(staff, invoiceId, '2026-12-02')).toEqual({ ok: true });
    expect(dateOf((await chargeOf(chargeId)).chargeOn)).toBe('2026-12-02');
    await minute(start(2));
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, receipts: 1 });
  });

  test('moved twice before the mail is written: only the last day is told', async () => {
    const { payer, staff, invoiceId } = await scheduled();
    await move(staff, invoiceId, '2026-12-15');
    await move(staff, invoiceId, '2026-12-20');
    await minute(NOW);
    const mails = await movedMails(payer);
    expect(mails.map((mail) => mail.slice(0, 18))).toEqual(['Now on 20 Dec 2026']);
  });

  test('there and back: nothing is told where what was told last is true again', async () => {
    const { payer, staff, invoiceId } = await scheduled();
    for (const dueOn of ['2026-12-20', DUE]) await move(staff, invoiceId, dueOn);
    await minute(NOW);
    expect(await movedMails(payer)).toEqual([]);
    for (const dueOn of ['2026-12-20', DUE, '2026-12-20']) {
      await move(staff, invoiceId, dueOn);
      await minute(NOW);
    }
    expect(
      (await movedMails(payer)).map((mail) => /on (\S+ \S+ \S+) instead of (\S+ \S+ \S+)/.exec(mail)?.slice(1)),
    ).toEqual([
      ['20 Dec 2026', '10 Dec 2026'],
      ['10 Dec 2026', '20 Dec 2026'],
      ['20 Dec 2026', '10 Dec 2026'],
    ]);
  });

  test('moved before its first mail is written: that tells the new day, and no other does', async () => {
    const payer = await payerIn();
    const [invoice] = await payer.invoices(1, { dueOn: DUE });
    const card = await payer.saveCard('pm_card_visa');
    const { actor: staff } = await staffOf({ id: payer.actor.vendorId }, 'biller');
    const by = { ...staff, channel: 'staff' as const, customerId: payer.actor.customerId };
    expect(await schedulePayment(by, await ask(payer, card, DUE), NOW)).toMatchObject({ ok: true });
    await move(staff, invoice!.id, '2026-12-20');
    await minute(NOW);
    expect((await mailsOf(payer)).map(({ subject }) => plain(subject).slice(0, 30))).toEqual([
      'To be charged on 20 Dec 2026: ',
    ]);
  });

  test('after a decline the next try follows to a later day, and a nearer one leaves it', async () => {
    const { payer, card, staff, chargeId, invoiceId } = await scheduled();
    await bankSays(card, 'insufficient_funds');
    await minute(start(10));
    await bankSays(card, 'yes');
    expect(await move(staff, invoiceId, '2026-12-05', start(10))).toEqual({ ok: true });
    expect(dateOf((await chargeOf(chargeId)).nextOn)).toBe('2026-12-11');
    expect(await move(staff, invoiceId, '2026-12-20', start(10))).toEqual({ ok: true });
    for (const day of [11, 19]) await minute(start(day));
    expect(await standing(payer.actor)).toMatchObject({ due: 10_000n });
    await minute(start(20));
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, receipts: 1 });
    expect(await findings(payer, start(21))).toEqual([]);
  });

  test('in the moment of the charge: it is charged, or follows, never both', async () => {
    const { payer, staff, chargeId, invoiceId } = await scheduled();
    await Promise.all([minute(start(10)), move(staff, invoiceId, '2026-12-20', start(10))]);
    for (let day = 11; day <= 21; day++) await minute(start(day));
    expect(await standing(payer.actor)).toMatchObject({ due: 0n, paid: 10_000n, receipts: 1 });
    expect(await paymentsOf(chargeId)).toHaveLength(1);
    expect(await findings(payer, start(22))).toEqual([]);
  });

  test('the database lets it go to the due date of its invoice, and nowhere else', async () => {
    const { chargeId } = await scheduled();
    await expect(
      db.$executeRaw`UPDATE scheduled_charges SET charge_on = '2026-12-03', next_on = '2026-12-03' WHERE id = ${chargeId}::uuid`,
    ).rejects.toThrow(/cannot change/);
  });
});

describe('charges of a batch', () => {
  const { desk, customer, confirm, outcomes, work, load } = batches;
  const runOns = async (batchId: string) =>
    (await db.batchCharge.findMany({ where: { batchId }, orderBy: [{ runOn: 'asc' }, { itemCount: 'desc' }] })).map(
      ({ runOn, itemCount, amountMinor }) => `${dateOf(runOn)} ${itemCount} ${amountMinor}`,
    );
  const day = async (on: number) => {
    await lookAfterBatches({ now: start(on) });
    await work(() => start(on));
  };

  test('what was shown with a day to come is not charged at once because its due date moved before it was confirmed', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 2, 'pm_card_visa', { dueOn: DUE });
    const asked = { ...(await batches.ask(actor, ann.ids, { when: 'due-dates' })), atOnce: 0 };
    expect(await move(actor, ann.ids[0]!, '2026-12-01')).toEqual({ ok: true });
    expect(await confirmBatch(actor, asked, NOW)).toEqual({ ok: false, refusal: { kind: 'changed' } });
    expect(await confirmBatch(actor, { ...asked, atOnce: 1 }, NOW)).toMatchObject({ ok: true });
  });

  test('each on its due date: the one that is moved follows, and its customer is told', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 2, 'pm_card_visa', { dueOn: DUE });
    const batchId = await confirm(actor, ann.ids, { when: 'due-dates', now: NOW });
    await minute(NOW);
    expect(await move(actor, ann.ids[0]!, '2026-12-20')).toEqual({ ok: true });
    expect(await move(actor, ann.ids[1]!, '2026-12-01')).toMatchObject({ refusal: { kind: 'charged-when-due' } });
    await minute(NOW);
    const [mail, ...more] = await movedMails(ann.payer);
    expect(more).toEqual([]);
    expect(mail).toMatch(/Now on 20 Dec 2026: the charge of \$100\.00 .* on 20 Dec 2026 instead of 10 Dec 2026/);
    expect(await runOns(batchId)).toEqual(['2026-12-10 1 10000', '2026-12-20 1 10000']);
    await day(10);
    expect(await outcomes(batchId, ann.ids)).toEqual(['waiting', 'succeeded']);
    await day(20);
    expect(await load(actor, batchId)).toMatchObject({ state: 'completed' });
    await minute(start(20));
    const history = await loadVendorInvoice(actor, ann.ids[0]!);
    expect(history?.mails.map(({ kind }) => kind).sort()).toEqual(['charge-moved', 'charge-scheduled', 'receipt']);
    expect(await batches.findings(vendorId, start(21))).toEqual([]);
  });

  test('one for each customer: the invoice that is moved becomes a charge of its own, and nothing is charged twice or lost', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 3, 'pm_card_visa', { dueOn: DUE });
    const batchId = await confirm(actor, ann.ids, { when: 'due-dates', chargePer: 'customer', now: NOW });
    await minute(NOW);
    await Promise.all([move(actor, ann.ids[0]!, '2026-12-12'), move(actor, ann.ids[1]!, '2026-12-14')]);
    expect(await runOns(batchId)).toEqual(['2026-12-10 1 10000', '2026-12-12 1 10000', '2026-12-14 1 10000']);
    // And on: it is a charge of its own already.
    await move(actor, ann.ids[0]!, '2026-12-13');
    expect((await runOns(batchId))[1]).toBe('2026-12-13 1 10000');
    for (const on of [10, 13, 14]) await day(on);
    expect(await outcomes(batchId, ann.ids)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    expect(await standing(ann.payer.actor)).toMatchObject({ due: 0n, paid: 30_000n, receipts: 3 });
    expect(await batches.findings(vendorId, start(21))).toEqual([]);
  });

  test('moved before anybody was told: the one mail tells the new day', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 1, 'pm_card_visa', { dueOn: DUE });
    await confirm(actor, ann.ids, { when: 'due-dates', now: NOW });
    await move(actor, ann.ids[0]!, '2026-12-20');
    await minute(NOW);
    expect(await movedMails(ann.payer)).toEqual([]);
    expect((await mailsOf(ann.payer)).map(({ subject }) => plain(subject).slice(0, 30))).toEqual([
      'To be charged on 20 Dec 2026: ',
    ]);
  });

  test('confirmed in the very moment of the move: charged on the due date that it has in the end', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 4, 'pm_card_visa', { dueOn: DUE });
    const [batchId] = await Promise.all([
      confirm(actor, ann.ids, { when: 'due-dates', now: NOW }),
      ...ann.ids.map((id) => move(actor, id, '2026-12-20')),
    ]);
    expect(new Set((await runOns(batchId)).map((each) => each.slice(0, 10)))).toEqual(new Set(['2026-12-20']));
  });

  test('all on one date, or begun already: they stay', async () => {
    const { vendorId, actor } = await desk();
    const [ann, bob] = [
      await customer(vendorId, 1, 'pm_card_visa', { dueOn: DUE }),
      await customer(vendorId, 1, 'pm_card_visa', { dueOn: DUE }),
    ];
    const fixed = await confirm(actor, ann.ids, { when: 'date', runOn: '2026-12-05', now: NOW });
    const begun = await confirm(actor, bob.ids, { when: 'due-dates', now: NOW });
    await minute(NOW);
    await lookAfterBatches({ now: start(10) });
    for (const id of [...ann.ids, ...bob.ids])
      expect(await move(actor, id, '2026-12-20', start(10))).toEqual({ ok: true });
    await minute(start(10));
    expect([...(await runOns(fixed)), ...(await runOns(begun))]).toEqual(['2026-12-05 1 10000', '2026-12-10 1 10000']);
    expect([...(await movedMails(ann.payer)), ...(await movedMails(bob.payer))]).toEqual([]);
    await work(() => start(10));
    expect([...(await outcomes(fixed, ann.ids)), ...(await outcomes(begun, bob.ids))]).toEqual([
      'succeeded',
      'succeeded',
    ]);
  });

  test('the database lets no other batch, no begun charge and no sum change', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 1, 'pm_card_visa', { dueOn: DUE });
    const bob = await customer(vendorId, 2, 'pm_card_visa', { dueOn: DUE });
    const fixed = await confirm(actor, ann.ids, { when: 'date', runOn: '2026-12-05', now: NOW });
    const due = await confirm(actor, bob.ids, { when: 'due-dates', chargePer: 'customer', now: NOW });
    await expect(
      db.$executeRaw`UPDATE batch_charges SET run_on = '2026-12-20' WHERE batch_id = ${fixed}::uuid`,
    ).rejects.toThrow(/cannot change/);
    await expect(
      db.$executeRaw`UPDATE batch_charges SET item_count = item_count - 1, amount_minor = amount_minor - 10000 WHERE batch_id = ${due}::uuid`,
    ).rejects.toThrow(/does not add up/);
    await lookAfterBatches({ now: start(10) });
    await expect(
      db.$executeRaw`UPDATE batch_charges SET run_on = '2026-12-20' WHERE batch_id = ${due}::uuid`,
    ).rejects.toThrow(/cannot change/);
  });
});

test('the page where the due date is changed says what becomes of the charges, and why one is refused', async () => {
  const { vendorId, actor } = await batches.desk();
  const soon = dateOf(new Date(Date.now() + 20 * 86_400_000))!;
  const ann = await batches.customer(vendorId, 1, 'pm_card_visa', { dueOn: soon });
  await batches.confirm(actor, ann.ids, { when: 'due-dates' });
  const cookie = await (await staffOf({ id: vendorId }, 'biller')).cookie();
  const at = { cookie, params: { id: ann.ids[0]! } };
  const { data } = await look(editPage.loader, '/x', at);
  expect(data).toMatchObject({ charges: [{ on: soon, moves: 'always', by: 'batch' }] });
  const form = { dueOn: dateOf(new Date(Date.now() - 86_400_000))!, summary: 'Hosting', memo: '' };
  const answer = await post(editPage.action, '/x', { ...at, form });
  expect(answer).toMatchObject({
    status: 409,
    data: { words: { field: 'dueOn', title: expect.stringContaining('must be a day to come') as string } },
  });
});
