import type { AuditNote } from '~/domain/audit/record.server';
import type { MethodKind } from '~/domain/payment-methods/method-kind';
import type { CalendarDate } from '~/lib/dates';
import type { Tx } from '~/lib/db.server';
import { enqueue } from '~/lib/queue.server';

/** A charge that staff set for the due date of an invoice. */
export type DueCharge = {
  chargeId: string;
  /** After a decline it waits to be tried again. */
  state: 'scheduled' | 'retrying';
  nextOn: CalendarDate;
  methodKind: MethodKind;
};

type Of = { vendorId: string; invoiceId: string };

/** That charge, locked until the end; null where there is none, or it has begun. The caller has locked the invoice. */
export async function lockDueCharge(tx: Tx, { vendorId, invoiceId }: Of): Promise<DueCharge | null> {
  const [charge] = await tx.$queryRaw<DueCharge[]>`
    SELECT c.id AS "chargeId", c.state, c.next_on::text AS "nextOn", m.kind AS "methodKind"
    FROM scheduled_charge_invoices l JOIN scheduled_charges c ON c.vendor_id = l.vendor_id AND c.id = l.charge_id
    JOIN payment_methods m ON m.vendor_id = c.vendor_id AND m.id = c.method_id
    WHERE l.vendor_id = ${vendorId}::uuid AND l.invoice_id = ${invoiceId}::uuid AND l.ended_at IS NULL
      AND c.staff_id IS NOT NULL AND c.state IN ('scheduled', 'retrying') FOR UPDATE OF c`;
  return charge ?? null;
}

/** Whether the charge follows: before its first try always, later only to a later day. A debit of a US account that came back is sent again as was told (charge-row: dueLater). */
export function follows({ state, nextOn, methodKind }: DueCharge, dueOn: CalendarDate): boolean {
  return state === 'scheduled' ? dueOn !== nextOn : dueOn > nextOn && methodKind !== 'us_bank_account';
}

/** Lets it follow the due date that its invoice has by now; the customer is told the new day. Answers what is to be noted. */
export async function moveDueCharge(
  tx: Tx,
  charge: DueCharge,
  { vendorId, dueOn, mark }: { vendorId: string; dueOn: CalendarDate; mark: string },
): Promise<Pick<AuditNote, 'action' | 'subject' | 'subjectId' | 'data'>> {
  const { chargeId, state, nextOn: was } = charge;
  await tx.$executeRaw`
    UPDATE scheduled_charges SET next_on = ${dueOn}::date, charge_on = CASE WHEN state = 'scheduled' THEN ${dueOn}::date ELSE charge_on END
    WHERE vendor_id = ${vendorId}::uuid AND id = ${chargeId}::uuid`;
  await enqueue(tx, 'send-charge-mail', { chargeId, about: 'moved', mark, was });
  const data = { state, was, is: dueOn };
  return { action: 'scheduled_charge.moved', subject: 'scheduled_charge', subjectId: chargeId, data };
}
