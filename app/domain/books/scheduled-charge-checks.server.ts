import { sql } from '~/lib/db.server';
import type { Check } from './check.server';

const LATE_MINUTES = 15;
const late = (now: Date) => new Date(now.getTime() - LATE_MINUTES * 60_000);

/** I22: a charge agreed beforehand runs once, on its date, for no more than was agreed. All vendors: the books are examined as a whole. */
export const scheduledChargeChecks: Check[] = [
  {
    invariant: 'I22',
    name: 'charges-end-as-their-payment',
    promise:
      'a charge that ran has its payment: one that succeeded if the charge did, one that came to nothing otherwise',
    query: () => sql`
      SELECT c.vendor_id, 'scheduled charge' AS subject, c.id::text, c.id::text AS name,
        format('is %s; its payment %s %s', c.state, c.payment_id, coalesce('is ' || p.state, 'does not exist')) AS what
      FROM scheduled_charges c LEFT JOIN payments p ON p.id = c.payment_id -- all vendors
      WHERE (p.scheduled_charge_id IS DISTINCT FROM c.id AND p.id IS NOT NULL)
        OR CASE c.state WHEN 'succeeded' THEN p.state IS DISTINCT FROM 'succeeded' WHEN 'failed' THEN p.id IS NULL OR p.state NOT IN ('failed', 'cancelled')
          WHEN 'running' THEN false ELSE p.id IS NOT NULL END`,
  },
  {
    invariant: 'I22',
    name: 'charges-run-once',
    promise: 'each try of a charge is one payment, and at most one of them takes money or may still',
    query: () => sql`
      SELECT c.vendor_id, 'scheduled charge' AS subject, c.id::text, c.id::text AS name,
        format('counts %s tries; has %s payments, %s of which took money or may', c.tries, t.count, t.live) AS what
      FROM scheduled_charges c -- all vendors
      JOIN (SELECT scheduled_charge_id, count(*) AS count, count(*) FILTER (WHERE state NOT IN ('failed', 'cancelled')) AS live
            FROM payments WHERE scheduled_charge_id IS NOT NULL GROUP BY scheduled_charge_id) t ON t.scheduled_charge_id = c.id
      WHERE t.live > 1 OR t.count > c.tries`,
  },
  {
    invariant: 'I22',
    name: 'accounts-are-debited-thrice-at-most',
    promise: 'what a US account could not pay is asked of it twice more at the most',
    query: () => sql`
      SELECT c.vendor_id, 'scheduled charge' AS subject, c.id::text, c.id::text AS name, format('has asked a US bank account %s times', count(*)) AS what
      FROM scheduled_charges c -- all vendors
      JOIN payment_methods m ON m.id = c.method_id AND m.kind = 'us_bank_account' JOIN payments p ON p.scheduled_charge_id = c.id
      GROUP BY c.vendor_id, c.id HAVING count(*) > 3`,
  },
  {
    invariant: 'I22',
    name: 'charges-keep-their-date',
    promise: 'no payment of a charge begins before its date in the vendor’s zone, nor takes more than was agreed',
    query: () => sql`
      SELECT c.vendor_id, 'scheduled charge' AS subject, c.id::text, c.id::text AS name,
        format('was to be charged %s on %s; payment %s of %s began at %s', c.agreed_minor + c.agreed_fee_minor, c.charge_on, p.id, p.amount_minor + p.credit_minor, p.created_at) AS what
      FROM payments p JOIN scheduled_charges c ON c.id = p.scheduled_charge_id JOIN vendors v ON v.id = c.vendor_id -- all vendors
      WHERE (p.created_at AT TIME ZONE v.time_zone)::date < c.charge_on OR p.amount_minor + p.credit_minor - p.fee_minor > c.agreed_minor OR p.fee_minor > c.agreed_fee_minor`,
  },
  {
    invariant: 'I22',
    name: 'charges-hold-what-was-agreed',
    promise: 'a charge’s invoices come to what was agreed, stand in no other charge, and are let go when it ends',
    query: () => sql`
      SELECT c.vendor_id, 'scheduled charge' AS subject, c.id::text, c.id::text AS name,
        format('is %s over %s; its invoices come to %s, %s of them still stand in it', c.state, c.agreed_minor, coalesce(l.sum, 0), coalesce(l.standing, 0)) AS what
      FROM scheduled_charges c -- all vendors
      LEFT JOIN (SELECT charge_id, sum(amount_minor) AS sum, count(*) FILTER (WHERE ended_at IS NULL) AS standing,
          count(*) FILTER (WHERE ended_at IS NULL AND EXISTS (SELECT FROM scheduled_charge_invoices o
            WHERE o.invoice_id = s.invoice_id AND o.charge_id <> s.charge_id AND o.ended_at IS NULL)) AS shared
        FROM scheduled_charge_invoices s GROUP BY charge_id) l ON l.charge_id = c.id
      WHERE c.agreed_minor <> coalesce(l.sum, 0) OR (c.ended_at IS NOT NULL AND l.standing > 0) OR l.shared > 0`,
  },
  {
    invariant: 'I22',
    name: 'charges-run-on-time',
    promise: `a charge runs within ${LATE_MINUTES} minutes of its date’s beginning, and a try ends as soon after its payment has`,
    severity: 'warning',
    query: (now) => sql`
      SELECT c.vendor_id, 'scheduled charge' AS subject, c.id::text, c.id::text AS name,
        format('has been running since %s; its payment %s; is a worker running?', c.run_at, coalesce('ended as ' || p.state, 'does not exist')) AS what
      FROM scheduled_charges c LEFT JOIN payments p ON p.vendor_id = c.vendor_id AND p.id = c.payment_id -- all vendors
      WHERE c.state = 'running' AND c.run_at < ${late(now)}::timestamptz AND (p.id IS NULL OR p.ended_at < ${late(now)}::timestamptz)
      UNION ALL
      SELECT c.vendor_id, 'scheduled charge' AS subject, c.id::text, c.id::text AS name,
        format('should have run on %s and is still %s; is a worker running?', c.next_on, c.state) AS what
      FROM scheduled_charges c JOIN vendors v ON v.id = c.vendor_id -- all vendors
      WHERE c.state IN ('scheduled', 'retrying')
        AND (${late(now)}::timestamptz AT TIME ZONE v.time_zone)::date >= c.next_on`,
  },
  {
    invariant: 'I17',
    name: 'charges-stay-in-the-family',
    promise: 'a charge, its invoices, contact or staff, method and agreement are of one vendor and customer',
    query: () => sql`
      SELECT c.vendor_id, 'scheduled charge' AS subject, c.id::text, c.id::text AS name, 'joins what belongs to different vendors or customers' AS what
      FROM scheduled_charges c LEFT JOIN contacts k ON k.id = c.contact_id LEFT JOIN payment_methods m ON m.id = c.method_id LEFT JOIN autopays a ON a.id = c.autopay_id LEFT JOIN staff s ON s.id = c.staff_id -- all vendors
      WHERE (k.id IS NULL) = (s.id IS NULL) OR s.vendor_id <> c.vendor_id OR m.id IS NULL OR (k.vendor_id, k.customer_id) <> (c.vendor_id, c.customer_id) OR (m.vendor_id, m.customer_id) <> (c.vendor_id, c.customer_id)
        OR (a.vendor_id, a.customer_id, a.currency) <> (c.vendor_id, c.customer_id, c.currency)
        OR EXISTS (SELECT FROM scheduled_charge_invoices l LEFT JOIN invoices i ON i.id = l.invoice_id WHERE l.charge_id = c.id AND (i.id IS NULL
          OR (i.vendor_id, i.customer_id, i.currency) <> (c.vendor_id, c.customer_id, c.currency) OR (l.vendor_id, l.customer_id, l.currency) <> (c.vendor_id, c.customer_id, c.currency)))`,
  },
];
