import type { ContactActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { transaction, type Tx } from '~/lib/db.server';
import type { Limit } from '~/lib/limit';
import { enqueue } from '~/lib/queue.server';
import { countAgainst } from '~/lib/rate-limit.server';
import { refuse, type Result } from '~/lib/result';
import { LONGEST_MESSAGE, reasonWords, type DisputeReason, type DisputeRefusal } from './invoice-dispute';
import { lockInvoice, type LockedInvoice } from './lock-invoice.server';

/** Each of them is a mail to the vendor. */
export const MESSAGES_PER_CONTACT: Limit = { name: 'invoice-message', times: 20, perSeconds: 3600 };

export type AboutInvoice = {
  /** Minted with the form: pressing the button twice says it once. */
  id: string;
  invoiceId: string;
  message: string;
  cause: string;
};

export type WriteAnswer = Result<{ invoiceId: string }, DisputeRefusal>;
export type Said = {
  kind: 'question' | 'dispute';
  reason: DisputeReason | null;
  amountMinor: bigint | null;
  whole: boolean;
};

/**
 * Writes down what a contact says of an invoice, in one transaction with its mail and its audit entry, under the
 * invoice's lock. `decide` looks at the locked invoice and says what is held, or why not. An id that was used is
 * answered again, by the same contact about the same invoice; anybody else's use of it is refused.
 */
export async function writeAboutInvoice(
  actor: ContactActor,
  input: AboutInvoice,
  now: Date,
  decide: (invoice: LockedInvoice) => Result<Said, DisputeRefusal>,
): Promise<WriteAnswer> {
  if (input.message.length > LONGEST_MESSAGE) return refuse({ kind: 'message-too-long' });
  const allowed = await countAgainst(MESSAGES_PER_CONTACT, actor.contactId);
  if (!allowed.ok) return allowed;
  return transaction(async (tx): Promise<WriteAnswer> => {
    const invoice = await lockInvoice(tx, actor, input.invoiceId);
    if (!invoice) return refuse({ kind: 'gone' });
    const seen = await readSeen(tx, actor, input);
    if (seen) return seen.same ? { ok: true, invoiceId: invoice.id } : refuse({ kind: 'other-request' });
    const said = decide(invoice);
    if (!said.ok) return said;
    if (await hasOpenDispute(tx, actor, invoice, said)) return refuse({ kind: 'disputed' });
    // The id is taken after all, at this moment, about another invoice.
    if (!(await insert(tx, actor, input, invoice, said, now))) return refuse({ kind: 'other-request' });
    await enqueue(tx, 'send-dispute-mails', { disputeId: input.id, about: 'opened' });
    await record(tx, {
      vendorId: actor.vendorId,
      actor,
      cause: input.cause,
      action: said.kind === 'dispute' ? 'invoice.disputed' : 'invoice.asked-about',
      subject: 'invoice',
      subjectId: invoice.id,
      data: { id: input.id, reason: said.reason, amountMinor: said.amountMinor, currency: invoice.currency },
    });
    return { ok: true, invoiceId: invoice.id };
  });
}

/** A used id says the same again only about the same invoice and by the same contact. */
async function readSeen(tx: Tx, actor: ContactActor, input: AboutInvoice): Promise<{ same: boolean } | undefined> {
  const [seen] = await tx.$queryRaw<{ same: boolean }[]>`
    SELECT d.vendor_id = ${actor.vendorId}::uuid AND d.contact_id = ${actor.contactId}::uuid AND d.invoice_id = ${input.invoiceId}::uuid AS same
    FROM invoice_disputes d WHERE d.id = ${input.id}::uuid`;
  return seen;
}

/** A part of the invoice may be disputed already while the rest can still be paid. */
async function hasOpenDispute(tx: Tx, actor: ContactActor, invoice: LockedInvoice, said: Said): Promise<boolean> {
  if (said.kind === 'question') return false;
  const open = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM invoice_disputes d
    WHERE d.vendor_id = ${actor.vendorId}::uuid AND d.invoice_id = ${invoice.id}::uuid AND d.kind = 'dispute' AND d.ended_at IS NULL`;
  return open.length > 0;
}

async function insert(
  tx: Tx,
  actor: ContactActor,
  input: AboutInvoice,
  invoice: LockedInvoice,
  said: Said,
  now: Date,
): Promise<boolean> {
  const message = input.message.replaceAll('\0', '').trim();
  const covers = said.kind === 'question' ? null : said.whole ? 'invoice' : 'amount';
  const inserted = await tx.$executeRaw`
    INSERT INTO invoice_disputes (id, vendor_id, customer_id, invoice_id, currency, kind, reason, covers, amount_minor, message, contact_id, opened_at)
    VALUES (${input.id}::uuid, ${actor.vendorId}::uuid, ${actor.customerId}::uuid, ${invoice.id}::uuid, ${invoice.currency}, ${said.kind},
      ${said.reason}, ${covers}, ${said.amountMinor?.toString() ?? null}::bigint, ${message}, ${actor.contactId}::uuid, ${now})
    ON CONFLICT (id) DO NOTHING`;
  if (inserted === 0) return false;
  if (covers === 'invoice') {
    await tx.$executeRaw`
      UPDATE invoices SET disputed_at = ${now}, dispute_reason = ${said.reason && reasonWords(said.reason)}
      WHERE vendor_id = ${actor.vendorId}::uuid AND id = ${invoice.id}::uuid`;
  } else if (covers === 'amount') {
    await tx.$executeRaw`
      UPDATE invoices SET disputed_minor = ${String(said.amountMinor)}::bigint
      WHERE vendor_id = ${actor.vendorId}::uuid AND id = ${invoice.id}::uuid`;
  }
  return true;
}
