import { sql } from '~/lib/db.server';
import type { Check } from './check.server';

/** What customers dispute must be what is held back from them. All vendors: the books are examined as a whole. */
export const disputeChecks: Check[] = [
  {
    invariant: 'I9',
    name: 'disputes-hold-what-they-say',
    promise: 'an invoice holds back exactly what an open dispute of it covers',
    query: () => sql`
      SELECT i.vendor_id, 'invoice' AS subject, i.id::text, i.number AS name,
        CASE WHEN d.covers = 'invoice' AND i.disputed_at IS NULL THEN 'is disputed as a whole, but can be paid'
          ELSE format('holds back %s, its dispute says %s', i.disputed_minor, CASE WHEN d.covers = 'amount' THEN d.amount_minor ELSE 0 END) END AS what
      FROM invoices i -- all vendors
      LEFT JOIN invoice_disputes d ON d.vendor_id = i.vendor_id AND d.invoice_id = i.id AND d.kind = 'dispute' AND d.ended_at IS NULL
      WHERE i.disputed_minor <> CASE WHEN d.covers = 'amount' THEN d.amount_minor ELSE 0 END
         OR (d.covers = 'invoice' AND i.disputed_at IS NULL)`,
  },
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
