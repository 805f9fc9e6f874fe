import { createHash } from 'node:crypto';
import type { VendorActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { postEntry } from '~/domain/ledger/post-entries.server';
import { dateIn } from '~/lib/dates';
import { transaction, type Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import type { Currency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';
import { grantCredits } from './grant-credit.server';
import { issueCreditNoteDocument } from './issue-credit-note-document.server';
import type { CreditNoteInput, CreditNoteRefusal, IssuedCreditNote } from './issue-credit-note.types';
import { taxInNote } from './tax-in-note';

type Answer = Result<{ creditNote: IssuedCreditNote }, CreditNoteRefusal>;

/**
 * Lowers an invoice, or gives a customer credit without one. The invoice takes what is neither paid nor in a payment
 * under way; what it cannot take is credit on account, at once, so that nothing is lost whatever becomes of the payment
 * (I14). Its customer is told by mail, with the document. One transaction, and the same id again answers the same.
 */
export async function issueCreditNote(actor: VendorActor, input: CreditNoteInput, now: Date): Promise<Answer> {
  if (actor.kind === 'staff' && (actor.role === 'viewer' || actor.vendorId !== input.vendorId))
    return refuse({ kind: 'not-allowed' });
  const reason = input.reason.replaceAll('\0', '').trim();
  if (reason === '') return refuse({ kind: 'no-reason' });
  if (input.amountMinor <= 0n) return refuse({ kind: 'not-an-amount' });
  return transaction(async (tx) => {
    const target = await lockTarget(tx, input);
    if ('kind' in target) return refuse(target);
    const requestHash = hashRequest(target, input, reason);
    const seen = await findNote(tx, input);
    if (seen) return requestHash.equals(seen.requestHash) ? answer(seen) : refuse({ kind: 'other-request' });
    if (target.isVoid) return refuse({ kind: 'void' });
    if (target.leftMinor !== null && input.amountMinor > target.leftMinor)
      return refuse({ kind: 'too-much', leftMinor: target.leftMinor, currency: target.currency });
    const note = await writeNote(tx, actor, { input, target, reason, requestHash }, now);
    await issueCreditNoteDocument(tx, { creditNoteId: note.id, vendorId: input.vendorId, now });
    await record(tx, {
      vendorId: input.vendorId,
      actor,
      cause: input.cause,
      action: 'credit-note.issued',
      subject: 'credit note',
      subjectId: note.id,
      data: { ...note, invoice: target.invoiceId, customer: target.customerId, reason },
    });
    return answer(note);
  });
}

function answer({ id, number, currency, amountMinor, appliedMinor }: IssuedCreditNote): Answer {
  return { ok: true, creditNote: { id, number, currency, amountMinor, appliedMinor } };
}

type Target = {
  customerId: string;
  currency: Currency;
  timeZone: string;
  invoiceId: string | null;
  isVoid: boolean;
  /** What its notes may still come to; null without an invoice. */
  leftMinor: bigint | null;
  /** What it is still to be paid, and nobody is paying. */
  takesMinor: bigint;
  totalMinor: bigint;
  taxMinor: bigint;
  notedMinor: bigint;
  notedTaxMinor: bigint;
};

/** Locks what the note is about, so that two notes of it come one after the other. */
async function lockTarget(tx: Tx, { vendorId, of }: CreditNoteInput): Promise<Target | CreditNoteRefusal> {
  if ('customerId' in of) {
    const [customer] = await tx.$queryRaw<{ timeZone: string }[]>`
      SELECT v.time_zone AS "timeZone" FROM customers c JOIN vendors v ON v.id = c.vendor_id
      WHERE c.vendor_id = ${vendorId}::uuid AND c.id = ${of.customerId}::uuid FOR NO KEY UPDATE OF c`;
    if (!customer) return { kind: 'no-customer' };
    const none = { invoiceId: null, isVoid: false, leftMinor: null, takesMinor: 0n, totalMinor: 0n, taxMinor: 0n };
    return { ...of, ...customer, ...none, notedMinor: 0n, notedTaxMinor: 0n };
  }
  const [invoice] = await tx.$queryRaw<Omit<Target, 'leftMinor' | 'notedMinor' | 'notedTaxMinor'>[]>`
    SELECT i.customer_id AS "customerId", i.currency, v.time_zone AS "timeZone", i.id AS "invoiceId", i.voided_at IS NOT NULL AS "isVoid",
      i.total_minor - i.credited_minor - i.written_off_minor - i.in_flight_minor - i.paid_minor AS "takesMinor",
      i.total_minor AS "totalMinor", i.tax_minor AS "taxMinor"
    FROM invoices i JOIN vendors v ON v.id = i.vendor_id
    WHERE i.vendor_id = ${vendorId}::uuid AND i.id = ${of.invoiceId}::uuid AND i.issued_at IS NOT NULL FOR NO KEY UPDATE OF i`;
  if (!invoice) return { kind: 'no-invoice' };
  const [noted] = await tx.$queryRaw<[{ notedMinor: bigint; notedTaxMinor: bigint }]>`
    SELECT coalesce(sum(n.amount_minor), 0)::bigint AS "notedMinor", coalesce(sum(n.tax_minor), 0)::bigint AS "notedTaxMinor"
    FROM credit_notes n WHERE n.vendor_id = ${vendorId}::uuid AND n.invoice_id = ${of.invoiceId}::uuid`;
  return { ...invoice, ...noted, leftMinor: invoice.totalMinor - noted.notedMinor };
}

type Found = IssuedCreditNote & { requestHash: Uint8Array };

async function findNote(tx: Tx, { vendorId, creditNoteId }: CreditNoteInput): Promise<Found | null> {
  const [note] = await tx.$queryRaw<Found[]>`
    SELECT n.id, n.number, n.currency, n.amount_minor AS "amountMinor", n.applied_minor AS "appliedMinor", n.request_hash AS "requestHash"
    FROM credit_notes n WHERE n.vendor_id = ${vendorId}::uuid AND n.id = ${creditNoteId}::uuid`;
  return note ?? null;
}

function hashRequest(target: Target, { amountMinor }: CreditNoteInput, reason: string): Buffer {
  const { customerId, currency, invoiceId } = target;
  return createHash('sha256')
    .update(JSON.stringify([customerId, currency, invoiceId, amountMinor.toString(), reason]))
    .digest();
}

type Writing = { input: CreditNoteInput; target: Target; reason: string; requestHash: Buffer };

async function writeNote(
  tx: Tx,
  actor: VendorActor,
  { input, target, reason, requestHash }: Writing,
  now: Date,
): Promise<IssuedCreditNote> {
  const { vendorId, creditNoteId: id, amountMinor } = input;
  const { customerId, currency, invoiceId } = target;
  const takes = target.takesMinor > 0n ? target.takesMinor : 0n;
  const appliedMinor = amountMinor < takes ? amountMinor : takes;
  const keptMinor = amountMinor - appliedMinor;
  const taxMinor = taxInNote(target, amountMinor);
  if (appliedMinor > 0n)
    await tx.$executeRaw`
      UPDATE invoices SET credited_minor = credited_minor + ${appliedMinor} WHERE vendor_id = ${vendorId}::uuid AND id = ${invoiceId}::uuid`;
  const year = Number.parseInt(dateIn(target.timeZone, now).slice(0, 4), 10);
  const [{ last }] = await tx.$queryRaw<[{ last: number }]>`
    INSERT INTO credit_note_series (vendor_id, year, last) VALUES (${vendorId}::uuid, ${year}, 1)
    ON CONFLICT (vendor_id, year) DO UPDATE SET last = credit_note_series.last + 1 RETURNING last`;
  const number = creditNoteNumber(year, last);
  await tx.$executeRaw`
    INSERT INTO credit_notes (id, vendor_id, customer_id, currency, invoice_id, year, sequence, number, amount_minor, tax_minor, applied_minor, reason, staff_id,
      request_hash, issued_at)
    VALUES (${id}::uuid, ${vendorId}::uuid, ${customerId}::uuid, ${currency}, ${invoiceId}::uuid, ${year}, ${last}, ${number}, ${amountMinor}, ${taxMinor},
      ${appliedMinor}, ${reason}, ${actor.kind === 'staff' ? actor.staffId : null}::uuid, ${requestHash}::bytea, ${now}::timestamptz)`;
  const credit = { vendorId, customerId, currency, invoiceId, source: 'credit_note' as const, sourceId: id };
  if (keptMinor > 0n) await grantCredits(tx, [{ ...credit, paymentId: null, reason, amountMinor: keptMinor, at: now }]);
  await postEntry(tx, {
    id: newId(),
    vendorId,
    currency,
    kind: 'credit_note_issued',
    sourceId: id,
    occurredAt: now,
    lines: [
      { account: 'receivable', customerId, amountMinor: -appliedMinor },
      { account: 'customer_credit', customerId, amountMinor: -keptMinor },
      { account: 'revenue', customerId, amountMinor: amountMinor - taxMinor },
      { account: 'tax', customerId, amountMinor: taxMinor },
    ],
  });
  return { id, number, currency, amountMinor, appliedMinor };
}

/** "CN-2026-000031": the 31st credit note the vendor wrote in 2026. */
function creditNoteNumber(year: number, sequence: number): string {
  return `CN-${year}-${sequence.toString().padStart(6, '0')}`;
}
