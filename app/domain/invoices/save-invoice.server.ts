import type { StaffActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { postInvoiceIssuedEntries } from '~/domain/ledger/post-invoice-entries.server';
import { dateIn, middayIn } from '~/lib/dates';
import { transaction, type Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import type { Currency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';
import { draftNumber, isDraftNumber, type WrittenInvoice } from './invoice-form';
import { lockInvoiceSeries, takeInvoiceNumber } from './invoice-number.server';
import { insertInvoiceLines, issueInvoices } from './issue-invoices.server';
import { invoiceTax, invoiceTotal, type NewInvoice } from './new-invoice';

export type SaveInvoiceInput = {
  /** Minted by the page: the same id is the same invoice, however often it is sent. */
  invoiceId: string;
  customerId: string;
  /** The version of the draft that was edited; null for one that is new. */
  version: number | null;
  invoice: WrittenInvoice;
  /** Issued at once, or kept as a draft. */
  issue: boolean;
  cause: string;
};

export type SaveInvoiceRefusal =
  | { kind: 'not-allowed' }
  | { kind: 'no-customer' }
  | { kind: 'number-taken'; number: string }
  | { kind: 'still-to-come' }
  /** A colleague changed the draft meanwhile; `version` is what it is at now. */
  | { kind: 'changed'; version: number }
  /** It was issued already, as something else than this. */
  | { kind: 'issued-already' };

export type SavedInvoice = { id: string; number: string; issued: boolean };

type Found = { own: boolean; version: number; number: string; issuedAt: Date | null; same: boolean };

/**
 * Writes an invoice down, as a draft or issued, with its lines, its number and its ledger entry in one transaction. The
 * same id again is the same invoice: a double click makes one. A draft is written anew; what was issued never changes.
 * A number of the series is taken only as it is issued, under the lock of the series, so that there are no gaps.
 */
export async function saveInvoice(
  actor: StaffActor,
  input: SaveInvoiceInput,
  now: Date,
): Promise<Result<{ invoice: SavedInvoice }, SaveInvoiceRefusal>> {
  if (actor.role === 'viewer') return refuse({ kind: 'not-allowed' });
  const { vendorId } = actor;
  const { invoiceId, customerId, invoice, issue } = input;
  return transaction(async (tx) => {
    const [customer] = await tx.$queryRaw<{ timeZone: string }[]>`
      SELECT v.time_zone AS "timeZone" FROM customers c JOIN vendors v ON v.id = c.vendor_id
      WHERE c.vendor_id = ${vendorId}::uuid AND c.id = ${customerId}::uuid AND c.archived_at IS NULL`;
    if (!customer) return refuse({ kind: 'no-customer' as const });
    // Whoever writes an invoice of this vendor comes one after the other: the id, the number and the draft's version hold.
    await lockInvoiceSeries(tx, actor);
    const found = await findInvoice(tx, vendorId, input);
    if (found && !found.own) return refuse({ kind: 'no-customer' as const });
    if (found?.issuedAt)
      return found.same ? saved(invoiceId, found.number, true) : refuse({ kind: 'issued-already' as const });
    if (found && input.version !== null && input.version !== found.version)
      return refuse({ kind: 'changed' as const, version: found.version });
    if (issue && invoice.issuedOn > dateIn(customer.timeZone, now)) return refuse({ kind: 'still-to-come' as const });
    if (invoice.number !== null && (await isTaken(tx, vendorId, { invoiceId, number: invoice.number })))
      return refuse({ kind: 'number-taken' as const, number: invoice.number });

    const number = invoice.number ?? (issue ? await takeInvoiceNumber(tx, actor) : draftNumber(invoiceId));
    // As files are read: the day the invoice says, and the moment itself where that is today.
    const midday = middayIn(customer.timeZone, invoice.issuedOn);
    const issuedAt = issue ? (midday < now ? midday : now) : null;
    const written: NewInvoice = { ...invoice, id: invoiceId, customerId, number, issuedAt, createdAt: now };
    if (found) await rewriteDraft(tx, vendorId, written);
    else await issueInvoices(tx, { vendorId, invoices: [written] });
    await record(tx, {
      vendorId,
      actor,
      cause: input.cause,
      action: issue ? 'invoice.issued' : found ? 'invoice.edited' : 'invoice.drafted',
      subject: 'invoice',
      subjectId: invoiceId,
      data: {
        number,
        totalMinor: invoiceTotal(invoice.lines),
        currency: invoice.currency,
        lines: invoice.lines.length,
      },
    });
    return saved(invoiceId, number, issue);
  });
}

const saved = (id: string, number: string, issued: boolean) => ({ ok: true as const, invoice: { id, number, issued } });

/** Whether there is one of that id, and whether it says what is asked for now. */
async function findInvoice(
  tx: Tx,
  vendorId: string,
  { invoiceId, customerId, invoice }: SaveInvoiceInput,
): Promise<Found | undefined> {
  const lines = invoice.lines.map((line) =>
    [line.description, line.quantityMilli, line.unitPriceMinor, line.taxRateBp].join('|'),
  );
  const [found] = await tx.$queryRaw<Found[]>`
    SELECT i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid AS own, i.version, i.number, i.issued_at AS "issuedAt",
      i.currency = ${invoice.currency} AND i.issued_on = ${invoice.issuedOn}::date AND i.due_on = ${invoice.dueOn}::date AND i.summary = ${invoice.summary}
        AND coalesce(i.memo, '') = ${invoice.memo ?? ''} AND i.number = coalesce(${invoice.number}::text, i.number)
        AND ${lines}::text[] = ARRAY(SELECT concat_ws('|', l.description, l.quantity_milli, l.unit_price_minor, l.tax_rate_bp)
          FROM invoice_lines l WHERE l.vendor_id = i.vendor_id AND l.invoice_id = i.id ORDER BY l.position) AS same
    FROM invoices i WHERE i.id = ${invoiceId}::uuid -- all vendors: the page mints the id, and one that is taken is taken
    FOR UPDATE`;
  return found;
}

async function isTaken(
  tx: Tx,
  vendorId: string,
  { invoiceId, number }: { invoiceId: string; number: string },
): Promise<boolean> {
  const other = await tx.invoice.findFirst({
    where: { vendorId, number, id: { not: invoiceId } },
    select: { id: true },
  });
  return other !== null;
}

async function rewriteDraft(tx: Tx, vendorId: string, draft: NewInvoice): Promise<void> {
  await tx.$executeRaw`DELETE FROM invoice_lines WHERE vendor_id = ${vendorId}::uuid AND invoice_id = ${draft.id}::uuid`;
  await tx.$executeRaw`
    UPDATE invoices SET currency = ${draft.currency}, number = ${draft.number}, issued_on = ${draft.issuedOn}::date, due_on = ${draft.dueOn}::date,
      summary = ${draft.summary}, memo = ${draft.memo ?? null}, issued_at = ${draft.issuedAt}::timestamptz, version = version + 1,
      tax_minor = ${invoiceTax(draft.lines).toString()}::bigint, total_minor = ${invoiceTotal(draft.lines).toString()}::bigint
    WHERE vendor_id = ${vendorId}::uuid AND id = ${draft.id}::uuid AND issued_at IS NULL`;
  await insertInvoiceLines(tx, vendorId, [draft]);
  await postInvoiceIssuedEntries(tx, {
    vendorId,
    entries: draft.issuedAt ? [{ id: newId(), invoiceId: draft.id }] : [],
  });
}

export type DiscardRefusal = { kind: 'not-allowed' } | { kind: 'no-draft' };

/** Throws a draft away. What was issued is void, never gone; a second call finds nothing. */
export async function discardDraft(
  actor: StaffActor,
  input: { invoiceId: string; cause: string },
): Promise<Result<object, DiscardRefusal>> {
  if (actor.role === 'viewer') return refuse({ kind: 'not-allowed' });
  const { vendorId } = actor;
  return transaction(async (tx) => {
    const [draft] = await tx.$queryRaw<{ number: string; totalMinor: bigint; currency: Currency }[]>`
      SELECT number, total_minor AS "totalMinor", currency FROM invoices
      WHERE vendor_id = ${vendorId}::uuid AND id = ${input.invoiceId}::uuid AND issued_at IS NULL FOR UPDATE`;
    if (!draft) return refuse({ kind: 'no-draft' });
    await tx.$executeRaw`DELETE FROM invoice_attachments WHERE vendor_id = ${vendorId}::uuid AND invoice_id = ${input.invoiceId}::uuid`;
    await tx.$executeRaw`DELETE FROM invoice_lines WHERE vendor_id = ${vendorId}::uuid AND invoice_id = ${input.invoiceId}::uuid`;
    await tx.$executeRaw`DELETE FROM invoices WHERE vendor_id = ${vendorId}::uuid AND id = ${input.invoiceId}::uuid AND issued_at IS NULL`;
    const number = isDraftNumber(draft.number) ? null : draft.number;
    await record(tx, {
      vendorId,
      actor,
      cause: input.cause,
      action: 'invoice.discarded',
      subject: 'invoice',
      subjectId: input.invoiceId,
      data: { ...draft, number },
    });
    return { ok: true as const };
  });
}
