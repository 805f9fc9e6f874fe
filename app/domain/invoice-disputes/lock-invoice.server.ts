import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import type { Unpayable } from '~/domain/invoices/payability';
import { whyNotPayableSql } from '~/domain/invoices/payable.server';
import type { Tx } from '~/lib/db.server';
import type { Currency } from '~/lib/money';

export type LockedInvoice = {
  id: string;
  number: string;
  currency: Currency;
  dueMinor: bigint;
  inFlightMinor: bigint;
  reason: Unpayable | null;
};

/**
 * Locks the invoice as reservePayment does: a dispute and a payment of the same invoice come one after the other,
 * and the second sees what the first has done. Null where the customer may see no such invoice.
 */
export async function lockInvoice(
  tx: Tx,
  { vendorId, customerId }: InvoiceScope,
  invoiceId: string,
): Promise<LockedInvoice | null> {
  const [invoice] = await tx.$queryRaw<LockedInvoice[]>`
    SELECT i.id, i.number, i.currency, i.due_minor AS "dueMinor", i.in_flight_minor AS "inFlightMinor", ${whyNotPayableSql} AS reason
    FROM invoices i
    WHERE i.id = ${invoiceId}::uuid AND i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid
      AND i.issued_at IS NOT NULL AND i.archived_at IS NULL
    FOR NO KEY UPDATE`;
  return invoice ?? null;
}
