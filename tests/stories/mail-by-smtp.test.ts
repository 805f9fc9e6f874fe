import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, expect, test } from 'vitest';
import { makeVendor } from '~tests/factories/make-vendor';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';

/** A mail server that takes what it is told to take, and shows what it got. */
const received: string[] = [];
let refuseWith: number | null = null;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: (_address, _session, done) =>
    done(refuseWith ? Object.assign(new Error('no'), { responseCode: refuseWith }) : null),
  onData: (stream, _session, done) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      received.push(Buffer.concat(chunks).toString('utf8'));
      done();
    });
  },
});
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));

const { port } = server.server.address() as AddressInfo;
const world = await startWorld({
  SMTP_URL: `smtp://127.0.0.1:${port}`,
  MAIL_FROM: 'Northwind <billing@northwind.example>',
});
const { db, transaction } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { queueMail } = await import('~/domain/mail/queue-mail.server');
const { sendMail, MailNotSentYet } = await import('~/domain/mail/send-mail.server');
const { listMails, loadMail } = await import('~/domain/mail/list-mails.server');
const { AGAIN_PER_ADDRESS, sendMailAgain } = await import('~/domain/mail/send-mail-again.server');
const { closeMailer, deliver } = await import('~/gateways/mailer.server');

afterAll(async () => {
  closeMailer();
  await new Promise<void>((closed) => server.close(closed));
  await world.stop();
});

const now = new Date('2026-11-20T12:00:00Z');
const renderReceipt = () => Promise.resolve({ filename: 'R-1.pdf', pdf: Buffer.from('%PDF-1.7') });
const send = (mailId: string) => sendMail({ mailId, now, renderReceipt });

async function queue(vendorId: string | null = null, more: { secret?: true; now?: Date } = {}): Promise<string> {
  const dedupeKey = `test:${newId()}`;
  const mail = {
    kind: 'test',
    vendorId,
    customerId: null,
    to: 'ada@fabrikam.example',
    subject: 'Größe',
    text: 'Plain words',
    html: '<p>Plain words</p>',
    now,
    ...more,
  };
  await transaction((tx) => queueMail(tx, { ...mail, dedupeKey }));
  return (await db.outgoingMail.findUniqueOrThrow({ where: { dedupeKey } })).id;
}
const row = (id: string) => db.outgoingMail.findUniqueOrThrow({ where: { id } });

test('a mail goes to the mail server once, as text and HTML, known by its id', async () => {
  const id = await queue();
  await send(id);
  await send(id);
  expect(await row(id)).toMatchObject({ state: 'sent', attempts: 1 });
  expect(received).toHaveLength(1);
  const mail = await PostalMime.parse(received[0] ?? '');
  expect(mail).toMatchObject({
    messageId: `<${id}@northwind.example>`,
    from: { name: 'Northwind', address: 'billing@northwind.example' },
    to: [{ address: 'ada@fabrikam.example' }],
    subject: 'Größe',
    date: now.toISOString(),
  });
  expect([mail.text?.trim(), mail.html?.trim()]).toEqual(['Plain words', '<p>Plain words</p>']);
});

test('a server that says "later" is asked again later, one that says "never" is believed', async () => {
  const [later, never] = [await queue(), await queue()];
  const before = received.length;
  refuseWith = 451;
  await expect(send(later)).rejects.toThrow(MailNotSentYet);
  expect(await row(later)).toMatchObject({
    state: 'queued',
    attempts: 1,
    lastError: expect.stringContaining('451') as string,
  });
  refuseWith = 550;
  await send(never);
  expect(await row(never)).toMatchObject({ state: 'failed', lastError: expect.stringContaining('550') as string });
  refuseWith = null;
  await send(later);
  await send(never);
  expect(await row(later)).toMatchObject({ state: 'sent', attempts: 2, lastError: null });
  expect(await row(never)).toMatchObject({ state: 'failed', attempts: 1 });
  expect(received).toHaveLength(before + 1);
});

test('of many workers one sends', async () => {
  const id = await queue();
  const before = received.length;
  await Promise.allSettled(Array.from({ length: 8 }, () => send(id)));
  await send(id);
  expect(received).toHaveLength(before + 1);
});

test('a vendor’s mail comes in its name from our address, and answers go to the vendor', async () => {
  const vendor = await makeVendor({ slug: 'umbrella', name: 'Umbrella, Inc. "West"' });
  await send(await queue(vendor.id));
  const mail = await PostalMime.parse(received.at(-1) ?? '');
  expect(mail.from).toMatchObject({ name: 'Umbrella, Inc. "West"', address: 'billing@northwind.example' });
  expect(mail.replyTo).toMatchObject([{ address: 'billing@umbrella.example' }]);
  await db.vendor.update({ where: { id: vendor.id }, data: { mailName: 'Accounts' } });
  await send(await queue(vendor.id));
  expect((await PostalMime.parse(received.at(-1) ?? '')).from).toMatchObject({ name: 'Accounts' });
});

/** A mail that the server has refused for good. */
async function refused(vendorId: string, more: { secret?: true } = {}): Promise<string> {
  const id = await queue(vendorId, more);
  refuseWith = 550;
  await send(id);
  refuseWith = null;
  return id;
}

test('staff see what became of each mail, and nobody else’s', async () => {
  const [vendor, other] = [await makeVendor({ name: 'Initech' }), await makeVendor({ name: 'Hooli' })];
  const failed = await refused(vendor.id);
  const sent = await queue(vendor.id, { now: new Date(now.getTime() + 1_000) });
  await send(sent);
  const waits = await queue(vendor.id, { now: new Date(now.getTime() + 2_000) });
  await queue(other.id);
  const listed = async (state: 'all' | 'queued' | 'sent' | 'failed', search = '') =>
    (await listMails({ vendorId: vendor.id }, { state, search, from: null, to: null, cursor: null }, 'UTC')).mails.map(
      ({ id }) => id,
    );
  expect(await listed('all')).toEqual([waits, sent, failed]);
  expect([await listed('queued'), await listed('sent'), await listed('failed')]).toEqual([[waits], [sent], [failed]]);
  expect(await listed('all', 'ADA@fabrikam.example')).toHaveLength(3);
  expect(await listed('all', 'nobody@fabrikam.example')).toEqual([]);
  expect(await loadMail({ vendorId: vendor.id }, failed, now)).toMatchObject({
    state: 'failed',
    reason: expect.stringContaining('550') as string,
    text: 'Plain words',
  });
  expect(await loadMail({ vendorId: other.id }, failed, now)).toBeNull();
});

test('a mail that was given up goes out again once, by whoever may', async () => {
  const vendor = await makeVendor({ name: 'Vandelay' });
  const [{ actor }, stranger] = [await staffOf(vendor), await staffOf(await makeVendor({ name: 'Kramerica' }))];
  const [id, secret] = [await refused(vendor.id), await refused(vendor.id, { secret: true })];
  const again = (mailId: string, by = actor) => sendMailAgain(by, { mailId, againId: newId() }, { cause: 'test', now });
  expect(await again(id, stranger.actor)).toEqual({ ok: false, refusal: { kind: 'no-such-mail' } });
  expect(await again(secret)).toEqual({ ok: false, refusal: { kind: 'nothing-kept' } });
  const before = received.length;
  const presses = await Promise.all([again(id), again(id)]);
  expect(presses.filter(({ ok }) => ok)).toHaveLength(1);
  await send(id);
  await send(id);
  expect(await row(id)).toMatchObject({ state: 'sent', attempts: 1, lastError: null });
  expect(received).toHaveLength(before + 1);
  expect((await loadMail({ vendorId: vendor.id }, secret, now))?.text).toBeNull();
});

test('a mail that was sent goes once more as a mail of its own, by whoever may, and no more often than a mailbox bears', async () => {
  const vendor = await makeVendor({ name: 'Pied Piper' });
  const [biller, viewer] = [(await staffOf(vendor, 'biller')).actor, (await staffOf(vendor, 'viewer')).actor];
  const id = await queue(vendor.id);
  const again = (againId: string, by = biller, mailId = id) =>
    sendMailAgain(by, { mailId, againId }, { cause: 'test', now });
  expect(await again(newId())).toEqual({ ok: false, refusal: { kind: 'on-its-way' } });
  await send(id);
  expect(await again(newId(), viewer)).toEqual({ ok: false, refusal: { kind: 'not-allowed' } });
  const press = newId();
  const presses = await Promise.all([again(press), again(press)]);
  const [copy] = presses.map((answer) => (answer.ok ? answer.mailId : ''));
  expect(presses).toEqual([
    { ok: true, mailId: copy },
    { ok: true, mailId: copy },
  ]);
  const before = received.length;
  await send(copy!);
  expect(received).toHaveLength(before + 1);
  const [first, second] = [await row(id), await row(copy!)];
  expect(second).toMatchObject({
    state: 'sent',
    to: first.to,
    subject: first.subject,
    text: first.text,
    html: first.html,
  });
  expect(second.dedupeKey).toBe(`${first.dedupeKey}:again:${press}`);
  const notes = await db.auditEntry.findMany({ where: { vendorId: vendor.id, action: 'mail.sent-again' } });
  expect(notes).toMatchObject([{ subjectId: id, actorId: biller.staffId, data: { copy } }]);
  // Of a copy another is a copy of the first.
  const third = newId();
  expect(await again(third, biller, copy)).toMatchObject({ ok: true });
  expect(await db.outgoingMail.count({ where: { dedupeKey: `${first.dedupeKey}:again:${third}` } })).toBe(1);
  const more = [];
  for (let times = 0; times < AGAIN_PER_ADDRESS.times; times++) more.push(await again(newId()));
  expect(more.at(-1)).toMatchObject({ ok: false, refusal: { kind: 'too-many' } });
});

test('nothing is sent inside a transaction', async () => {
  const message = {
    id: newId(),
    sender: null,
    to: 'ada@fabrikam.example',
    subject: 's',
    text: 't',
    html: 'h',
    createdAt: now,
    attachments: [],
  };
  await expect(transaction(() => deliver(message))).rejects.toThrow('outside of transactions');
});

test('where mails leave there is no outbox to read', async () => {
  const { loader } = await import('~/routes/outbox/outbox-json');
  const context = { nonce: 'n', requestId: 'r', clientAddress: '10.0.0.1' };
  const asked = loader({ request: new Request('http://localhost/outbox.json'), context, params: {} });
  await expect(asked).rejects.toMatchObject({ status: 404 });
});
