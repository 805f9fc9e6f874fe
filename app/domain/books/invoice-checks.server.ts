import { sql } from '~/lib/db.server';
import { lookOnce, type Check } from './check.server';

/** What went back of it: refunds that were booked and disputes that were withdrawn, less what returned; and what is credit since it was void. */
const REVERSED = sql`(
  SELECT a.invoice_id, a.amount_minor FROM refund_allocations a JOIN refunds r ON r.id = a.refund_id AND r.booked_at IS NOT NULL
  UNION ALL SELECT invoice_id, -restored_minor FROM refund_returns
  UNION ALL SELECT a.invoice_id, a.amount_minor FROM dispute_allocations a
  UNION ALL SELECT invoice_id, -restored_minor FROM dispute_returns
  UNION ALL SELECT invoice_id, amount_minor FROM credits WHERE source = 'voided_invoice')`;

/** What payments hold and have paid of each invoice. All vendors: the books are examined as a whole. */
const APPLIED = sql`(
  SELECT a.invoice_id, sum(a.amount_minor + a.credit_minor) FILTER (WHERE p.state IN ('reserved', 'action_required', 'processing', 'checking')) AS in_flight,
    sum(a.amount_minor) FILTER (WHERE p.state = 'succeeded') AS paid, sum(a.credit_minor) FILTER (WHERE p.state = 'succeeded') AS credit
  FROM allocations a JOIN payments p ON p.id = a.payment_id GROUP BY a.invoice_id)`;

/** What an invoice must be, beside its lines, its payments, its credit notes and its dispute. All vendors: as above. */
const ofInvoices = lookOnce(
  {
    name: 'odd_invoices',
    rows: sql`
      SELECT i.id, i.vendor_id, 'invoice' AS subject, i.number AS name, i.total_minor, i.tax_minor, i.credited_minor, i.written_off_minor, i.in_flight_minor,
        i.paid_minor, i.disputed_minor, i.disputed_at, coalesce(a.in_flight, 0) AS held, coalesce(a.paid, 0) - coalesce(gone.amount, 0) AS paid,
        coalesce(n.applied, 0) + CASE WHEN i.voided_at IS NULL THEN coalesce(a.credit, 0) ELSE 0 END AS credited, n.noted, n.tax AS noted_tax,
        coalesce(l.net, 0) AS net, coalesce(l.tax, 0) AS tax, c.vendor_id IS DISTINCT FROM i.vendor_id OR l.vendor_id <> i.vendor_id AS is_strange,
        d.covers, CASE WHEN d.covers = 'amount' THEN d.amount_minor ELSE 0 END AS disputed
      FROM invoices i LEFT JOIN customers c ON c.id = i.customer_id -- all vendors
      LEFT JOIN ${APPLIED} a ON a.invoice_id = i.id
      LEFT JOIN (SELECT invoice_id, sum(amount_minor) AS amount FROM ${REVERSED} reversed GROUP BY invoice_id) gone ON gone.invoice_id = i.id
      LEFT JOIN (SELECT invoice_id, sum(applied_minor) AS applied, sum(amount_minor) AS noted, sum(tax_minor) AS tax FROM credit_notes GROUP BY invoice_id) n
        ON n.invoice_id = i.id
      LEFT JOIN (SELECT invoice_id, vendor_id, sum(net_minor) AS net, sum(tax_minor) AS tax FROM invoice_lines GROUP BY invoice_id, vendor_id) l -- all vendors
        ON l.invoice_id = i.id
      LEFT JOIN invoice_disputes d ON d.vendor_id = i.vendor_id AND d.invoice_id = i.id AND d.kind = 'dispute' AND d.ended_at IS NULL`,
  },
  [
    {
      invariant: 'I2',
      name: 'invoices-not-over-applied',
      promise: 'no invoice has more applied to it than it asks for',
      broken: sql`held + paid + credited_minor + written_off_minor > total_minor`,
      what: sql`format('total %s, credited %s, written off %s, but %s held or paid', total_minor, credited_minor, written_off_minor, held + paid)`,
    },
    {
      invariant: 'I2',
      name: 'credit-notes-within-invoice',
      promise: 'the credit notes of an invoice come to its total and its tax at the most',
      broken: sql`noted > total_minor OR noted_tax > tax_minor`,
      what: sql`format('is over %s with tax %s, its notes come to %s with tax %s', total_minor, tax_minor, noted, noted_tax)`,
    },
    {
      invariant: 'I3',
      name: 'invoice-counters',
      promise: 'what an invoice says is in flight and paid is what its payments hold and have paid',
      broken: sql`in_flight_minor <> held OR paid_minor <> paid`,
      what: sql`format('says %s in flight and %s paid, its payments say %s and %s', in_flight_minor, paid_minor, held, paid)`,
    },
    {
      invariant: 'I3',
      name: 'invoices-credited',
      promise:
        'what an invoice says is credited is what its credit notes lowered it by and what payments settled with credit',
      broken: sql`credited_minor <> credited`,
      what: sql`format('says %s credited, its notes and payments say %s', credited_minor, credited)`,
    },
    {
      invariant: 'I9',
      name: 'disputes-hold-what-they-say',
      promise: 'an invoice holds back exactly what an open dispute of it covers',
      broken: sql`disputed_minor <> disputed OR (covers = 'invoice' AND disputed_at IS NULL)`,
      what: sql`CASE WHEN covers = 'invoice' AND disputed_at IS NULL THEN 'is disputed as a whole, but can be paid'
        ELSE format('holds back %s, its dispute says %s', disputed_minor, disputed) END`,
    },
    {
      invariant: 'I17',
      name: 'invoices-stay-in-the-family',
      promise: 'an invoice and its lines are of its customer’s vendor',
      broken: sql`is_strange`,
      what: sql`'its customer or a line of it is another vendor’s'`,
    },
    {
      invariant: 'I24',
      name: 'invoice-lines-re-add',
      promise: 'the lines of every invoice come to its total and its tax',
      broken: sql`total_minor <> net + tax OR tax_minor <> tax`,
      what: sql`format('total %s with tax %s, its lines come to %s with tax %s', total_minor, tax_minor, net + tax, tax)`,
    },
  ],
);

/** What invoices and their numbers must be. All vendors: as above. */
export const invoiceChecks: Check[] = [
  ...ofInvoices,
  {
    invariant: 'I17',
    name: 'attachments-stay-in-the-family',
    promise: 'the files of an invoice are of its vendor',
    query: () => sql`
      SELECT i.vendor_id, 'invoice' AS subject, i.id::text, i.number AS name, 'a file of it is another vendor’s' AS what
      FROM invoice_attachments a JOIN invoices i ON i.id = a.invoice_id -- all vendors
      WHERE a.vendor_id <> i.vendor_id`,
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
