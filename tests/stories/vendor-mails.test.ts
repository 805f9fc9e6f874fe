import { afterAll, expect, test } from 'vitest';
import { makeContact } from '~tests/factories/make-customer';
import { makeVendor } from '~tests/factories/make-vendor';
import { post } from '~tests/support/desk';
import { makePayer } from '~tests/support/payer';
import { payByCard } from '~tests/support/settled';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { db, transaction } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { listMails, loadMail } = await import('~/domain/mail/list-mails.server');
const { queueMail } = await import('~/domain/mail/queue-mail.server');
const { sendMailAgain } = await import('~/domain/mail/send-mail-again.server');
const { sendReceipt } = await import('~/domain/receipts/send-receipt.server');
const mailPage = await import('~/routes/vendor/mail');

const now = new Date('2026-11-20T12:00:00Z');

async function told(vendorId: string, customerId: string | null, to: string): Promise<string> {
  const dedupeKey = `test:${newId()}`;
  const mail = { dedupeKey, kind: 'test', vendorId, customerId, to, subject: 's', text: 't', html: 'h', now };
  await transaction((tx) => queueMail(tx, mail));
  return (await db.outgoingMail.findUniqueOrThrow({ where: { dedupeKey } })).id;
}

test('a search finds mails by address, customer, contact and receipt, each once, and never a stranger’s', async () => {
  const [vendor, other] = [await makeVendor(), await makeVendor()];
  const [ann, theirs] = [await makePayer({ vendorId: vendor.id }), await makePayer({ vendorId: other.id })];
  const { vendorId, customerId } = ann.actor;
  await makeContact({ vendorId, customerId, email: 'grace_h@navy.example', name: 'Grace Hopper' });
  await makeContact({ ...theirs.actor, email: 'grace_h@navy.example' });
  const toGrace = await told(vendorId, customerId, 'grace_h@navy.example');
  const toStaff = await told(vendorId, null, 'Graham@northwind.example');
  await told(other.id, theirs.actor.customerId, 'grace_h@navy.example');
  await Promise.all([ann, theirs].map((payer) => payer.invoices(1)));
  const [receipt, twin] = [await payByCard(ann, now), await payByCard(theirs, now)];
  expect(twin.number).toBe(receipt.number);
  for (const { id } of [receipt, twin]) await sendReceipt({ receiptId: id, now: new Date(now.getTime() + 1_000) });
  const { id: receiptMail } = await db.outgoingMail.findFirstOrThrow({ where: { receiptId: receipt.id } });
  const found = async (search: string, state: 'all' | 'sent' = 'all') =>
    (await listMails({ vendorId }, { state, search, from: null, to: null, cursor: null }, 'UTC')).mails.map(
      ({ id }) => id,
    );

  expect(await found('GRACE_h@navy.example')).toEqual([toGrace]);
  expect(await found('grace_h@')).toEqual([toGrace]);
  expect((await found('gra')).sort()).toEqual([receiptMail, toGrace, toStaff].sort());
  expect(await found('_h@')).toEqual([]);
  expect(await found('hopper')).toEqual([receiptMail, toGrace]);
  expect(await found(receipt.number.toLowerCase())).toEqual([receiptMail]);
  expect(await found(receipt.number.slice(0, -1))).toEqual([]);
  expect(await found('hopper', 'sent')).toEqual([]);

  expect((await loadMail({ vendorId }, receiptMail, now))?.attachments).toEqual([
    { label: receipt.number, page: `/vendor/payments/${receipt.paymentId}/receipt.pdf` },
  ]);
});

test('what is found is read page by page, newest first', async () => {
  const { actor } = await makePayer();
  const { vendorId, customerId } = actor;
  await makeContact({ vendorId, customerId, email: 'many@navy.example', name: 'Many Mails' });
  await db.$executeRaw`
    INSERT INTO outgoing_mails (id, vendor_id, customer_id, dedupe_key, kind, "to", subject, text, html, created_at)
    SELECT gen_random_uuid(), ${vendorId}::uuid, ${customerId}::uuid, 'many:' || n, 'test', 'many@navy.example', n, '', '', ${now}::timestamptz - n / 2 * interval '1 minute'
    FROM generate_series(1, 120) n`;
  const read: { id: string; createdAt: Date }[] = [];
  for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
    const page = await listMails({ vendorId }, { state: 'all', search: 'many', from: null, to: null, cursor }, 'UTC');
    read.push(...page.mails);
    cursor = page.next;
  }
  expect(new Set(read.map(({ id }) => id)).size).toBe(120);
  expect(read).toHaveLength(120);
  expect(read).toEqual([...read].sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime()));
});

test('a receipt is not sent again to a contact who was removed since', async () => {
  const payer = await makePayer();
  const { vendorId, customerId, contactId } = payer.actor;
  const left = await makeContact({ vendorId, customerId, email: 'left@fabrikam.example' });
  await payer.invoices(1);
  const receipt = await payByCard(payer, now);
  await sendReceipt({ receiptId: receipt.id, now });
  const mail = await db.outgoingMail.findFirstOrThrow({ where: { receiptId: receipt.id } });
  const staff = await staffOf({ id: vendorId }, 'biller');
  const [biller, cookie] = [staff.actor, await staff.cookie()];
  for (const state of ['sent', 'failed'] as const) {
    await db.$executeRaw`UPDATE outgoing_mails SET state = ${state}, sent_at = CASE WHEN ${state} = 'sent' THEN now() END, last_error = 'no' WHERE id = ${mail.id}::uuid`;
    await db.contact.updateMany({ where: { vendorId, id: contactId }, data: { removedAt: now } });
    expect((await loadMail({ vendorId }, mail.id, now))?.again).toMatchObject({
      kind: 'never',
      why: 'contact-removed',
    });
    expect(await sendMailAgain(biller, { mailId: mail.id, againId: newId() }, { cause: 'test', now })).toEqual({
      ok: false,
      refusal: { kind: 'contact-removed' },
    });
    const form = { intent: 'send-again', id: newId() };
    expect(await post(mailPage.action, '/x', { cookie, params: { id: mail.id }, form })).toMatchObject({
      status: 409,
      data: { problem: expect.stringContaining('removed since') as string },
    });
    // One who was invited anew is written to as anybody.
    await db.contact.updateMany({ where: { vendorId, id: contactId }, data: { removedAt: null } });
    expect((await loadMail({ vendorId }, mail.id, now))?.again).toEqual({ kind: 'again' });
  }
  // Another's leaving changes nothing.
  await db.contact.updateMany({ where: { vendorId, id: left.id }, data: { removedAt: now } });
  expect(await sendMailAgain(biller, { mailId: mail.id, againId: newId() }, { cause: 'test', now })).toMatchObject({
    ok: true,
  });
});
