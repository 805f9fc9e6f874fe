import { sql } from '~/lib/db.server';
import type { Check } from './check.server';

/** What each entry moved, by account. All vendors: the books are examined as a whole. */
const MOVED = sql`(
  SELECT e.vendor_id, e.id, e.kind, e.source_id, e.currency,
    coalesce(sum(l.amount_minor) FILTER (WHERE l.account = 'receivable'), 0) AS receivable,
    coalesce(sum(l.amount_minor) FILTER (WHERE l.account = 'revenue'), 0) AS revenue,
    coalesce(sum(l.amount_minor) FILTER (WHERE l.account = 'tax'), 0) AS tax,
    coalesce(sum(l.amount_minor) FILTER (WHERE l.account = 'gateway_clearing'), 0) AS gateway,
    coalesce(sum(l.amount_minor) FILTER (WHERE l.account = 'outside_clearing'), 0) AS outside,
    coalesce(sum(l.amount_minor) FILTER (WHERE l.account = 'fees'), 0) AS fees,
    coalesce(sum(l.amount_minor) FILTER (WHERE l.account = 'customer_credit'), 0) AS credit
  FROM ledger_entries e LEFT JOIN ledger_lines l ON l.entry_id = e.id
  GROUP BY e.id)`;

export const ledgerChecks: Check[] = [
  {
    invariant: 'I4',
    name: 'payments-posted-once',
    promise: 'every succeeded payment has exactly its entry in the books, no other payment has one',
    query: () => sql`
      SELECT p.vendor_id, 'payment' AS subject, p.id::text, p.id::text AS name,
        CASE WHEN m.id IS NULL THEN 'has succeeded, but the books know nothing of it'
          WHEN p.state <> 'succeeded' THEN format('is %s, but the books have it as settled', p.state)
          ELSE format('the books move clearing %s, receivable %s, fees %s, credit %s for an amount of %s',
            m.gateway + m.outside, m.receivable, m.fees, m.credit, p.amount_minor) END AS what
      FROM payments p -- all vendors
      LEFT JOIN ${MOVED} m ON m.kind = 'payment_settled' AND m.source_id = p.id AND m.vendor_id = p.vendor_id
      LEFT JOIN (SELECT payment_id, sum(amount_minor) AS minor FROM credit_moves WHERE kind = 'used' GROUP BY 1) used ON used.payment_id = p.id
      LEFT JOIN (SELECT payment_id, sum(amount_minor) AS minor FROM credits WHERE source = 'voided_invoice' GROUP BY 1) kept ON kept.payment_id = p.id
      WHERE (p.state = 'succeeded') <> (m.id IS NOT NULL)
        OR m.currency <> p.currency OR m.revenue <> 0 OR m.tax <> 0
        OR m.gateway <> CASE WHEN p.channel <> 'outside' THEN p.amount_minor ELSE 0 END
        OR m.outside <> CASE p.channel WHEN 'outside' THEN p.amount_minor ELSE 0 END
        OR m.fees <> -p.fee_minor OR m.credit <> coalesce(used.minor, 0) - p.unapplied_minor - coalesce(kept.minor, 0)
        OR m.receivable <> p.fee_minor + p.unapplied_minor + coalesce(kept.minor, 0) - p.amount_minor - coalesce(used.minor, 0)`,
  },
  {
    invariant: 'I4',
    name: 'invoices-posted-once',
    promise: 'every issued invoice has exactly its entry in the books, a draft has none',
    query: () => sql`
      SELECT i.vendor_id, 'invoice' AS subject, i.id::text, i.number AS name,
        CASE WHEN m.id IS NULL THEN 'is issued, but the books know nothing of it'
          WHEN i.issued_at IS NULL THEN 'is a draft, but the books have it as issued'
          ELSE format('total %s with tax %s, the books move receivable %s, revenue %s, tax %s',
            i.total_minor, i.tax_minor, m.receivable, m.revenue, m.tax) END AS what
      FROM invoices i -- all vendors
      LEFT JOIN ${MOVED} m ON m.kind = 'invoice_issued' AND m.source_id = i.id AND m.vendor_id = i.vendor_id
      WHERE (i.issued_at IS NOT NULL) <> (m.id IS NOT NULL) OR m.currency <> i.currency
        OR m.receivable <> i.total_minor OR m.tax <> -i.tax_minor OR m.revenue <> i.tax_minor - i.total_minor
        OR m.gateway <> 0 OR m.outside <> 0 OR m.fees <> 0 OR m.credit <> 0`,
  },
  {
    invariant: 'I4',
    name: 'voids-posted-once',
    promise: 'every issued invoice that was voided is taken back in the books, no other is',
    query: () => sql`
      SELECT i.vendor_id, 'invoice' AS subject, i.id::text, i.number AS name,
        CASE WHEN m.id IS NULL THEN 'is void, but the books still have it' WHEN i.voided_at IS NULL THEN 'is not void, but the books took it back'
          ELSE format('total %s, the books took back %s', i.total_minor, -m.receivable) END AS what
      FROM invoices i -- all vendors
      LEFT JOIN ${MOVED} m ON m.kind = 'invoice_voided' AND m.source_id = i.id AND m.vendor_id = i.vendor_id
      WHERE (i.voided_at IS NOT NULL AND i.issued_at IS NOT NULL) <> (m.id IS NOT NULL)
        OR m.receivable <> -i.total_minor OR m.tax <> i.tax_minor OR m.revenue <> i.total_minor - i.tax_minor`,
  },
  {
    invariant: 'I4',
    name: 'entries-have-sources',
    promise:
      'every entry in the books tells of an invoice, a payment, a refund, a dispute, a credit note or a payout that exists',
    query: () => sql`
      SELECT e.vendor_id, 'ledger entry' AS subject, e.id::text, e.kind AS name, format('tells of %s, which does not exist', e.source_id) AS what
      FROM ledger_entries e -- all vendors
      LEFT JOIN invoices i ON e.kind LIKE 'invoice%' AND i.id = e.source_id AND i.vendor_id = e.vendor_id
      LEFT JOIN payments p ON e.kind LIKE 'payment%' AND p.id = e.source_id AND p.vendor_id = e.vendor_id
      LEFT JOIN refunds r ON e.kind LIKE 'refund%' AND r.id = e.source_id AND r.vendor_id = e.vendor_id
      LEFT JOIN gateway_disputes g ON e.kind LIKE 'dispute%' AND g.id = e.source_id AND g.vendor_id = e.vendor_id
      LEFT JOIN credit_notes n ON e.kind = 'credit_note_issued' AND n.id = e.source_id AND n.vendor_id = e.vendor_id
      LEFT JOIN credit_payouts o ON e.kind = 'credit_paid_out' AND o.id = e.source_id AND o.vendor_id = e.vendor_id
      WHERE num_nonnulls(i.id, p.id, r.id, g.id, n.id, o.id) = 0`,
  },
  {
    invariant: 'I8',
    name: 'entries-balance',
    promise: 'the lines of every entry add up to nought, and every line has its entry',
    query: () => sql`
      SELECT l.vendor_id, 'ledger entry' AS subject, l.entry_id::text AS id, coalesce(min(e.kind), 'missing') AS name,
        CASE WHEN min(e.kind) IS NULL THEN 'has lines, but does not exist' ELSE format('is off by %s', sum(l.amount_minor)) END AS what
      FROM ledger_lines l LEFT JOIN ledger_entries e ON e.id = l.entry_id -- all vendors
      GROUP BY l.vendor_id, l.entry_id HAVING sum(l.amount_minor) <> 0 OR min(e.kind) IS NULL`,
  },
  {
    invariant: 'I9',
    name: 'receivables-agree',
    promise: 'what each customer owes in the books is what their invoices say is owed',
    query: () => sql`
      SELECT coalesce(b.vendor_id, o.vendor_id) AS vendor_id, 'customer' AS subject, coalesce(b.customer_id, o.customer_id)::text AS id,
        c.name || ' ' || coalesce(b.currency, o.currency) AS name,
        format('owes %s by the books, %s by the invoices', coalesce(b.owed, 0), coalesce(o.owed, 0)) AS what
      FROM (SELECT vendor_id, customer_id, currency, sum(amount_minor) AS owed FROM ledger_lines WHERE account = 'receivable' -- all vendors
            GROUP BY 1, 2, 3) b
      FULL JOIN (SELECT vendor_id, customer_id, currency, sum(total_minor - credited_minor - written_off_minor - paid_minor) AS owed
            FROM invoices WHERE issued_at IS NOT NULL AND voided_at IS NULL -- all vendors
            GROUP BY 1, 2, 3) o USING (vendor_id, customer_id, currency)
      LEFT JOIN customers c ON c.id = coalesce(b.customer_id, o.customer_id)
      WHERE coalesce(b.owed, 0) <> coalesce(o.owed, 0)`,
  },
];
