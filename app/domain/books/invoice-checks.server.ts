import { sql } from '~/lib/db.server';
import type { Check } from './check.server';

/** What went back of it: refunds that were booked and disputes that were withdrawn, less what returned; and what is credit since it was void. */
const REVERSED = sql`(
  SELECT a.invoice_id, a.amount_minor FROM refund_allocations a JOIN refunds r ON r.id = a.refund_id AND r.booked_at IS NOT NULL
  UNION ALL SELECT invoice_id, -restored_minor FROM refund_returns
  UNION ALL SELECT a.invoice_id, a.amount_minor FROM dispute_allocations a
  UNION ALL SELECT invoice_id, -restored_minor FROM dispute_returns
  UNION ALL SELECT invoice_id, amount_minor FROM credits WHERE source = 'voided_invoice')`;

/** Per invoice, what payments hold and have paid of it, less what went back. All vendors: the books are examined as a whole. */
const APPLIED = sql`(
  SELECT allocated.invoice_id, allocated.in_flight, allocated.paid - coalesce(gone.amount, 0) AS paid
  FROM (
    SELECT a.invoice_id,
      coalesce(sum(a.amount_minor + a.credit_minor) FILTER (WHERE p.state IN ('reserved', 'action_required', 'processing', 'checking')), 0) AS in_flight,
      coalesce(sum(a.amount_minor) FILTER (WHERE p.state = 'succeeded'), 0) AS paid
    FROM allocations a JOIN payments p ON p.id = a.payment_id GROUP BY a.invoice_id
  ) allocated
  LEFT JOIN (SELECT invoice_id, sum(amount_minor) AS amount FROM ${REVERSED} reversed GROUP BY invoice_id) gone ON gone.invoice_id = allocated.invoice_id)`;

export const invoiceChecks: Check[] = [
  {
    invariant: 'I2',
    name: 'invoices-not-over-applied',
    promise: 'no invoice has more applied to it than it asks for',
    query: () => sql`
      SELECT i.vendor_id, 'invoice' AS subject, i.id::text, i.number AS name,
        format('total %s, credited %s, written off %s, but %s held or paid', i.total_minor, i.credited_minor, i.written_off_minor,
          a.in_flight + a.paid) AS what
      FROM invoices i JOIN ${APPLIED} a ON a.invoice_id = i.id -- all vendors
      WHERE a.in_flight + a.paid + i.credited_minor + i.written_off_minor > i.total_minor`,
  },
  {
    invariant: 'I3',
    name: 'invoice-counters',
    promise: 'what an invoice says is in flight and paid is what its payments hold and have paid',
    query: () => sql`
      SELECT i.vendor_id, 'invoice' AS subject, i.id::text, i.number AS name,
        format('says %s in flight and %s paid, its payments say %s and %s', i.in_flight_minor, i.paid_minor,
          coalesce(a.in_flight, 0), coalesce(a.paid, 0)) AS what
      FROM invoices i LEFT JOIN ${APPLIED} a ON a.invoice_id = i.id -- all vendors
      WHERE i.in_flight_minor <> coalesce(a.in_flight, 0) OR i.paid_minor <> coalesce(a.paid, 0)`,
  },
  {
    invariant: 'I24',
    name: 'invoice-lines-re-add',
    promise: 'the lines of every invoice come to its total and its tax',
    query: () => sql`
      SELECT i.vendor_id, 'invoice' AS subject, i.id::text, i.number AS name,
        format('total %s with tax %s, its lines come to %s with tax %s', i.total_minor, i.tax_minor,
          coalesce(l.net, 0) + coalesce(l.tax, 0), coalesce(l.tax, 0)) AS what
      FROM invoices i -- all vendors
      LEFT JOIN (SELECT invoice_id, sum(net_minor) AS net, sum(tax_minor) AS tax FROM invoice_lines GROUP BY invoice_id) l ON l.invoice_id = i.id
      WHERE i.total_minor <> coalesce(l.net, 0) + coalesce(l.tax, 0) OR i.tax_minor <> coalesce(l.tax, 0)`,
  },
  {
    invariant: 'I24',
    name: 'invoice-numbers-gap-free',
    promise: 'every number that a vendor’s series of invoices gave out is on an invoice',
    query: () => sql`
      SELECT s.vendor_id, 'invoice series' AS subject, s.vendor_id::text AS id, s.prefix AS name,
        format('%s numbers are on no invoice, the first is %s%s', count(*), s.prefix, min(n)) AS what
      FROM invoice_series s, generate_series(s.first, s.next - 1) n -- all vendors
      WHERE NOT EXISTS (SELECT FROM invoices i WHERE i.vendor_id = s.vendor_id AND i.number = s.prefix || n)
      GROUP BY s.vendor_id, s.prefix`,
  },
];
