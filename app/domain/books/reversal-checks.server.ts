import { sql } from '~/lib/db.server';
import type { Check } from './check.server';

/** What refunds and disputes must be. All vendors: the books are examined as a whole. */
const OVERDUE_MINUTES = 15;

/** Both kinds in one shape: `live` while the money is away, `moved` once it ever was, `back` when it returned. */
const REVERSALS = sql`(
  SELECT r.id, 'refund' AS subject, r.vendor_id, r.customer_id, r.payment_id, r.currency, r.amount_minor, r.fee_minor, r.unapplied_minor, r.loss_minor,
    r.channel, r.booked_at IS NOT NULL AS moved, r.booked_at IS NOT NULL AND r.failed_at IS NOT NULL AS back, true AS shared,
    'refund_failed' AS back_kind
  FROM refunds r
  UNION ALL
  SELECT g.id, 'dispute', g.vendor_id, g.customer_id, g.payment_id, g.currency, g.amount_minor, g.fee_minor, g.unapplied_minor, g.loss_minor,
    'gateway', g.withdrawn_at IS NOT NULL, g.reinstated_at IS NOT NULL, g.withdrawn_at IS NOT NULL, 'dispute_reinstated'
  FROM gateway_disputes g)`;
const SHARES = sql`(
  SELECT refund_id AS id, vendor_id, customer_id, currency, payment_id, invoice_id, amount_minor FROM refund_allocations
  UNION ALL SELECT dispute_id, vendor_id, customer_id, currency, payment_id, invoice_id, amount_minor FROM dispute_allocations)`;
const RETURNS = sql`(
  SELECT refund_id AS id, invoice_id, restored_minor, credited_minor FROM refund_returns
  UNION ALL SELECT dispute_id, invoice_id, restored_minor, credited_minor FROM dispute_returns)`;
const MOVED = sql`(
  SELECT e.vendor_id, e.kind, e.source_id, e.currency,
    coalesce(sum(l.amount_minor) FILTER (WHERE l.account = 'receivable'), 0) AS receivable,
    coalesce(sum(l.amount_minor) FILTER (WHERE l.account = 'fees'), 0) AS fees,
    coalesce(sum(l.amount_minor) FILTER (WHERE l.account = 'customer_credit'), 0) AS credit,
    coalesce(sum(l.amount_minor) FILTER (WHERE l.account = 'losses'), 0) AS losses,
    coalesce(sum(l.amount_minor) FILTER (WHERE l.account = 'gateway_clearing'), 0) AS gateway,
    coalesce(sum(l.amount_minor) FILTER (WHERE l.account = 'outside_clearing'), 0) AS outside
  FROM ledger_entries e LEFT JOIN ledger_lines l ON l.entry_id = e.id
  WHERE e.kind IN ('refund_failed', 'dispute_reinstated') GROUP BY e.id)`;

export const reversalChecks: Check[] = [
  {
    invariant: 'I16',
    name: 'reversals-come-back-once',
    promise:
      'what a failed refund or a won dispute had taken is back once: on its invoices or as credit, and in the books',
    query: () => sql`
      SELECT v.vendor_id, v.subject, v.id::text, v.id::text AS name,
        CASE WHEN NOT v.back THEN 'has not come back, but its shares or the books say so'
          ELSE format('gave back %s of its %s shares; the books: %s', coalesce(s.back, 0), coalesce(s.count, 0), coalesce(m.kind, 'nothing')) END AS what
      FROM ${REVERSALS} v
      LEFT JOIN (SELECT a.id, count(*) AS count, count(b.id) AS back, coalesce(sum(b.restored_minor), 0) AS restored, coalesce(sum(b.credited_minor), 0) AS credited,
          count(*) FILTER (WHERE b.restored_minor + b.credited_minor <> a.amount_minor) AS differing
        FROM ${SHARES} a LEFT JOIN ${RETURNS} b ON b.id = a.id AND b.invoice_id = a.invoice_id GROUP BY a.id) s ON s.id = v.id
      LEFT JOIN ${MOVED} m ON m.kind = v.back_kind AND m.source_id = v.id AND m.vendor_id = v.vendor_id
      WHERE v.back <> (m.kind IS NOT NULL) OR coalesce(s.back, 0) <> CASE WHEN v.back THEN coalesce(s.count, 0) ELSE 0 END OR coalesce(s.differing, 0) > 0
        OR m.receivable <> -coalesce(s.restored, 0) OR m.credit <> -coalesce(s.credited, 0) - v.unapplied_minor OR m.fees <> -v.fee_minor
        OR m.losses <> -v.loss_minor OR m.gateway + m.outside <> v.amount_minor`,
  },
  {
    invariant: 'I15',
    name: 'reversals-add-up',
    promise: 'the shares of every refund and dispute, its fee, credit and loss come to its amount',
    query: () => sql`
      SELECT v.vendor_id, v.subject, v.id::text, v.id::text AS name,
        format('is over %s, its parts come to %s', v.amount_minor, v.fee_minor + v.unapplied_minor + v.loss_minor + coalesce(s.sum, 0)) AS what
      FROM ${REVERSALS} v LEFT JOIN (SELECT id, sum(amount_minor) AS sum FROM ${SHARES} a GROUP BY id) s ON s.id = v.id
      WHERE CASE WHEN v.shared THEN v.amount_minor <> v.fee_minor + v.unapplied_minor + v.loss_minor + coalesce(s.sum, 0) ELSE coalesce(s.sum, 0) <> 0 END`,
  },
  {
    invariant: 'I15',
    name: 'reversals-within-payment',
    promise:
      'no payment gives back more than it took: refunds and disputes together, but for what is written down as a loss',
    query: () => sql`
      SELECT p.vendor_id, 'payment' AS subject, p.id::text, p.id::text AS name, format('took %s, %s of it is gone', p.amount_minor, v.gone) AS what
      FROM payments p -- all vendors
      JOIN (SELECT payment_id, sum(amount_minor - loss_minor) AS gone FROM ${REVERSALS} v WHERE moved AND NOT back GROUP BY payment_id) v ON v.payment_id = p.id
      WHERE v.gone > p.amount_minor OR p.state <> 'succeeded'`,
  },
  {
    invariant: 'I15',
    name: 'reversals-within-allocations',
    promise: 'no more comes off an invoice than the payment had put on it',
    query: () => sql`
      SELECT a.vendor_id, 'allocation' AS subject, a.payment_id || '/' || a.invoice_id AS id, i.number AS name,
        format('put %s on it, %s came off', a.amount_minor, v.gone) AS what
      FROM (SELECT s.payment_id, s.invoice_id, sum(s.amount_minor - coalesce(b.restored_minor, 0)) AS gone
        FROM ${SHARES} s JOIN ${REVERSALS} v ON v.id = s.id AND v.moved LEFT JOIN ${RETURNS} b ON b.id = s.id AND b.invoice_id = s.invoice_id
        GROUP BY 1, 2) v
      JOIN allocations a ON a.payment_id = v.payment_id AND a.invoice_id = v.invoice_id JOIN invoices i ON i.id = a.invoice_id -- all vendors
      LEFT JOIN credits c ON c.source = 'voided_invoice' AND c.payment_id = a.payment_id AND c.invoice_id = a.invoice_id
      WHERE v.gone > a.amount_minor - coalesce(c.amount_minor, 0) OR v.gone < 0`,
  },
  {
    invariant: 'I7',
    name: 'refund-times',
    promise:
      'a refund’s times fit its state and come in the order of life; failed exactly if it failed or was cancelled',
    query: () => sql`
      SELECT vendor_id, 'refund' AS subject, id::text, id::text AS name,
        format('is %s; booked %s, succeeded %s, failed %s, at the gateway %s', state, coalesce(booked_at::text, 'never'), coalesce(succeeded_at::text, 'never'),
          coalesce(failed_at::text, 'never'), coalesce(gateway_refund_id, 'none')) AS what
      FROM refunds -- all vendors
      WHERE (failed_at IS NOT NULL) <> (state IN ('failed', 'cancelled')) OR (state = 'succeeded' AND (succeeded_at IS NULL OR booked_at IS NULL))
        OR (succeeded_at IS NOT NULL AND booked_at IS NULL) OR (booked_at IS NOT NULL AND channel = 'gateway' AND gateway_refund_id IS NULL)
        OR (state = 'pending' AND succeeded_at IS NOT NULL) OR state NOT IN ('pending', 'succeeded', 'failed', 'cancelled')
        OR booked_at < created_at OR succeeded_at < booked_at OR failed_at < greatest(created_at, booked_at, succeeded_at)`,
  },
  {
    invariant: 'I5',
    name: 'refunds-undecided',
    promise: `no refund is unknown to the gateway for more than ${OVERDUE_MINUTES} minutes`,
    severity: 'warning',
    query: (now) => sql`
      SELECT vendor_id, 'refund' AS subject, id::text, id::text AS name, format('was asked for at %s, nobody knows whether the gateway has it', created_at) AS what
      FROM refunds -- all vendors
      WHERE state = 'pending' AND booked_at IS NULL AND created_at < ${new Date(now.getTime() - OVERDUE_MINUTES * 60_000)}::timestamptz`,
  },
  {
    invariant: 'I17',
    name: 'reversals-stay-in-the-family',
    promise: 'a refund or dispute and its shares are of its payment’s vendor, customer and currency',
    query: () => sql`
      SELECT v.vendor_id, v.subject, v.id::text, v.id::text AS name, 'it or a share of it is of another vendor, customer, currency or payment' AS what
      FROM ${REVERSALS} v LEFT JOIN payments p ON p.id = v.payment_id -- all vendors
      WHERE (p.vendor_id, p.customer_id, p.currency) IS DISTINCT FROM (v.vendor_id, v.customer_id, v.currency)
        OR EXISTS (SELECT FROM ${SHARES} s WHERE s.id = v.id AND (s.vendor_id, s.customer_id, s.currency, s.payment_id) <> (v.vendor_id, v.customer_id, v.currency, v.payment_id))`,
  },
];
