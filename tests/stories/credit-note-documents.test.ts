import { afterAll, describe, expect, it } from 'vitest';
import { drainJobs } from '~tests/support/drain-jobs';
import { look } from '~tests/support/desk';
import { makePayer, type Payer } from '~tests/support/payer';
import { readPdf } from '~tests/support/read-pdf';
import { payByCard } from '~tests/support/settled';
import { staffOf } from '~tests/support/staff';
import { startWorld } from '~tests/support/world';
import type { CreditNoteInput } from '~/domain/credits/issue-credit-note.types';

const world = await startWorld();
afterAll(() => world.stop());

const { db, pool } = await import('~/lib/db.server');
const { newId } = await import('~/lib/ids');
const { createSession } = await import('~/auth/sessions.server');
const { verifyBooks } = await import('~/domain/books/verify-books.server');
const { checkCreditNote } = await import('~/domain/credits/check-credit-note.server');
const { issueCreditNote } = await import('~/domain/credits/issue-credit-note.server');
const { loadCreditNote } = await import('~/domain/credits/load-credit-note.server');
const { renderCreditNote } = await import('~/domain/credits/render-credit-note.server');
const { sendCreditNote } = await import('~/domain/credits/send-credit-note.server');
const { loadVendorInvoice } = await import('~/domain/invoices/load-vendor-invoice.server');
const { loadInvoice } = await import('~/domain/invoices/load-invoice.server');
const { tellStory } = await import('~/domain/invoices/invoice-story');
const { listOutbox, readOutboxAttachment } = await import('~/gateways/outbox.server');
const pdfPage = await import('~/routes/portal/credit-note-pdf');
const statementsPage = await import('~/routes/portal/statements');
const verifyPage = await import('~/routes/link/verify');

const now = new Date();

async function write(payer: Payer, of: CreditNoteInput['of'], amountMinor: bigint, reason = 'Two hours too many') {
  const { actor } = await staffOf({ id: payer.actor.vendorId }, 'biller');
  const input = { creditNoteId: newId(), vendorId: payer.actor.vendorId, of, amountMinor, reason, cause: 'test' };
  const written = await issueCreditNote(actor, input, now);
  if (!written.ok) throw new Error(written.refusal.kind);
  expect(await issueCreditNote(actor, input, now)).toEqual(written);
  return written.creditNote;
}

const wordsOf = async (creditNoteId: string) =>
  readPdf((await renderCreditNote({ creditNoteId }))!.pdf)
    .pages.flat()
    .map(({ text }) => text.trim());
const mailsOf = async ({ actor }: Payer) => {
  const rows = await db.outgoingMail.findMany({ where: { customerId: actor.customerId, kind: 'credit-note' } });
  const sent = await listOutbox();
  return rows.map(({ id }) => sent.find((mail) => mail.id === id)!);
};
const signedIn = async ({ personId, contactId }: Payer['actor']) =>
  (await createSession({ personId, contactId, now: new Date() })).cookie;

describe('a credit note', () => {
  it('is told by mail once, with its document: what came off, why, and what is left', async () => {
    const payer = await makePayer();
    const [invoice] = await payer.invoices(1, { taxMinor: 1_597n });
    const note = await write(payer, { invoiceId: invoice!.id }, 4_000n);
    await drainJobs();
    await sendCreditNote({ creditNoteId: note.id, now });
    await drainJobs();
    const mails = await mailsOf(payer);
    const { email } = await db.person.findUniqueOrThrow({ where: { id: payer.actor.personId } });
    expect(mails).toMatchObject([{ to: email, attachments: [{ filename: `${note.number}.pdf` }] }]);
    expect(mails[0]!.subject).toContain(`${note.number}: $40.00`);
    for (const said of [
      `Invoice ${invoice!.number} is lowered by $40.00.`,
      'Two hours too many',
      '$60.00',
      `/invoices/${invoice!.id}`,
    ])
      expect(mails[0]!.text).toContain(said);
    expect(mails[0]!.text).not.toContain('credit on your account');
    const file = await readOutboxAttachment(mails[0]!.id, `${note.number}.pdf`);
    expect(file!.content).toEqual((await renderCreditNote({ creditNoteId: note.id }))!.pdf);
    const words = await wordsOf(note.id);
    for (const said of [
      note.number,
      invoice!.number,
      '$100.00',
      '$40.00',
      '$60.00',
      'Two hours too many',
      'Tax included',
    ])
      expect(words).toContain(said);
    const story = tellStory((await loadVendorInvoice(payer.actor, invoice!.id))!);
    expect(story.slice(-2)).toMatchObject([
      { what: `Credit note ${note.number}: Two hours too many`, by: 'Sam Biller' },
      { what: 'Credit note mailed', aside: `To ${email}` },
    ]);
    expect(await verifyBooks()).toEqual([]);
  });

  it('says what became credit, of an invoice that is paid and without one', async () => {
    const payer = await makePayer();
    const [invoice] = await payer.invoices(1);
    await payByCard(payer, now);
    const after = await write(payer, { invoiceId: invoice!.id }, 2_500n);
    const gift = await write(payer, { customerId: payer.actor.customerId, currency: 'USD' }, 1_000n, 'Goodwill');
    await drainJobs();
    expect(await wordsOf(after.id)).toEqual(expect.arrayContaining(['Credit on account', '$25.00', '$0.00']));
    expect(await wordsOf(gift.id)).toEqual(expect.arrayContaining(['Credit on account', '$10.00', 'Goodwill']));
    const mails = await mailsOf(payer);
    const [first, second] = [after, gift].map(({ number }) => mails.find(({ text }) => text.includes(number))?.text);
    expect(first).toContain('$25.00 is credit on your account');
    expect(first).not.toContain('lowered');
    expect(second).toContain('$10.00 is credit on your account');
    expect(second).toContain(`/credit-notes/${gift.id}.pdf`);
    expect(await verifyBooks()).toEqual([]);
  });

  it('reads the same whatever changes since, and anybody who holds it can check it', async () => {
    const payer = await makePayer();
    const [invoice] = await payer.invoices(1);
    const note = await write(payer, { invoiceId: invoice!.id }, 4_000n, 'x'.repeat(500));
    const { pdf } = (await renderCreditNote({ creditNoteId: note.id }))!;
    await payByCard(payer, now);
    await db.customer.update({ where: { id: payer.actor.customerId }, data: { name: 'Other Inc.' } });
    expect((await renderCreditNote({ creditNoteId: note.id }))!.pdf.equals(pdf)).toBe(true);
    expect((await wordsOf(note.id)).join('').replace(/[^x]/g, '').length).toBeGreaterThanOrEqual(500);
    const token = new URL((await loadCreditNote(note.id, {}))!.verifyUrl).pathname.split('/').at(-1)!;
    expect(await checkCreditNote(token)).toMatchObject({ number: note.number, totalMinor: 4_000n });
    const { data } = await look(verifyPage.loader, '/x', { cookie: '', params: { token } });
    expect(data).toMatchObject({ receipt: { kind: 'credit note', number: note.number, total: '$40.00' } });
    const bytes = Buffer.from(token, 'base64url');
    bytes[20]! ^= 1;
    expect(await checkCreditNote(bytes.toString('base64url'))).toBeNull();
  });

  it('can be downloaded by its customer from the invoice and the statement, and by no other', async () => {
    const payer = await makePayer();
    const [invoice] = await payer.invoices(1);
    const note = await write(payer, { invoiceId: invoice!.id }, 4_000n);
    expect((await loadInvoice(payer.actor, invoice!.id))!.creditNotes).toMatchObject([
      { id: note.id, hasDocument: true },
    ]);
    const cookie = await signedIn(payer.actor);
    const params = { id: note.id };
    const { status } = await look(pdfPage.loader, '/x', { cookie, params });
    expect(status).toBe(200);
    const { data } = await look(statementsPage.loader, '/statements?kind=balance-forward', { cookie });
    expect(JSON.stringify(data, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))).toContain(
      `"creditNoteId":"${note.id}"`,
    );
    const colleague = await makePayer({ vendorId: payer.actor.vendorId });
    const stranger = await makePayer();
    for (const other of [colleague, stranger]) {
      const answer = await look(pdfPage.loader, '/x', { cookie: await signedIn(other.actor), params });
      const none = await look(pdfPage.loader, '/x', { cookie: await signedIn(other.actor), params: { id: newId() } });
      expect(answer).toEqual(none);
      expect(answer.status).toBe(404);
    }
  });

  it('from before there were documents has none, and is in order', async () => {
    const payer = await makePayer();
    const [invoice] = await payer.invoices(1);
    const note = await write(payer, { invoiceId: invoice!.id }, 1_000n);
    await drainJobs();
    await pool.query('ALTER TABLE credit_note_documents DISABLE TRIGGER ALL');
    await pool.query('UPDATE outgoing_mails SET credit_note_id = NULL WHERE credit_note_id = $1', [note.id]);
    await pool.query('DELETE FROM credit_note_documents');
    await pool.query('ALTER TABLE credit_note_documents ENABLE TRIGGER ALL');
    expect((await loadInvoice(payer.actor, invoice!.id))!.creditNotes).toMatchObject([{ hasDocument: false }]);
    expect(await renderCreditNote({ creditNoteId: note.id })).toBeNull();
    expect(await verifyBooks()).toEqual([]);
  });
});
