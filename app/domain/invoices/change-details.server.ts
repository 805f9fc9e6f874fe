import type { StaffActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import type { CalendarDate } from '~/lib/dates';
import { transaction } from '~/lib/db.server';
import { refuse, type Result } from '~/lib/result';

export type DetailsInput = {
  invoiceId: string;
  dueOn: CalendarDate;
  summary: string;
  memo: string | null;
  cause: string;
};

export type DetailsRefusal = { kind: 'not-allowed' } | { kind: 'no-invoice' } | { kind: 'due-before-issued' };

/**
 * What may still be said otherwise of an issued invoice: when it is due, what it is for, and the note. Its money stays
 * as it was issued. A payer who has the old page before them is told (its version counts up). The same again changes nothing.
 */
export async function changeInvoiceDetails(
  actor: StaffActor,
  { invoiceId, dueOn, summary, memo, cause }: DetailsInput,
): Promise<Result<object, DetailsRefusal>> {
  if (actor.role === 'viewer') return refuse({ kind: 'not-allowed' });
  const { vendorId } = actor;
  return transaction(async (tx) => {
    const [was] = await tx.$queryRaw<{ dueOn: string; summary: string; memo: string | null; issuedOn: string }[]>`
      SELECT due_on::text AS "dueOn", summary, memo, issued_on::text AS "issuedOn" FROM invoices
      WHERE vendor_id = ${vendorId}::uuid AND id = ${invoiceId}::uuid AND issued_at IS NOT NULL AND voided_at IS NULL FOR NO KEY UPDATE`;
    if (!was) return refuse({ kind: 'no-invoice' });
    if (dueOn < was.issuedOn) return refuse({ kind: 'due-before-issued' });
    const is = { dueOn, summary, memo };
    const changed = (['dueOn', 'summary', 'memo'] as const).filter((name) => was[name] !== is[name]);
    if (changed.length === 0) return { ok: true };
    await tx.$executeRaw`
      UPDATE invoices SET due_on = ${dueOn}::date, summary = ${summary}, memo = ${memo} WHERE vendor_id = ${vendorId}::uuid AND id = ${invoiceId}::uuid`;
    await record(tx, {
      vendorId,
      actor,
      cause,
      action: 'invoice.details-changed',
      subject: 'invoice',
      subjectId: invoiceId,
      data: Object.fromEntries(changed.map((name) => [name, { was: was[name], is: is[name] }])),
    });
    return { ok: true };
  });
}
