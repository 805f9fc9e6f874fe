import { afterAll, describe, expect, test } from 'vitest';
import { batchStories } from '~tests/support/batches';
import { chargeStories } from '~tests/support/charges';
import type { Payer } from '~tests/support/payer';
import type { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { minute } = await chargeStories(world);
const { desk, customer, confirm, agreeToDebits, mailsOf } = await batchStories(world);
const { sendMovedMail } = await import('~/domain/batch-payments/send-moved-mail.server');
const { changeInvoiceDetails } = await import('~/domain/invoices/change-details.server');
const { startPayment } = await import('~/domain/payments/start-payment.server');
const { db } = await import('~/lib/db.server');

/** Noon of the first of December in New York. */
const NOW = new Date('2026-12-01T17:00:00Z');
const DUE = '2026-12-10';
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/\s+/g, ' ');
type Staff = Awaited<ReturnType<typeof staffOf>>['actor'];

const move = (staff: Staff, invoiceId: string, dueOn: string) =>
  changeInvoiceDetails(staff, { invoiceId, dueOn, summary: 'Hosting', memo: null, cause: 'test' }, NOW);
const movedMails = async ({ actor: { vendorId } }: Payer) =>
  (await db.outgoingMail.findMany({ where: { vendorId, kind: 'charge-moved' }, orderBy: { id: 'asc' } })).map(
    ({ subject, text }) => plain(`${subject} ${text}`),
  );

describe('an invoice of a batch that is moved there and back', () => {
  const LATER = '2026-12-20';
  async function announced() {
    const { vendorId, actor } = await desk();
    const ann = await customer(vendorId, 1, 'pm_card_visa', { dueOn: DUE });
    const batchId = await confirm(actor, ann.ids, { when: 'due-dates', now: NOW });
    const invoiceId = ann.ids[0]!;
    const go = async (...dueOns: string[]) => {
      for (const dueOn of dueOns) expect(await move(actor, invoiceId, dueOn)).toEqual({ ok: true });
    };
    /** "20 Dec 2026 instead of 10 Dec 2026" */
    const told = async () =>
      (await movedMails(ann.payer)).map((mail) => /on (\S+ \S+ \S+ instead of \S+ \S+ \S+)/.exec(mail)?.[1]);
    return { ann, batchId, invoiceId, go, told };
  }

  test('before any mail went: the one that announces it tells its day, and no other follows', async () => {
    const { ann, go, told } = await announced();
    await go(LATER, DUE);
    await minute(NOW);
    expect(await told()).toEqual([]);
    expect(
      (await mailsOf(ann.payer.actor.vendorId, 'charge-scheduled')).map(({ subject }) => plain(subject).slice(0, 30)),
    ).toEqual(['To be charged on 10 Dec 2026: ']);
  });

  test('after it was announced: nothing is told, as what was told is true', async () => {
    const { go, told } = await announced();
    await minute(NOW);
    await go(LATER, DUE);
    await minute(NOW);
    expect(await told()).toEqual([]);
  });

  test('and on: the day that was never told is not named', async () => {
    const { go, told } = await announced();
    await minute(NOW);
    await go('2026-12-15', LATER);
    await minute(NOW);
    expect(await told()).toEqual(['20 Dec 2026 instead of 10 Dec 2026']);
    await go(DUE, LATER);
    await minute(NOW);
    expect(await told()).toHaveLength(1);
  });

  test('with mails between: each tells what is new to them', async () => {
    const { go, told } = await announced();
    await minute(NOW);
    for (const dueOn of [LATER, DUE]) {
      await go(dueOn);
      await minute(NOW);
    }
    expect(await told()).toEqual(['20 Dec 2026 instead of 10 Dec 2026', '10 Dec 2026 instead of 20 Dec 2026']);
  });

  test('a mail that was given up has told nothing', async () => {
    const { ann, go, told } = await announced();
    await minute(NOW);
    await go(LATER);
    await minute(NOW);
    await db.$executeRaw`UPDATE outgoing_mails SET state = 'failed', sent_at = NULL, last_error = 'no' WHERE vendor_id = ${ann.payer.actor.vendorId}::uuid AND kind = 'charge-moved'`;
    await go(DUE);
    await minute(NOW);
    expect(await told()).toEqual(['20 Dec 2026 instead of 10 Dec 2026']);
  });

  test('two workers write at once: it is told once', async () => {
    const { batchId, invoiceId, go, told } = await announced();
    await minute(NOW);
    await go(LATER);
    const job = { batchId, invoiceId, was: DUE, now: NOW };
    await Promise.all(['a', 'b', 'c'].map((mark) => sendMovedMail({ ...job, mark })));
    await minute(NOW);
    expect(await told()).toEqual(['20 Dec 2026 instead of 10 Dec 2026']);
  });

  test('an announcement from before it was kept what it tells is taken for the day that it had', async () => {
    const { ann, go, told } = await announced();
    await minute(NOW);
    await db.$executeRaw`UPDATE outgoing_mails SET tells = NULL WHERE vendor_id = ${ann.payer.actor.vendorId}::uuid`;
    await go(LATER);
    await minute(NOW);
    expect(await told()).toEqual(['20 Dec 2026 instead of 10 Dec 2026']);
  });
});

test('a debit of a bank account that moves is told with the notice that its announcement carried, and never goes to a day that is not to come', async () => {
  const { vendorId, actor } = await desk();
  const ann = await customer(vendorId, 1, 'pm_usBankAccount_success', { dueOn: DUE });
  await agreeToDebits(ann.method!);
  await confirm(actor, ann.ids, { when: 'due-dates', now: NOW });
  await minute(NOW);
  const [announcement] = await mailsOf(vendorId, 'charge-scheduled');
  const notice = 'this mail is the notice of the debit. Please keep enough money on the account.';
  expect(plain(announcement!.text)).toContain(notice);
  expect(await move(actor, ann.ids[0]!, '2026-12-01')).toMatchObject({
    refusal: { kind: 'charged-when-due', from: '2026-12-02' },
  });
  expect(await move(actor, ann.ids[0]!, '2026-12-02')).toEqual({ ok: true });
  await minute(NOW);
  const [mail, ...more] = await movedMails(ann.payer);
  expect(more).toEqual([]);
  for (const words of ['on 2 Dec 2026 instead of 10 Dec 2026', notice]) expect(mail).toContain(words);
});

test('moved while it is in a payment that may fail: the new day is told all the same', async () => {
  const { vendorId, actor } = await desk();
  const ann = await customer(vendorId, 1, 'pm_card_visa', { dueOn: DUE });
  await confirm(actor, ann.ids, { when: 'due-dates', now: NOW });
  await minute(NOW);
  const asks = await ann.payer.payAll(await ann.payer.saveCard('pm_card_authenticationRequired'));
  await startPayment(ann.payer.actor, asks, NOW);
  expect(await move(actor, ann.ids[0]!, '2026-12-05')).toEqual({ ok: true });
  await minute(NOW);
  expect(await movedMails(ann.payer)).toMatchObject([expect.stringMatching(/^Now on 5 Dec 2026: the charge of \$100/)]);
});
