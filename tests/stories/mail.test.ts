import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { getConfig } = await import('~/lib/config.server');
const { db, transaction } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { queueMail } = await import('~/domain/mail/queue-mail.server');
const { sendMail } = await import('~/domain/mail/send-mail.server');
const { listOutbox, readOutboxAttachment, writeToOutbox } = await import('~/gateways/outbox.server');
const { loader: outboxJson } = await import('~/routes/outbox/outbox-json');
const { loader: attachment } = await import('~/routes/outbox/attachment');

const now = new Date('2026-11-20T12:00:00Z');
const noReceipt = () => Promise.reject(new Error('this mail has no receipt'));
const context = { nonce: 'n', requestId: 'r', clientAddress: '10.0.0.1' };

async function queue(values: { dedupeKey?: string; secret?: boolean } = {}): Promise<string> {
  const dedupeKey = values.dedupeKey ?? `test:${newId()}`;
  const mail = {
    kind: 'test',
    vendorId: null,
    customerId: null,
    to: 'ada@fabrikam.example',
    subject: 'Hello',
    text: 'Plain words',
    html: '<p>Plain words</p>',
    now,
  };
  await transaction((tx) => queueMail(tx, { ...mail, ...values, dedupeKey }));
  return (await db.outgoingMail.findUniqueOrThrow({ where: { dedupeKey } })).id;
}
const jobsFor = async (mailId: string) => {
  const [{ jobs } = { jobs: 0n }] = await db.$queryRaw<{ jobs: bigint }[]>`
    SELECT count(*) AS jobs FROM graphile_worker._private_jobs WHERE payload ->> 'mailId' = ${mailId}`;
  return Number(jobs);
};

test('a mail is queued once for ever, with one job', async () => {
  const id = await queue({ dedupeKey: 'receipt:1' });
  expect(await queue({ dedupeKey: 'receipt:1' })).toBe(id);
  expect(await jobsFor(id)).toBe(1);
});

test('a mail is not queued when the change it tells of is undone', async () => {
  const undone = transaction(async (tx) => {
    await queueMail(tx, {
      dedupeKey: 'undone',
      kind: 'test',
      vendorId: null,
      customerId: null,
      to: 'a@b.example',
      subject: '',
      text: '',
      html: '',
      now,
    });
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await db.outgoingMail.count({ where: { dedupeKey: 'undone' } })).toBe(0);
});

test('without a mail server it lands in the outbox, once however often it is sent', async () => {
  const id = await queue();
  const sends = await Promise.allSettled(
    Array.from({ length: 5 }, () => sendMail({ mailId: id, now, renderReceipt: noReceipt })),
  );
  // A sender that meets another one leaves, and the queue lets it look again.
  for (const send of sends)
    if (send.status === 'rejected') expect(String(send.reason)).toContain('another worker is sending this mail');
  await sendMail({ mailId: id, now, renderReceipt: noReceipt });
  expect(await db.outgoingMail.findUnique({ where: { id } })).toMatchObject({
    state: 'sent',
    attempts: 1,
    sentAt: now,
    lastError: null,
  });
  expect((await listOutbox()).filter((mail) => mail.id === id)).toEqual([
    {
      id,
      to: 'ada@fabrikam.example',
      subject: 'Hello',
      text: 'Plain words',
      html: '<p>Plain words</p>',
      createdAt: now.toISOString(),
      attachments: [],
    },
  ]);
});

test('a secret body lies sealed until sent, then nowhere, and is not sent late', async () => {
  const [id, late] = [await queue({ secret: true }), await queue({ secret: true })];
  const queued = await db.outgoingMail.findUniqueOrThrow({ where: { id } });
  expect(queued.text + queued.html).not.toContain('Plain words');
  await sendMail({ mailId: id, now, renderReceipt: noReceipt });
  expect((await listOutbox()).find((mail) => mail.id === id)?.text).toBe('Plain words');
  await sendMail({ mailId: late, now: new Date(now.getTime() + 11 * 60_000), renderReceipt: noReceipt });
  const rows = await db.outgoingMail.findMany({ where: { id: { in: [id, late] } }, orderBy: { id: 'asc' } });
  expect(rows.map(({ state, text, html }) => ({ state, text, html }))).toEqual([
    { state: 'sent', text: '', html: '' },
    { state: 'failed', text: '', html: '' },
  ]);
  expect((await listOutbox()).some((mail) => mail.id === late)).toBe(false);
});

test('the outbox lists newest first and hands out attachments by their own address, and nothing else', async () => {
  const [older, newer] = [newId(), newId()];
  const message = {
    sender: null,
    to: 'ada@fabrikam.example',
    subject: 'Receipt',
    text: 't',
    html: 'h',
    createdAt: now,
  };
  const pdf = {
    filename: 'Receipt R-2026-000031.pdf',
    contentType: 'application/pdf',
    content: Buffer.from('%PDF-1.7'),
  };
  await writeToOutbox({ ...message, id: older, attachments: [] });
  await writeToOutbox({ ...message, id: newer, attachments: [pdf, { ...pdf, filename: '../../escape.pdf' }] });

  const request = new Request('http://localhost:4300/outbox.json');
  const listed = (await (await outboxJson({ request, context, params: {} })).json()) as {
    id: string;
    attachments: { filename: string; url: string }[];
  }[];
  expect(listed.slice(0, 2).map(({ id }) => id)).toEqual([newer, older]);
  const [first, second] = listed[0]?.attachments ?? [];
  expect(second?.filename).toBe('escape.pdf');
  expect(first?.url).toBe(`http://localhost:4300/outbox/${newer}/Receipt%20R-2026-000031.pdf`);

  const fetched = await attachment({ request, context, params: { mailId: newer, filename: pdf.filename } });
  expect(fetched.headers.get('content-type')).toBe('application/pdf');
  expect(await fetched.text()).toBe('%PDF-1.7');
  for (const [mailId, filename] of [
    [newer, '../' + older + '.json'],
    [older, pdf.filename],
    ['..', 'outbox'],
    [newId(), pdf.filename],
  ] as const) {
    expect(await readOutboxAttachment(mailId, filename)).toBeNull();
  }
  expect(
    (await readdir(join(getConfig().DATA_DIR, 'outbox'), { recursive: true })).filter((name) => name.endsWith('.part')),
  ).toEqual([]);
});
