import { sql } from '~/lib/db.server';
import type { Check } from './check.server';

/** What credit on account must be. All vendors: the books are examined as a whole. */

/** What each lot's moves come to. */
const FOLDED = sql`(
  SELECT m.credit_id, sum(CASE m.kind WHEN 'held' THEN m.amount_minor WHEN 'back' THEN 0 ELSE -m.amount_minor END) AS held,
    sum(CASE m.kind WHEN 'used' THEN m.amount_minor ELSE 0 END) AS used,
    sum(CASE m.kind WHEN 'gone' THEN m.amount_minor WHEN 'back' THEN -m.amount_minor ELSE 0 END) AS refunded
  FROM credit_moves m GROUP BY m.credit_id)`;

/** Every lot that something in the books asks for; the lots of void invoices are told of by their payments. */
const EXPECTED = sql`(
  SELECT 'credit_note' AS source, n.id AS source_id, n.invoice_id, n.amount_minor - n.applied_minor AS amount_minor
  FROM credit_notes n WHERE n.amount_minor > n.applied_minor
  UNION ALL SELECT 'overpayment', p.id, NULL, p.unapplied_minor FROM payments p WHERE p.state = 'succeeded' AND p.unapplied_minor > 0
  UNION ALL SELECT 'refund_returned', b.refund_id, b.invoice_id, b.credited_minor FROM refund_returns b WHERE b.credited_minor > 0
  UNION ALL SELECT 'dispute_reinstated', b.dispute_id, b.invoice_id, b.credited_minor FROM dispute_returns b WHERE b.credited_minor > 0
  UNION ALL SELECT 'voided_invoice', a.payment_id, a.invoice_id, a.amount_minor FROM allocations a
    JOIN credits c ON c.source = 'voided_invoice' AND c.payment_id = a.payment_id AND c.invoice_id = a.invoice_id)`;
const NO_INVOICE = sql`'00000000-0000-0000-0000-000000000000'::uuid`;

/** What each mover has held of credit and not let go, and what it has used or taken. */
const BY_MOVER = sql`(
  SELECT m.payment_id, m.refund_id, m.dispute_id, m.payout_id,
    sum(CASE m.kind WHEN 'held' THEN m.amount_minor WHEN 'back' THEN 0 ELSE -m.amount_minor END) AS held,
    sum(CASE m.kind WHEN 'used' THEN m.amount_minor ELSE 0 END) AS used,
    sum(CASE m.kind WHEN 'gone' THEN m.amount_minor WHEN 'back' THEN -m.amount_minor ELSE 0 END) AS gone
  FROM credit_moves m GROUP BY 1, 2, 3, 4)`;

export const creditChecks: Check[] = [
  {
    invariant: 'I9',
    name: 'credits-fold',
    promise:
      'what a lot of credit says is held, used and refunded is what its moves come to, and never more than it is over',
    query: () => sql`
      SELECT c.vendor_id, 'credit' AS subject, c.id::text, c.id::text AS name,
        format('of %s says %s held, %s used, %s refunded; its moves say %s, %s and %s', c.amount_minor, c.held_minor, c.used_minor, c.refunded_minor,
          coalesce(f.held, 0), coalesce(f.used, 0), coalesce(f.refunded, 0)) AS what
      FROM credits c LEFT JOIN ${FOLDED} f ON f.credit_id = c.id -- all vendors
      WHERE (c.held_minor, c.used_minor, c.refunded_minor) <> (coalesce(f.held, 0), coalesce(f.used, 0), coalesce(f.refunded, 0))
        OR c.held_minor < 0 OR c.used_minor < 0 OR c.refunded_minor < 0 OR c.held_minor + c.used_minor + c.refunded_minor > c.amount_minor`,
  },
  {
    invariant: 'I9',
    name: 'credit-agrees',
    promise: 'the credit of each customer in the books is what their lots say is not used or refunded',
    query: () => sql`
      SELECT coalesce(b.vendor_id, o.vendor_id) AS vendor_id, 'customer' AS subject, coalesce(b.customer_id, o.customer_id)::text AS id,
        k.name || ' ' || coalesce(b.currency, o.currency) AS name,
        format('has credit of %s by the books, %s by its lots', coalesce(b.credit, 0), coalesce(o.credit, 0)) AS what
      FROM (SELECT vendor_id, customer_id, currency, -sum(amount_minor) AS credit FROM ledger_lines WHERE account = 'customer_credit' -- all vendors
            GROUP BY 1, 2, 3) b
      FULL JOIN (SELECT vendor_id, customer_id, currency, sum(amount_minor - used_minor - refunded_minor) AS credit FROM credits GROUP BY 1, 2, 3) o -- all vendors
        USING (vendor_id, customer_id, currency)
      LEFT JOIN customers k ON k.id = coalesce(b.customer_id, o.customer_id)
      WHERE coalesce(b.credit, 0) <> coalesce(o.credit, 0)`,
  },
  {
    invariant: 'I3',
    name: 'credit-is-held-once',
    promise:
      'a payment under way holds the credit it asks for, one that succeeded has used what it settled with, any other holds none',
    query: () => sql`
      SELECT p.vendor_id, 'payment' AS subject, p.id::text, p.id::text AS name,
        format('is %s with credit of %s; it holds %s and has used %s', p.state, p.credit_minor, coalesce(m.held, 0), coalesce(m.used, 0)) AS what
      FROM payments p LEFT JOIN ${BY_MOVER} m ON m.payment_id = p.id -- all vendors
      LEFT JOIN (SELECT a.payment_id, sum(a.credit_minor) AS used FROM allocations a JOIN invoices i ON i.id = a.invoice_id AND i.voided_at IS NULL
        WHERE a.credit_minor > 0 GROUP BY 1) a ON a.payment_id = p.id
      WHERE coalesce(m.held, 0) <> CASE WHEN p.ended_at IS NULL THEN p.credit_minor ELSE 0 END
        OR coalesce(m.used, 0) <> CASE p.state WHEN 'succeeded' THEN coalesce(a.used, 0) ELSE 0 END`,
  },
  {
    invariant: 'I15',
    name: 'credit-goes-back-once',
    promise: 'a refund, dispute or payout has taken exactly the credit it says, and one that came back has returned it',
    query: () => sql`
      SELECT v.vendor_id, v.subject, v.id::text, v.id::text AS name,
        format('says credit of %s; it holds %s and took %s', v.amount, coalesce(m.held, 0), coalesce(m.gone, 0)) AS what
      FROM (
        SELECT vendor_id, 'refund' AS subject, id, unapplied_minor AS amount, booked_at IS NULL AND failed_at IS NULL AS held, booked_at IS NOT NULL AND failed_at IS NULL AS gone
        FROM refunds -- all vendors
        UNION ALL SELECT vendor_id, 'dispute', id, unapplied_minor, false, withdrawn_at IS NOT NULL AND reinstated_at IS NULL FROM gateway_disputes -- all vendors
        UNION ALL SELECT vendor_id, 'payout', id, amount_minor, false, true FROM credit_payouts -- all vendors
      ) v LEFT JOIN ${BY_MOVER} m ON coalesce(m.refund_id, m.dispute_id, m.payout_id) = v.id
      WHERE coalesce(m.held, 0) <> CASE WHEN v.held THEN v.amount ELSE 0 END OR coalesce(m.gone, 0) <> CASE WHEN v.gone THEN v.amount ELSE 0 END`,
  },
  {
    invariant: 'I14',
    name: 'credits-have-sources',
    promise: 'every lot of credit comes from what it names, over what that left, and nothing left is without its lot',
    query: () => sql`
      SELECT coalesce(c.vendor_id, n.vendor_id, p.vendor_id, r.vendor_id, g.vendor_id) AS vendor_id, 'credit' AS subject, coalesce(c.id, e.source_id)::text AS id,
        coalesce(c.source, e.source) AS name, format('is over %s, its source left %s', coalesce(c.amount_minor, 0), coalesce(e.amount_minor, 0)) AS what
      FROM credits c -- all vendors
      FULL JOIN ${EXPECTED} e ON e.source = c.source AND e.source_id = c.source_id AND coalesce(e.invoice_id, ${NO_INVOICE}) = coalesce(c.invoice_id, ${NO_INVOICE})
      LEFT JOIN credit_notes n ON n.id = e.source_id LEFT JOIN payments p ON p.id = e.source_id
      LEFT JOIN refunds r ON r.id = e.source_id LEFT JOIN gateway_disputes g ON g.id = e.source_id
      WHERE c.amount_minor IS DISTINCT FROM e.amount_minor`,
  },
  {
    invariant: 'I24',
    name: 'credit-note-numbers-gap-free',
    promise: 'credit note numbers of a vendor’s year run from 1 to the last one given out, without a gap',
    query: () => sql`
      SELECT coalesce(s.vendor_id, n.vendor_id) AS vendor_id, 'credit note series' AS subject, coalesce(s.vendor_id, n.vendor_id)::text AS id,
        coalesce(s.year, n.year)::text AS name,
        format('the last number given out is %s, there are %s notes and the highest is %s', coalesce(s.last, 0), coalesce(n.count, 0), coalesce(n.highest, 0)) AS what
      FROM credit_note_series s
      FULL JOIN (SELECT vendor_id, year, count(*) AS count, max(sequence) AS highest FROM credit_notes GROUP BY 1, 2) n USING (vendor_id, year) -- all vendors
      WHERE s.last IS DISTINCT FROM n.count OR s.last IS DISTINCT FROM n.highest`,
  },
  {
    invariant: 'I17',
    name: 'credits-stay-in-the-family',
    promise: 'a lot of credit, its payment, its invoice and its moves are of one vendor, customer and currency',
    query: () => sql`
      SELECT c.vendor_id, 'credit' AS subject, c.id::text, c.id::text AS name, 'its payment, its invoice or a move of it is of another vendor, customer or currency' AS what
      FROM credits c -- all vendors
      LEFT JOIN payments p ON p.id = c.payment_id LEFT JOIN invoices i ON i.id = c.invoice_id
      WHERE (p.vendor_id, p.customer_id, p.currency) <> (c.vendor_id, c.customer_id, c.currency)
        OR (i.vendor_id, i.customer_id, i.currency) <> (c.vendor_id, c.customer_id, c.currency)
        OR EXISTS (SELECT FROM credit_moves m LEFT JOIN payments by ON by.id = m.payment_id WHERE m.credit_id = c.id
          AND ((m.vendor_id, m.customer_id, m.currency) <> (c.vendor_id, c.customer_id, c.currency) OR (by.vendor_id, by.customer_id, by.currency) <> (c.vendor_id, c.customer_id, c.currency)))`,
  },
];
