import { afterAll, describe, expect, test } from 'vitest';
import { makeContact } from '~tests/factories/make-customer';
import { batchStories } from '~tests/support/batches';
import { drainJobs } from '~tests/support/drain-jobs';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { desk, customer, confirm } = await batchStories(world);
const { cancelBatch } = await import('~/domain/batch-payments/cancel-batch.server');
const { changeInvoiceDetails } = await import('~/domain/invoices/change-details.server');
const { loadMail } = await import('~/domain/mail/list-mails.server');
const { queueMail } = await import('~/domain/mail/queue-mail.server');
const { sendMailAgain } = await import('~/domain/mail/send-mail-again.server');
const { db, transaction } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');

/** Noon of the first of December in New York. */
const NOW = new Date('2026-12-01T17:00:00Z');
const [DUE, SOONER] = ['2026-12-10', '2026-12-05'];
/** All but what hands mails to the mail server, which is away. */
const WRITING = ['tell-customers', 'send-planned-mail', 'send-moved-mail', 'send-charge-mail'] as const;
const write = () => drainJobs(() => NOW, WRITING);
const send = () => drainJobs(() => NOW);

async function announced(invoices = 1) {
  const { vendorId, actor } = await desk();
  const ann = await customer(vendorId, invoices, 'pm_card_visa', { dueOn: DUE });
  const batchId = await confirm(actor, ann.ids, { when: 'due-dates', now: NOW });
  const mails = async () =>
    (
      await db.outgoingMail.findMany({
        where: { vendorId, kind: { in: ['charge-scheduled', 'charge-moved', 'charge-cancelled'] } },
        orderBy: { id: 'asc' },
      })
    ).map(({ id, to, state, subject, text }) => ({
      id,
      to,
      state,
      says: subject.slice(0, 40).replace(/[:–].*/, ''),
      text,
    }));
  /** What arrived, in that order. */
  const arrived = async () => {
    const sent = await db.outgoingMail.findMany({
      where: { vendorId, state: 'sent' },
      orderBy: [{ sentAt: 'asc' }, { id: 'asc' }],
    });
    return sent.map(({ subject }) => subject.replace(/[:–].*/, '').trim());
  };
  const move = async (dueOn: string, invoiceId = ann.ids[0]!) =>
    expect(
      await changeInvoiceDetails(actor, { invoiceId, dueOn, summary: 'Hosting', memo: null, cause: 'test' }, NOW),
    ).toEqual({ ok: true });
  const bounce = () =>
    db.outgoingMail.updateMany({
      where: { vendorId, state: 'sent' },
      data: { state: 'failed', sentAt: null, lastError: 'no such address' },
    });
  const again = (mailId: string) =>
    sendMailAgain({ ...actor }, { mailId, againId: newId() }, { cause: 'test', now: NOW });
  const someoneElse = async () => {
    await db.contact.updateMany({ where: { vendorId }, data: { removedAt: NOW } });
    await makeContact({ vendorId, customerId: ann.payer.actor.customerId, email: 'next@payer.example' });
  };
  return { vendorId, actor, ann, batchId, mails, arrived, move, bounce, again, someoneElse };
}

describe('a charge whose announcement never arrived', () => {
  test('is told when it moves, to whoever pays by then, without a day that nobody was told', async () => {
    const { mails, move, bounce, someoneElse } = await announced();
    await send();
    await bounce();
    await someoneElse();
    await move(SOONER);
    await send();
    const told = (await mails()).at(-1);
    expect(told).toMatchObject({ to: 'next@payer.example', state: 'sent', says: 'Now on 5 Dec 2026' });
    expect(told?.text).toContain('will be charged on 5 Dec 2026');
    expect(told?.text).not.toContain('instead');
  });

  test('because nobody was there to be told: it is announced when it moves', async () => {
    const { vendorId, ann, mails, move } = await announced();
    await db.contact.updateMany({ where: { vendorId }, data: { removedAt: NOW } });
    await send();
    expect(await mails()).toEqual([]);
    await makeContact({ vendorId, customerId: ann.payer.actor.customerId, email: 'next@payer.example' });
    await move(SOONER);
    await send();
    expect(await mails()).toMatchObject([{ to: 'next@payer.example', says: 'To be charged on 5 Dec 2026' }]);
  });

  test('is not announced again for a day that is not its day any more, nor once it was cancelled', async () => {
    const moved = await announced();
    await send();
    const [mail] = await moved.mails();
    await moved.bounce();
    const load = async () => (await loadMail({ vendorId: moved.vendorId }, mail!.id, NOW))?.again;
    expect(await load()).toEqual({ kind: 'again' });
    await moved.move(SOONER);
    expect(await load()).toMatchObject({ kind: 'never', why: 'announcement' });
    expect(await moved.again(mail!.id)).toMatchObject({ refusal: { kind: 'out-of-date' } });
    await moved.move(DUE);
    expect(await moved.again(mail!.id)).toMatchObject({ ok: true });

    const cancelled = await announced();
    await send();
    const [its] = await cancelled.mails();
    await cancelled.bounce();
    await cancelBatch(cancelled.actor, { batchId: cancelled.batchId, cause: 'test' }, NOW);
    expect(await cancelled.again(its!.id)).toMatchObject({ refusal: { kind: 'out-of-date' } });
  });
});

test('a decline that tells when it is tried again is not sent again, as that may have changed since; the last one is', async () => {
  const { vendorId, ann, again } = await announced();
  const of = { vendorId, customerId: ann.payer.actor.customerId, kind: 'charge-failed', to: 'ann@payer.example' };
  for (const [dedupeKey, tells] of [
    ['test:retrying', { [newId()]: '2026-12-11' }],
    ['test:final', undefined],
  ] as const)
    await transaction((tx) =>
      queueMail(tx, {
        ...of,
        dedupeKey: `${dedupeKey}:${newId()}`,
        tells,
        subject: dedupeKey,
        text: 't',
        html: 'h',
        now: NOW,
      }),
    );
  await send();
  const sent = await db.outgoingMail.findMany({ where: { vendorId, kind: 'charge-failed' }, orderBy: { id: 'asc' } });
  expect(sent.map(({ state }) => state)).toEqual(['sent', 'sent']);
  expect(await again(sent[0]!.id)).toMatchObject({ refusal: { kind: 'out-of-date' } });
  expect(await again(sent[1]!.id)).toMatchObject({ ok: true });
});

describe('an announcement that waits for the mail server', () => {
  test('until its batch is cancelled is not sent', async () => {
    const { actor, batchId, arrived, mails } = await announced();
    await write();
    await cancelBatch(actor, { batchId, cause: 'test' }, NOW);
    await send();
    expect(await arrived()).not.toContain('To be charged on 10 Dec 2026');
    expect((await mails())[0]).toMatchObject({ state: 'failed' });
  });

  test('until one of its charges has moved is written anew, with what stands by then', async () => {
    const { ann, arrived, mails, move } = await announced(2);
    await write();
    await move(SOONER);
    await send();
    const numbers = await db.invoice.findMany({ where: { id: { in: ann.ids } }, select: { number: true } });
    const standing = (await mails()).filter(({ state, says }) => state === 'sent' && says.startsWith('To be charged'));
    expect(standing).toHaveLength(1);
    for (const words of ['5 Dec 2026', '10 Dec 2026', ...numbers.map(({ number }) => number)])
      expect(standing[0]?.text).toContain(words);
    expect((await arrived()).filter((says) => says.startsWith('Now on'))).toHaveLength(1);
  });

  test('until whoever it is for was removed goes to whoever pays by then, and to nobody where none does', async () => {
    const { mails, someoneElse } = await announced();
    await write();
    await someoneElse();
    await send();
    expect(await mails()).toMatchObject([{ to: 'next@payer.example', state: 'sent' }]);

    const lonely = await announced();
    await write();
    await db.contact.updateMany({ where: { vendorId: lonely.vendorId }, data: { removedAt: NOW } });
    await send();
    expect(await lonely.mails()).toMatchObject([{ state: 'failed' }]);
  });

  test('that still tells what is so is sent as it is', async () => {
    const { mails } = await announced(2);
    await write();
    await send();
    expect(await mails()).toMatchObject([{ state: 'sent' }]);
  });
});
