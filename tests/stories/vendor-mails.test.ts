import { afterAll, expect, test } from 'vitest';
import { makeContact } from '~tests/factories/make-customer';
import { makeVendor } from '~tests/factories/make-vendor';
import { makePayer } from '~tests/support/payer';
import { payByCard } from '~tests/support/settled';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { db, transaction } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { listMails, loadMail } = await import('~/domain/mail/list-mails.server');
const { queueMail } = await import('~/domain/mail/queue-mail.server');
const { sendReceipt } = await import('~/domain/receipts/send-receipt.server');

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
