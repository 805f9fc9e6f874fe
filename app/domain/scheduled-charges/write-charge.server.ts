import type { Actor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import type { CalendarDate } from '~/lib/dates';
import type { Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { sumMinor, type Currency } from '~/lib/money';

export type NewCharge = {
  id: string;
  vendorId: string;
  customerId: string;
  currency: Currency;
  autopayId: string | null;
  /** Who agreed: a contact, or staff. */
  contactId: string | null;
  staffId?: string | null;
  methodId: string;
  chargeOn: CalendarDate;
  requestHash: Buffer;
  /** The most that a fee may add. */
  agreedFeeMinor: bigint;
  lines: readonly { invoiceId: string; amountMinor: bigint }[];
};

/**
 * Writes a charge down with what was agreed of each invoice, which the caller has locked. False: the id exists. Two
 * statements whatever the number of invoices.
 */
export async function writeCharge(
  tx: Tx,
  charge: NewCharge,
  because: { actor: Actor; cause: string; now: Date },
): Promise<boolean> {
  const { id, vendorId, customerId, currency, chargeOn } = charge;
  const agreedMinor = sumMinor(charge.lines.map((line) => line.amountMinor));
  const written = await tx.$executeRaw`
    INSERT INTO scheduled_charges (id, vendor_id, customer_id, currency, kind, autopay_id, contact_id, staff_id, method_id, charge_on, next_on, agreed_minor, agreed_fee_minor, request_hash, payment_id, created_at)
    VALUES (${id}::uuid, ${vendorId}::uuid, ${customerId}::uuid, ${currency}, ${charge.autopayId ? 'autopay' : 'scheduled'}, ${charge.autopayId}::uuid, ${charge.contactId}::uuid, ${charge.staffId ?? null}::uuid,
      ${charge.methodId}::uuid, ${chargeOn}::date, ${chargeOn}::date, ${agreedMinor.toString()}::bigint, ${charge.agreedFeeMinor.toString()}::bigint, ${charge.requestHash}::bytea, ${newId()}::uuid, ${because.now}::timestamptz)
    ON CONFLICT (id) DO NOTHING`;
  if (written === 0) return false;
  await tx.$executeRaw`
    INSERT INTO scheduled_charge_invoices (vendor_id, charge_id, customer_id, currency, invoice_id, amount_minor)
    SELECT ${vendorId}::uuid, ${id}::uuid, ${customerId}::uuid, ${currency}, n.* FROM unnest(
      ${charge.lines.map((line) => line.invoiceId)}::uuid[], ${charge.lines.map((line) => line.amountMinor.toString())}::bigint[]) AS n`;
  await record(tx, {
    vendorId,
    actor: because.actor,
    cause: because.cause,
    action: 'scheduled_charge.scheduled',
    subject: 'scheduled_charge',
    subjectId: id,
    data: { chargeOn, agreedMinor, currency, invoices: charge.lines.length, autopay: charge.autopayId },
  });
  return true;
}
