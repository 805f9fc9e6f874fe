import type { StaffActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import {
  lockPlannedCharges,
  movePlannedCharge,
  type PlannedDueCharge,
} from '~/domain/batch-payments/follow-due-date.server';
import {
  follows,
  lockDueCharge,
  moveDueCharge,
  type DueCharge,
} from '~/domain/scheduled-charges/follow-due-date.server';
import { addDays, dateIn, type CalendarDate } from '~/lib/dates';
import { transaction, type Tx } from '~/lib/db.server';
import { refuse, type Result } from '~/lib/result';

export type DetailsInput = {
  invoiceId: string;
  dueOn: CalendarDate;
  summary: string;
  memo: string | null;
  cause: string;
};

export type DetailsRefusal =
  | { kind: 'not-allowed' }
  | { kind: 'no-invoice' }
  | { kind: 'due-before-issued' }
  /** It is to be charged on its due date, which must therefore be a day to come. */
  | { kind: 'charged-when-due'; from: CalendarDate };

/**
 * What may still be said otherwise of an issued invoice: when it is due, what it is for, and the note. Its money stays
 * as it was issued. A charge that is set for its due date follows, or nothing is changed where that would be no day to come.
 * A payer who has the old page before them is told (its version counts up). The same again changes nothing.
 */
export async function changeInvoiceDetails(
  actor: StaffActor,
  { invoiceId, dueOn, summary, memo, cause }: DetailsInput,
  now: Date,
): Promise<Result<object, DetailsRefusal>> {
  if (actor.role === 'viewer') return refuse({ kind: 'not-allowed' });
  const { vendorId } = actor;
  return transaction(async (tx) => {
    const [was] = await tx.$queryRaw<Was[]>`
      SELECT i.due_on::text AS "dueOn", i.summary, i.memo, i.issued_on::text AS "issuedOn", v.time_zone AS "timeZone", i.due_minor > 0 OR i.in_flight_minor > 0 AS owed FROM invoices i JOIN vendors v ON v.id = i.vendor_id
      WHERE i.vendor_id = ${vendorId}::uuid AND i.id = ${invoiceId}::uuid AND i.issued_at IS NOT NULL AND i.voided_at IS NULL FOR NO KEY UPDATE OF i`;
    if (!was) return refuse({ kind: 'no-invoice' });
    if (dueOn < was.issuedOn) return refuse({ kind: 'due-before-issued' });
    const is = { dueOn, summary, memo };
    const changed = (['dueOn', 'summary', 'memo'] as const).filter((name) => was[name] !== is[name]);
    if (changed.length === 0) return { ok: true };
    const of = { vendorId, invoiceId };
    const moving = dueOn === was.dueOn || !was.owed ? NOTHING : await chargesThatFollow(tx, of, dueOn);
    const from = addDays(dateIn(was.timeZone, now), 1);
    if (dueOn < from && (moving.planned.length > 0 || moving.due?.state === 'scheduled'))
      return refuse({ kind: 'charged-when-due', from });
    const [{ version }] = await tx.$queryRaw<[{ version: number }]>`
      UPDATE invoices SET due_on = ${dueOn}::date, summary = ${summary}, memo = ${memo} WHERE vendor_id = ${vendorId}::uuid AND id = ${invoiceId}::uuid RETURNING version`;
    const to = { ...of, dueOn, mark: `${dueOn}:v${version}` };
    const moved = moving.due ? [await moveDueCharge(tx, moving.due, to)] : [];
    for (const charge of moving.planned) moved.push(await movePlannedCharge(tx, charge, to));
    const note = {
      action: 'invoice.details-changed',
      subject: 'invoice',
      subjectId: invoiceId,
      data: Object.fromEntries(changed.map((name) => [name, { was: was[name], is: is[name] }])),
    };
    await record(tx, ...[note, ...moved].map((each) => ({ vendorId, actor, cause, ...each })));
    return { ok: true };
  });
}

type Was = {
  dueOn: string;
  summary: string;
  memo: string | null;
  issuedOn: string;
  timeZone: string;
  /** Otherwise there is nothing to charge, whatever is planned. */
  owed: boolean;
};
type Following = { due: DueCharge | null; planned: PlannedDueCharge[] };
const NOTHING: Following = { due: null, planned: [] };

/** The charges of the invoice that go along when it becomes due on that day. A charge for a date that somebody chose is none of them. */
async function chargesThatFollow(
  tx: Tx,
  of: { vendorId: string; invoiceId: string },
  dueOn: CalendarDate,
): Promise<Following> {
  const due = await lockDueCharge(tx, of);
  const planned = await lockPlannedCharges(tx, of);
  return { due: due && follows(due, dueOn) ? due : null, planned: planned.filter(({ runOn }) => runOn !== dueOn) };
}
