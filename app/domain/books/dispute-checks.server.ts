import { sql } from '~/lib/db.server';
import type { Check } from './check.server';

/**
 * What disputes of invoices must be; what they hold back is told by their invoices. All vendors: the books are examined as
 * a whole.
 */
export const disputeChecks: Check[] = [
  {
    invariant: 'I17',
    name: 'disputes-stay-in-the-family',
    promise: 'a dispute is of its invoice’s vendor, customer and currency, and said by a contact of that customer',
    query: () => sql`
      SELECT d.vendor_id, 'invoice dispute' AS subject, d.id::text, coalesce(i.number, d.invoice_id::text) AS name,
        'is of another vendor, customer or currency than its invoice or its contact' AS what
      FROM invoice_disputes d LEFT JOIN invoices i ON i.id = d.invoice_id LEFT JOIN contacts c ON c.id = d.contact_id -- all vendors
      WHERE i.id IS NULL OR (i.vendor_id, i.customer_id, i.currency) <> (d.vendor_id, d.customer_id, d.currency)
         OR c.id IS NULL OR (c.vendor_id, c.customer_id) <> (d.vendor_id, d.customer_id)`,
  },
];
