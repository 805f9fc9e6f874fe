import { isbot } from 'isbot';
import { db } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import type { InvoiceScope } from './open-invoice';

export type Viewer = { contactId: string } | { linkId: string };

/**
 * Counts that a person of the customer has looked at an invoice: a contact in the portal, or whoever holds a payment link.
 * Asked for by the page's script once somebody has moved there (components/tell-viewed). Robots, what the customer does not see, and looking
 * again within half an hour count as nothing.
 */
export async function countView(
  { vendorId, customerId }: InvoiceScope,
  invoiceId: unknown,
  viewer: Viewer,
  by: { userAgent: string | null; now: Date },
): Promise<void> {
  if (!isId(invoiceId) || !by.userAgent || isbot(by.userAgent)) return;
  const [contactId, linkId] = 'contactId' in viewer ? [viewer.contactId, null] : [null, viewer.linkId];
  await db.$executeRaw`
    INSERT INTO invoice_views (vendor_id, customer_id, invoice_id, contact_id, link_id, first_at, last_at)
    SELECT i.vendor_id, i.customer_id, i.id, ${contactId}::uuid, ${linkId}::uuid, ${by.now}::timestamptz, ${by.now}::timestamptz
    FROM invoices i WHERE i.vendor_id = ${vendorId}::uuid AND i.id = ${invoiceId}::uuid AND i.customer_id = ${customerId}::uuid
      AND i.issued_at IS NOT NULL AND i.archived_at IS NULL
    ON CONFLICT (vendor_id, invoice_id, contact_id, link_id) DO UPDATE SET views = invoice_views.views + 1, last_at = EXCLUDED.last_at
      WHERE invoice_views.last_at <= EXCLUDED.last_at - interval '30 minutes'`;
}
