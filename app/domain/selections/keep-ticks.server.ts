import { db } from '~/lib/db.server';
import { payable } from '../invoices/payable.server';
import type { ContactScope } from './contact-scope';

/**
 * Merges one page's ticks into the contact's selection: of the invoices that were shown, exactly the ticked
 * ones are selected afterwards; the rest of the selection stays. Only what this customer can pay gets in or
 * stays in, whatever ids are sent. One statement; repeating it changes nothing; never refuses.
 */
export async function keepTicks(
  { contactId, vendorId, customerId }: ContactScope,
  page: { shown: string[]; ticked: string[] },
  now: Date,
): Promise<void> {
  const ticked = page.ticked.filter((id) => page.shown.includes(id));
  await db.$executeRaw`
    INSERT INTO selections AS s (contact_id, vendor_id, invoice_ids, updated_at)
    VALUES (${contactId}::uuid, ${vendorId}::uuid, ARRAY(
      SELECT i.id FROM invoices i
      WHERE i.id = ANY (${ticked}::uuid[]) AND i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid AND ${payable}), ${now})
    ON CONFLICT (contact_id) DO UPDATE SET updated_at = excluded.updated_at, invoice_ids = ARRAY(
      SELECT unnest(excluded.invoice_ids)
      UNION
      SELECT i.id FROM (SELECT unnest(s.invoice_ids) AS id EXCEPT SELECT unnest(${page.shown}::uuid[])) other
      JOIN invoices i ON i.id = other.id
      WHERE i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid AND ${payable})`;
}
