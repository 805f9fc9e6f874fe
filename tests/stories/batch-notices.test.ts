import { afterAll, describe, expect, test } from 'vitest';
import { batchStories } from '~tests/support/batches';
import { drainJobs } from '~tests/support/drain-jobs';
import type { Payer } from '~tests/support/payer';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { ask, desk, customer, confirm, work, mailsOf, agreeToDebits } = await batchStories(world);
const { cancelBatch } = await import('~/domain/batch-payments/cancel-batch.server');
const { confirmBatch } = await import('~/domain/batch-payments/confirm-batch.server');
const { lookAfterBatches } = await import('~/domain/batch-payments/look-after-batches.server');
const { planBatch } = await import('~/domain/batch-payments/plan-batch.server');
const { sendPlannedMail } = await import('~/domain/batch-payments/send-planned-mail.server');
const { tellCustomers } = await import('~/domain/batch-payments/tell-customers.server');
const { loadVendorInvoice } = await import('~/domain/invoices/load-vendor-invoice.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { db } = await import('~/lib/db.server');

/** Noon of the first of December in New York. */
const NOON = new Date('2026-12-01T17:00:00Z');
const LATER = { when: 'due-dates' as const, now: NOON };
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/\s+/g, ' ');
const drain = () => drainJobs(() => NOON);
const told = (vendorId: string) => mailsOf(vendorId, 'charge-scheduled');
const addressOf = async ({ payer }: { payer: Payer }) =>
  (await db.person.findUniqueOrThrow({ where: { id: payer.actor.personId } })).email;
const idsOf = (invoices: { id: string }[]) => invoices.map(({ id }) => id);

describe('a batch that charges on days to come', () => {
  test('tells each customer once: what, how much, when, with what, and whom to ask', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 2, 'pm_card_visa', { dueOn: '2026-12-10' });
    const bob = await customer(vendorId, 1, 'pm_card_mastercard', { dueOn: '2026-12-10' });
    const more = await bob.payer.invoices(1, { dueOn: '2026-12-12' });
    const euros = await bob.payer.invoices(1, { dueOn: '2026-12-12', currency: 'EUR' });
    const [{ number: fell } = { number: '' }] = await bob.payer.invoices(1, { dueOn: '2026-11-30' });
    const late = await db.invoice.findFirstOrThrow({ where: { vendorId, number: fell } });
    const ids = [...ann.ids, ...bob.ids, ...idsOf(more), ...idsOf(euros), late.id];
    const asked = await ask(actor, ids, { when: 'due-dates' });
    for (const answer of [confirmBatch(actor, asked, NOON), confirmBatch(actor, asked, NOON)])
      expect(await answer).toMatchObject({ ok: true });
    // Whoever selects them again is told that they are charged anyway.
    expect(await planBatch(actor, [...ann.ids, late.id], '2026-12-01')).toMatchObject({ chargeable: 3, announced: 2 });
    await drain();
    const mails = await told(vendorId);
    expect(mails).toHaveLength(2);
    const of = (who: typeof ann) => mails.find(({ customerId }) => customerId === who.payer.actor.customerId)!;
    const [toAnn, toBob] = [of(ann), of(bob)];
    expect(toAnn.to).toBe(await addressOf(ann));
    expect(plain(toAnn.subject)).toMatch(/^To be charged on 10 Dec 2026: \$200\.00 to Vendor \d+$/);
    const annsText = plain(toAnn.text);
    expect(annsText).toMatch(/will charge 2 invoices: \$200\.00 will be charged to Visa •••• 4242 on 10 Dec 2026\./);
    const { email } = await db.vendor.findUniqueOrThrow({ where: { id: vendorId } });
    for (const words of ['You get the receipt then.', 'not charged again', 'make it the default', `write to ${email}`])
      expect(annsText).toContain(words);
    expect(annsText).not.toContain('notice of the debit');
    const numbers = await db.invoice.findMany({ where: { vendorId, id: { in: ann.ids } } });
    for (const { number } of numbers) expect(annsText).toContain(`${number} $100.00`);
    expect(plain(toBob.subject)).toMatch(/^To be charged from 10 Dec 2026 on: \$200\.00 and €100\.00 to Vendor/);
    const bobsText = plain(toBob.text);
    for (const words of ['10 Dec 2026 $100.00', '12 Dec 2026 $100.00 and €100.00', 'Mastercard •••• 4444'])
      expect(bobsText).toContain(words);
    // What fell due already is charged at once, and told by its receipt.
    expect(bobsText).not.toContain(fell);
  });

  test('that charges at once tells nothing before', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 1);
    await confirm(actor, ann.ids);
    await confirm(actor, idsOf(await ann.payer.invoices(1, { dueOn: '2026-11-30' })), LATER);
    await drain();
    expect(await told(vendorId)).toEqual([]);
  });

  test('writes in the customer’s language, and of a bank account as the notice of the debit', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 1, 'pm_usBankAccount_success', { dueOn: '2026-12-10' });
    await agreeToDebits(ann.method!);
    await db.$executeRaw`UPDATE customers SET language = 'de' WHERE vendor_id = ${vendorId}::uuid`;
    await confirm(actor, ann.ids, LATER);
    await drain();
    const [mail] = await told(vendorId);
    expect(plain(mail!.subject)).toMatch(/^Abbuchung am 10\. Dez\. 2026: 100,00 \$ an Vendor/);
    expect(mail!.html).toContain('<html lang="de"');
    expect(plain(mail!.text)).toContain('Ankündigung der Lastschrift');
  });

  test('whoever sets the mails going dies, and so does who writes them: still one to each', async () => {
    const { vendorId, actor } = await desk();
    const all = await Promise.all(
      [1, 1, 1].map((count) => customer(vendorId, count, 'pm_card_visa', { dueOn: '2026-12-10' })),
    );
    const batchId = await confirm(
      actor,
      all.flatMap(({ ids }) => ids),
      LATER,
    );
    // Set going, but the job did not get to say so; then one mail is written, but its job did not either.
    await tellCustomers({ batchId, about: 'planned' });
    const [{ payer }] = all as [(typeof all)[0]];
    const job = { batchId, customerId: payer.actor.customerId, about: 'planned' as const, now: NOON };
    await Promise.all([sendPlannedMail(job), sendPlannedMail(job)]);
    await drain();
    await tellCustomers({ batchId, about: 'planned' });
    await drain();
    expect(new Set((await told(vendorId)).map(({ customerId }) => customerId)).size).toBe(3);
    expect(await told(vendorId)).toHaveLength(3);
  });

  test('a customer with nobody to write to is not told, which the confirm page says, and charged all the same', async () => {
    const { vendorId, actor } = await desk();
    const [ann, bob] = [await customer(vendorId, 1), await customer(vendorId, 1)];
    await db.contact.updateMany({
      where: { vendorId, customerId: ann.payer.actor.customerId },
      data: { removedAt: NOON },
    });
    const ids = [...ann.ids, ...bob.ids];
    expect(await planBatch(actor, ids, '2026-12-01')).toMatchObject({ customers: 2, withoutAddress: 1 });
    await confirm(actor, ids, { when: 'date', runOn: '2026-12-05', now: NOON });
    await drain();
    expect((await told(vendorId)).map(({ customerId }) => customerId)).toEqual([bob.payer.actor.customerId]);
    await lookAfterBatches({ now: new Date('2026-12-05T05:00:00Z') });
    await work();
    expect(await db.invoice.count({ where: { vendorId, paidMinor: 10_000n } })).toBe(2);
  });

  test('what is paid before the mail is written is not in it, and nothing is told where nothing is left', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 2, 'pm_card_visa', { dueOn: '2026-12-10' });
    const bob = await customer(vendorId, 1, 'pm_card_visa', { dueOn: '2026-12-10' });
    await confirm(actor, [...ann.ids, ...bob.ids], LATER);
    const paid = await ann.payer.payAll(await ann.payer.saveCard('pm_card_visa'));
    await startPayment(ann.payer.actor, { ...paid, quote: paid.quote.slice(0, 1) }, NOON);
    await startPayment(bob.payer.actor, await bob.payer.payAll(await bob.payer.saveCard('pm_card_visa')), NOON);
    await drain();
    const mails = await told(vendorId);
    expect(mails.map(({ customerId }) => customerId)).toEqual([ann.payer.actor.customerId]);
    expect(plain(mails[0]!.subject)).toContain('$100.00');
  });

  test('stands in the history of each of its invoices, and in no stranger’s', async () => {
    const { vendorId, actor } = await desk();
    const [ann, bob] = [await customer(vendorId, 2), await customer(vendorId, 1)];
    const batchId = await confirm(actor, [...ann.ids, ...bob.ids], { when: 'date', runOn: '2026-12-05', now: NOON });
    await drain();
    await cancelBatch(actor, { batchId, cause: 'test' }, NOON);
    await drain();
    for (const who of [ann, bob])
      for (const id of who.ids) {
        const email = await addressOf(who);
        const invoice = await loadVendorInvoice(actor, id);
        expect(invoice?.mails.map(({ kind, to }) => [kind, to]).sort()).toEqual([
          ['charge-cancelled', email],
          ['charge-scheduled', email],
        ]);
      }
  });
});

describe('a batch that is cancelled before its day', () => {
  const cancelled = (vendorId: string) => mailsOf(vendorId, 'charge-cancelled');
  const date = { when: 'date' as const, runOn: '2026-12-05', now: NOON };

  test('is told once to those who were told of it', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 2);
    const batchId = await confirm(actor, ann.ids, date);
    await drain();
    expect(await cancelBatch(actor, { batchId, cause: 'test' }, NOON)).toMatchObject({ ok: true });
    expect(await cancelBatch(actor, { batchId, cause: 'test' }, NOON)).toMatchObject({ ok: false });
    await drain();
    await tellCustomers({ batchId, about: 'cancelled' });
    await drain();
    const mails = await cancelled(vendorId);
    expect(mails).toHaveLength(1);
    expect(plain(mails[0]!.subject)).toMatch(/^Cancelled: the charge of \$200\.00 to Vendor/);
    expect(plain(mails[0]!.text)).toContain(
      '$200.00 for 2 invoices will not be charged, and nothing of it was charged.',
    );
  });

  test('of what was paid meanwhile nothing is said', async () => {
    const { vendorId, actor } = await desk();
    const bob = await customer(vendorId, 2);
    const second = await confirm(actor, bob.ids, date);
    await drain();
    const paid = await bob.payer.payAll(await bob.payer.saveCard('pm_card_visa'));
    await startPayment(bob.payer.actor, { ...paid, quote: paid.quote.slice(0, 1) }, NOON);
    await cancelBatch(actor, { batchId: second, cause: 'test' }, NOON);
    await drain();
    const [mail, ...others] = await cancelled(vendorId);
    expect(others).toEqual([]);
    expect(plain(mail!.text)).toContain('$100.00 for 1 invoice will not be charged');
  });

  test('what is in a payment when the mail is written is told of, since it is charged should that fail', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 2);
    await confirm(actor, ann.ids, date);
    const asks = await ann.payer.payAll(await ann.payer.saveCard('pm_card_authenticationRequired'));
    await startPayment(ann.payer.actor, { ...asks, quote: asks.quote.slice(0, 1) }, NOON);
    await drain();
    const [mail] = await told(vendorId);
    expect(plain(mail!.subject)).toMatch(/^To be charged on 5 Dec 2026: \$200\.00/);
  });

  test('before anybody was told: nobody is told anything', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 1);
    const batchId = await confirm(actor, ann.ids, date);
    await cancelBatch(actor, { batchId, cause: 'test' }, NOON);
    await drain();
    expect([...(await told(vendorId)), ...(await cancelled(vendorId))]).toEqual([]);
  });

  test('while its mails are being written: whoever gets the first is told that it was cancelled, and nobody else', async () => {
    const { vendorId, actor } = await desk();
    const all = await Promise.all(Array.from({ length: 8 }, () => customer(vendorId, 1)));
    const batchId = await confirm(
      actor,
      all.flatMap(({ ids }) => ids),
      date,
    );
    const now = NOON;
    await Promise.all([
      ...all.map(({ payer }) =>
        sendPlannedMail({ batchId, customerId: payer.actor.customerId, about: 'planned', now }),
      ),
      cancelBatch(actor, { batchId, cause: 'test' }, NOON),
    ]);
    await drain();
    const whom = (mails: { customerId: string | null }[]) => mails.map(({ customerId }) => customerId);
    const [written, toldOf] = [await told(vendorId), whom(await cancelled(vendorId))];
    // One that still waited to be sent was given up, before or after it was seen that it was written.
    expect(toldOf).toEqual(expect.arrayContaining(whom(written.filter(({ state }) => state === 'sent'))));
    expect(whom(written)).toEqual(expect.arrayContaining(toldOf));
    expect(new Set(toldOf).size).toBe(toldOf.length);
  });

  test('with a part charged already: what was charged is not among what is told', async () => {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 1, 'pm_card_visa', { dueOn: '2026-12-10' });
    const [later] = await ann.payer.invoices(1, { dueOn: '2026-12-20' });
    const batchId = await confirm(actor, [...ann.ids, later!.id], LATER);
    await drain();
    await lookAfterBatches({ now: new Date('2026-12-10T05:00:00Z') });
    await work();
    await cancelBatch(actor, { batchId, cause: 'test' }, new Date('2026-12-11T05:00:00Z'));
    await drain();
    const [mail, ...more] = await cancelled(vendorId);
    expect(more).toEqual([]);
    expect(plain(mail!.text)).toContain('$100.00 for 1 invoice will not be charged');
    expect(mail!.text).toContain(later!.number);
  });
});
