import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import { db } from '~/lib/db.server';
import type { InvoiceDispute } from './invoice-dispute';

const SHOWN = 100;

/** What was asked and disputed of an invoice, the oldest first; the last hundred of them. */
export async function listInvoiceDisputes(
  { vendorId, customerId }: InvoiceScope,
  invoiceId: string,
): Promise<InvoiceDispute[]> {
  const latest = await db.$queryRaw<InvoiceDispute[]>`
    SELECT d.id, d.kind, d.reason, d.covers, d.amount_minor AS "amountMinor", d.message, person.name AS by, d.opened_at AS "openedAt",
           d.ended_at AS "endedAt", d.outcome, ender.name AS "endedBy", d.note
    FROM invoice_disputes d
    JOIN contacts c ON c.id = d.contact_id AND c.vendor_id = d.vendor_id JOIN people person ON person.id = c.person_id
    LEFT JOIN contacts e ON e.id = d.ended_by_contact_id AND e.vendor_id = d.vendor_id LEFT JOIN people ender ON ender.id = e.person_id
    WHERE d.vendor_id = ${vendorId}::uuid AND d.customer_id = ${customerId}::uuid AND d.invoice_id = ${invoiceId}::uuid
    ORDER BY d.opened_at DESC, d.id DESC LIMIT ${SHOWN}::int`;
  return latest.reverse();
}
