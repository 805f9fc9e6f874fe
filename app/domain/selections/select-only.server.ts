import { db } from '~/lib/db.server';
import { payable } from '../invoices/payable.server';
import type { ContactScope } from './contact-scope';

/** Makes one invoice the whole selection ("Pay this invoice"). If it cannot be paid, or is not this customer's, nothing is selected. */
export async function selectOnly(
  { contactId, vendorId, customerId }: ContactScope,
  invoiceId: string,
  now: Date,
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO selections (contact_id, vendor_id, invoice_ids, updated_at)
    VALUES (${contactId}::uuid, ${vendorId}::uuid, ARRAY(
      SELECT i.id FROM invoices i
      WHERE i.id = ${invoiceId}::uuid AND i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid AND ${payable}), ${now})
    ON CONFLICT (contact_id) DO UPDATE SET invoice_ids = excluded.invoice_ids, updated_at = excluded.updated_at`;
}
