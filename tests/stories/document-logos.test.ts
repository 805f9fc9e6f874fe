import { deflateSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { drainJobs } from '~tests/support/drain-jobs';
import { makePayer, type Payer } from '~tests/support/payer';
import { refundOf } from '~tests/support/refunds';
import { payByCard, settleOutside } from '~tests/support/settled';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { db, pool } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { verifyBooks } = await import('~/domain/books/verify-books.server');
const { checkReceipt } = await import('~/domain/receipts/check-receipt.server');
const { loadReceipt } = await import('~/domain/receipts/load-receipt.server');
const { renderReceipt } = await import('~/domain/receipts/render-receipt.server');
const { openedKeys, signText } = await import('~/domain/receipts/signing-key.server');
const { canonicalJson } = await import('~/domain/receipts/snapshot');
const { requestRefund } = await import('~/domain/refunds/request-refund.server');
const { renderRefundDocument } = await import('~/domain/refunds/render-refund-document.server');
const { removeLogo, setLogo } = await import('~/domain/vendors/set-logo.server');
const { listOutbox } = await import('~/gateways/outbox.server');

const now = new Date();
const why = { cause: 'test', now };

/** A picture of one colour, as PNG. */
function png(red: number): Uint8Array {
  const chunk = (type: string, body: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(body.length);
    head.write(type, 4);
    return Buffer.concat([head, body, Buffer.alloc(4)]);
  };
  const ihdr = Buffer.from([0, 0, 0, 2, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
  const pixels = deflateSync(Buffer.from([0, red, 0, 0, red, 0, 0]));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new Uint8Array(
    Buffer.concat([signature, chunk('IHDR', ihdr), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]),
  );
}

async function withLogo(payer: Payer, picture: Uint8Array): Promise<string> {
  const { actor } = await staffOf({ id: payer.actor.vendorId });
  expect(await setLogo(actor, picture, why)).toEqual({ ok: true });
  return (await db.vendor.findUniqueOrThrow({ where: { id: payer.actor.vendorId } })).logoHash!;
}

const hasPicture = (pdf: Buffer) => pdf.toString('latin1').includes('/Subtype /Image');
const pdfOf = async (receiptId: string) => (await renderReceipt({ receiptId }))!.pdf;
const tokenOf = async (receiptId: string) =>
  new URL((await loadReceipt(receiptId, {}))!.verifyUrl).pathname.split('/').at(-1)!;

test('a receipt shows the logo of its day, whatever the vendor shows since', async () => {
  const payer = await makePayer();
  const first = await withLogo(payer, png(200));
  await payer.invoices(1);
  const { id } = await payByCard(payer, now);
  const drawn = await pdfOf(id);
  expect(hasPicture(drawn)).toBe(true);
  expect((await loadReceipt(id, {}))!.snapshot).toMatchObject({ version: 2, vendor: { logoHash: first } });

  await withLogo(payer, png(10));
  expect((await pdfOf(id)).equals(drawn)).toBe(true);
  await removeLogo((await staffOf({ id: payer.actor.vendorId })).actor, why);
  expect((await pdfOf(id)).equals(drawn)).toBe(true);
  await payer.invoices(1);
  const plain = await payByCard(payer, now);
  expect(hasPicture(await pdfOf(plain.id))).toBe(false);
  expect(await verifyBooks()).toEqual([]);
});

test('one whose picture is gone, or is another now, is drawn without it and is as genuine', async () => {
  const payer = await makePayer();
  const hash = await withLogo(payer, png(90));
  await payer.invoices(1);
  const { id } = await payByCard(payer, now);
  const token = await tokenOf(id);
  // The database takes no other picture under its name; a disk may still give back another.
  await pool.query('ALTER TABLE vendor_logos DROP CONSTRAINT vendor_logos_content');
  for (const content of [png(91), Buffer.from('\x89PNG torn', 'latin1')]) {
    await db.vendorLogo.updateMany({ where: { hash }, data: { content: new Uint8Array(content) } });
    expect(hasPicture(await pdfOf(id))).toBe(false);
  }
  await removeLogo((await staffOf({ id: payer.actor.vendorId })).actor, why);
  await db.vendorLogo.deleteMany({ where: { hash } });
  expect(hasPicture(await pdfOf(id))).toBe(false);
  expect(await checkReceipt(token)).toMatchObject({ totalMinor: 10_000n });
});

test('one from before logos were on receipts verifies and is drawn as it was', async () => {
  const payer = await makePayer();
  await payer.invoices(1);
  const { id: model } = await payByCard(payer, now);
  await withLogo(payer, png(40));
  const paymentId = await settleOutside(payer, 1, { now });
  const { keyId, snapshot, ...row } = await db.receipt.findUniqueOrThrow({ where: { id: model } });
  const { vendor, ...said } = snapshot as { vendor: Record<string, unknown>; issuedAt: string };
  const { logoHash: _, ...was } = vendor;
  const id = newId();
  const number = row.number.replace(/1$/, '2');
  const old = canonicalJson({ ...said, version: 1, receiptId: id, number, vendor: was });
  const signature = signText(old, { id: keyId, privateKey: (await openedKeys()).get(keyId)! });
  await pool.query(
    `INSERT INTO receipts (id, vendor_id, customer_id, payment_id, currency, year, sequence, number, total_minor, issued_at, snapshot, signature, key_id)
     VALUES ($1, $2, $3, $4, 'USD', $5, 2, $6, 10000, $7, $8, $9, $10)`,
    [id, row.vendorId, row.customerId, paymentId, row.year, number, said.issuedAt, old, signature, keyId],
  );
  expect(hasPicture(await pdfOf(id))).toBe(false);
  expect(await checkReceipt(await tokenOf(id))).toMatchObject({ number, totalMinor: 10_000n });
});

test('refund documents show it too, and mails by its address, with the name for programs that show no pictures', async () => {
  const payer = await makePayer();
  await payer.invoices(1);
  const before = await payByCard(payer, now);
  // What a job enqueues into a queue that is busy at that moment is left for the next round.
  await drainJobs();
  await drainJobs();
  const hash = await withLogo(payer, png(120));
  const { vendorId, customerId } = payer.actor;
  const { actor } = await staffOf({ id: vendorId });
  const refund = refundOf(before, { what: { kind: 'amount', amountMinor: 2_500n } });
  expect(await requestRefund(actor, refund, now)).toMatchObject({ ok: true });
  await drainJobs();
  await drainJobs();
  const document = await db.refundDocument.findUniqueOrThrow({ where: { refundId: refund.refundId } });
  expect(hasPicture((await renderRefundDocument({ refundDocumentId: document.id }))!.pdf)).toBe(true);
  expect(hasPicture(await pdfOf(before.id))).toBe(false);

  const { name } = await db.vendor.findUniqueOrThrow({ where: { id: vendorId } });
  const mails = await db.outgoingMail.findMany({ where: { customerId }, orderBy: { createdAt: 'asc' } });
  const sent = await listOutbox();
  const [receipt, refunded] = mails.map(({ id }) => sent.find((mail) => mail.id === id)!);
  expect(receipt!.html).not.toContain('<img');
  expect(refunded!.html).toContain(`<img src="http://localhost:3000/logos/${hash}" alt="${name}"`);
  expect(refunded!.attachments).toHaveLength(1);
});
