import { sql } from '~/lib/db.server';
import type { Check } from './check.server';

/** I17: whatever hangs together belongs to one vendor, one customer, one currency. */
export const tenantChecks: Check[] = [
  {
    invariant: 'I17',
    name: 'allocations-stay-in-the-family',
    promise: 'an allocation, its payment and its invoice are of one vendor, customer and currency',
    query: () => sql`
      SELECT a.vendor_id, 'allocation' AS subject, a.payment_id || '/' || a.invoice_id AS id, i.number AS name,
        'joins a payment and an invoice of different vendors, customers or currencies' AS what
      FROM allocations a JOIN payments p ON p.id = a.payment_id JOIN invoices i ON i.id = a.invoice_id -- all vendors
      WHERE (a.vendor_id, a.customer_id, a.currency) <> (p.vendor_id, p.customer_id, p.currency)
         OR (a.vendor_id, a.customer_id, a.currency) <> (i.vendor_id, i.customer_id, i.currency)`,
  },
  {
    invariant: 'I17',
    name: 'payments-stay-in-the-family',
    promise: 'a payment’s customer, contact and saved method are of one vendor and customer',
    query: () => sql`
      SELECT p.vendor_id, 'payment' AS subject, p.id::text, p.id::text AS name,
        CASE WHEN c.id IS NULL THEN 'its customer is another vendor’s' WHEN k.customer_id <> p.customer_id THEN 'its contact is another customer’s'
          ELSE 'its method is another customer’s' END AS what
      FROM payments p -- all vendors
      LEFT JOIN customers c ON c.vendor_id = p.vendor_id AND c.id = p.customer_id
      LEFT JOIN contacts k ON k.id = p.contact_id LEFT JOIN payment_methods m ON m.id = p.method_id
      WHERE c.id IS NULL OR (k.vendor_id, k.customer_id) <> (p.vendor_id, p.customer_id) OR (m.vendor_id, m.customer_id) <> (p.vendor_id, p.customer_id)`,
  },
  {
    invariant: 'I17',
    name: 'receipts-stay-in-the-family',
    promise: 'a receipt is of its payment’s vendor, customer and currency',
    query: () => sql`
      SELECT r.vendor_id, 'receipt' AS subject, r.id::text, r.number AS name, 'is of another vendor, customer or currency than its payment' AS what
      FROM receipts r JOIN payments p ON p.id = r.payment_id -- all vendors
      WHERE (r.vendor_id, r.customer_id, r.currency) <> (p.vendor_id, p.customer_id, p.currency)`,
  },
  {
    invariant: 'I17',
    name: 'books-stay-in-the-family',
    promise: 'a line in the books is of its entry’s vendor and currency, and of the customer of what it tells of',
    query: () => sql`
      SELECT l.vendor_id, 'ledger line' AS subject, l.entry_id || '/' || l.position AS id, e.kind AS name,
        'is of another vendor, customer or currency than what it tells of' AS what
      FROM ledger_lines l JOIN ledger_entries e ON e.id = l.entry_id -- all vendors
      LEFT JOIN invoices i ON e.kind LIKE 'invoice%' AND i.id = e.source_id LEFT JOIN payments p ON e.kind LIKE 'payment%' AND p.id = e.source_id
      LEFT JOIN refunds r ON e.kind LIKE 'refund%' AND r.id = e.source_id LEFT JOIN gateway_disputes g ON e.kind LIKE 'dispute%' AND g.id = e.source_id
      LEFT JOIN credit_notes n ON e.kind = 'credit_note_issued' AND n.id = e.source_id LEFT JOIN credit_payouts o ON e.kind = 'credit_paid_out' AND o.id = e.source_id
      WHERE (l.vendor_id, l.currency) <> (e.vendor_id, e.currency) OR (i.vendor_id, i.customer_id) <> (l.vendor_id, l.customer_id)
         OR (p.vendor_id, p.customer_id) <> (l.vendor_id, l.customer_id) OR (r.vendor_id, r.customer_id) <> (l.vendor_id, l.customer_id)
         OR (g.vendor_id, g.customer_id) <> (l.vendor_id, l.customer_id) OR (n.vendor_id, n.customer_id) <> (l.vendor_id, l.customer_id)
         OR (o.vendor_id, o.customer_id) <> (l.vendor_id, l.customer_id)`,
  },
  {
    invariant: 'I17',
    name: 'invoices-stay-in-the-family',
    promise: 'an invoice and its lines are of its customer’s vendor',
    query: () => sql`
      SELECT i.vendor_id, 'invoice' AS subject, i.id::text, i.number AS name, 'its customer or a line of it is another vendor’s' AS what
      FROM invoices i LEFT JOIN customers c ON c.id = i.customer_id -- all vendors
      WHERE c.id IS NULL OR c.vendor_id <> i.vendor_id
         OR EXISTS (SELECT FROM invoice_lines l WHERE l.invoice_id = i.id AND l.vendor_id <> i.vendor_id)`,
  },
];
