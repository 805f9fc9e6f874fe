import { db } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import { payable } from '../invoices/payable.server';
import type { ContactScope } from './contact-scope';

/**
 * Cuts the selection in one currency down to the `limit` invoices that are due first; other currencies stay.
 * The way out when more is selected than one payment takes. Safe to repeat; never refuses.
 */
export async function keepFirst(
  { contactId, vendorId, customerId }: ContactScope,
  currency: Currency,
  limit: number,
  now: Date,
): Promise<void> {
  await db.$executeRaw`
    UPDATE selections s SET updated_at = ${now}, invoice_ids = ARRAY(
      SELECT ranked.id FROM (
        SELECT i.id, i.currency, row_number() OVER (PARTITION BY i.currency ORDER BY i.due_on, i.id) AS place
        FROM (SELECT unnest(s.invoice_ids) AS id) ticked JOIN invoices i ON i.id = ticked.id
        WHERE i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid AND ${payable}
      ) ranked WHERE ranked.currency <> ${currency} OR ranked.place <= ${limit})
    WHERE s.contact_id = ${contactId}::uuid AND s.vendor_id = ${vendorId}::uuid`;
}
