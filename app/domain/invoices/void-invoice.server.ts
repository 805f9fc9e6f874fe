import type { VendorActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { postInvoiceVoidedEntries } from '~/domain/ledger/post-invoice-entries.server';
import { transaction } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import type { Currency } from '~/lib/money';
import { refuse, type Result } from '~/lib/result';

export type VoidInvoiceRefusal =
  | { kind: 'not-allowed' }
  | { kind: 'no-reason' }
  | { kind: 'no-invoice' }
  | { kind: 'already-void' }
  /** A credit note takes back the rest of it instead, and what was paid stays where it is. */
  | { kind: 'settled-in-part'; settledMinor: bigint; currency: Currency };

type Row = {
  settledMinor: bigint;
  inFlightMinor: bigint;
  currency: Currency;
  isVoid: boolean;
};

/**
 * Takes an invoice back, with the reason its customer reads: nobody owes it any more. One on which something was paid or
 * credited is refused. A payment under way keeps what it holds: should it settle, its money is the customer's credit,
 * never the void invoice's (I14).
 */
export async function voidInvoice(
  actor: VendorActor,
  input: { vendorId: string; invoiceId: string; reason: string; cause: string },
  now: Date,
): Promise<Result<{ inFlightMinor: bigint; currency: Currency }, VoidInvoiceRefusal>> {
  const { vendorId, invoiceId } = input;
  if (actor.kind === 'staff' && (actor.role === 'viewer' || actor.vendorId !== vendorId))
    return refuse({ kind: 'not-allowed' });
  const reason = input.reason.replaceAll('\0', '').trim();
  if (reason === '') return refuse({ kind: 'no-reason' });
  return transaction(async (tx) => {
    const [invoice] = await tx.$queryRaw<Row[]>`
      SELECT paid_minor + credited_minor + written_off_minor AS "settledMinor", in_flight_minor AS "inFlightMinor", currency, voided_at IS NOT NULL AS "isVoid"
      FROM invoices WHERE vendor_id = ${vendorId}::uuid AND id = ${invoiceId}::uuid AND issued_at IS NOT NULL FOR NO KEY UPDATE`;
    if (!invoice) return refuse({ kind: 'no-invoice' });
    const { isVoid, settledMinor, inFlightMinor, currency } = invoice;
    if (isVoid) return refuse({ kind: 'already-void' });
    if (settledMinor > 0n) return refuse({ kind: 'settled-in-part', settledMinor, currency });
    await tx.$executeRaw`
      UPDATE invoices SET voided_at = greatest(${now}::timestamptz, issued_at), void_reason = ${reason} WHERE vendor_id = ${vendorId}::uuid AND id = ${invoiceId}::uuid`;
    await postInvoiceVoidedEntries(tx, { vendorId, entries: [{ id: newId(), invoiceId }] });
    await record(tx, {
      vendorId,
      actor,
      cause: input.cause,
      action: 'invoice.voided',
      subject: 'invoice',
      subjectId: invoiceId,
      data: { reason, inFlightMinor, currency },
    });
    return { ok: true as const, inFlightMinor, currency };
  });
}
