import { sql } from '~/lib/db.server';
import type { Check } from './check.server';

const LATE_MINUTES = 15;

/** I18: of a batch every selected invoice has one outcome, and the one that its payment has. All vendors: the books are examined as a whole. */
export const batchChecks: Check[] = [
  {
    invariant: 'I18',
    name: 'batches-count-their-items',
    promise: 'each selected invoice stands in its batch once, and the counters of a batch are those of its items',
    query: () => sql`
      SELECT b.vendor_id, 'batch payment' AS subject, b.id::text, b.id::text AS name,
        format('was confirmed for %s invoices; has %s items, and its counters say %s', b.item_count, coalesce(i.count, 0), coalesce(t.count, 0)) AS what
      FROM batch_payments b -- all vendors
      LEFT JOIN (SELECT batch_id, count(*) AS count FROM batch_items GROUP BY batch_id) i ON i.batch_id = b.id
      LEFT JOIN (SELECT batch_id, sum(item_count) AS count FROM batch_totals GROUP BY batch_id) t ON t.batch_id = b.id
      WHERE i.count IS DISTINCT FROM b.item_count OR t.count IS DISTINCT FROM b.item_count OR EXISTS (
        SELECT currency, outcome, item_count::bigint, amount_minor FROM batch_totals k WHERE k.batch_id = b.id AND k.item_count > 0
        EXCEPT SELECT currency, outcome, count(*), sum(coalesce(charged_minor, amount_minor))::bigint FROM batch_items k WHERE k.batch_id = b.id GROUP BY 1, 2)`,
  },
  {
    invariant: 'I18',
    name: 'batch-items-end-as-their-payment',
    promise:
      'an invoice of a batch succeeded if its payment did and for that much, failed if it came to nothing, and was skipped if no payment has it',
    query: () => sql`
      SELECT i.vendor_id, 'batch item' AS subject, i.invoice_id::text AS id, v.number AS name,
        format('%s in batch %s; its payment %s', i.outcome, i.batch_id, coalesce('is ' || p.state || ', with ' || coalesce((a.amount_minor + a.credit_minor)::text, 'nothing') || ' of it', 'does not exist')) AS what
      FROM batch_items i JOIN invoices v ON v.id = i.invoice_id -- all vendors
      LEFT JOIN payments p ON p.id = i.payment_id LEFT JOIN allocations a ON a.payment_id = i.payment_id AND a.invoice_id = i.invoice_id
      WHERE NOT CASE i.outcome
        WHEN 'succeeded' THEN coalesce(p.state = 'succeeded' AND i.charged_minor = a.amount_minor + a.credit_minor, false)
        WHEN 'failed' THEN p.id IS NULL OR p.state IN ('failed', 'cancelled')
        WHEN 'skipped' THEN a.payment_id IS NULL
        ELSE i.payment_id IS NOT NULL END`,
  },
  {
    invariant: 'I18',
    name: 'batches-end-with-their-items',
    promise: 'a batch that is over has no open item and no open charge, and says whether some failed',
    query: () => sql`
      SELECT b.vendor_id, 'batch payment' AS subject, b.id::text, b.id::text AS name,
        format('is %s; %s of its items are open, %s failed, %s of its charges are open', b.state, coalesce(i.open, 0), coalesce(i.failed, 0), coalesce(c.open, 0)) AS what
      FROM batch_payments b -- all vendors
      LEFT JOIN (SELECT batch_id, count(*) FILTER (WHERE outcome IN ('waiting', 'at-bank')) AS open, count(*) FILTER (WHERE outcome = 'failed') AS failed
        FROM batch_items GROUP BY batch_id) i ON i.batch_id = b.id
      LEFT JOIN (SELECT batch_id, count(*) FILTER (WHERE state <> 'ended') AS open FROM batch_charges GROUP BY batch_id) c ON c.batch_id = b.id
      WHERE b.ended_at IS NOT NULL AND (i.open > 0 OR c.open > 0 OR (b.state <> 'cancelled' AND (b.state = 'completed-with-failures') <> (i.failed > 0)))`,
  },
  {
    invariant: 'I18',
    name: 'batch-charges-hold-what-was-confirmed',
    promise:
      'a charge of a batch is over its own items, its payment takes no more than they come to, and it has ended when they have',
    query: () => sql`
      SELECT c.vendor_id, 'charge of a batch' AS subject, c.payment_id::text AS id, c.payment_id::text AS name,
        format('is %s, of %s invoices over %s; its items are %s over %s, %s of them open; its payment takes %s', c.state, c.item_count, c.amount_minor,
          coalesce(i.count, 0), coalesce(i.sum, 0), coalesce(i.open, 0), coalesce((p.amount_minor + p.credit_minor)::text, 'nothing')) AS what
      FROM batch_charges c -- all vendors
      LEFT JOIN (SELECT payment_id, count(*) AS count, sum(amount_minor) AS sum, count(*) FILTER (WHERE ended_at IS NULL) AS open
        FROM batch_items WHERE payment_id IS NOT NULL GROUP BY payment_id) i ON i.payment_id = c.payment_id
      LEFT JOIN payments p ON p.id = c.payment_id
      WHERE i.count IS DISTINCT FROM c.item_count OR i.sum <> c.amount_minor OR (c.state = 'ended') <> (i.open = 0) OR p.amount_minor + p.credit_minor > c.amount_minor`,
  },
  {
    invariant: 'I22',
    name: 'batches-keep-their-date',
    promise: 'no payment of a batch begins before its date in the vendor’s zone',
    query: () => sql`
      SELECT c.vendor_id, 'charge of a batch' AS subject, c.payment_id::text AS id, c.payment_id::text AS name,
        format('was to be made on %s; its payment began at %s', c.run_on, p.created_at) AS what
      FROM batch_charges c JOIN payments p ON p.id = c.payment_id JOIN vendors v ON v.id = c.vendor_id -- all vendors
      WHERE (p.created_at AT TIME ZONE v.time_zone)::date < c.run_on`,
  },
  {
    invariant: 'I18',
    name: 'batches-go-on',
    promise: `a charge of a batch is made within ${LATE_MINUTES} minutes of its time, and what its bank decided is noted as soon`,
    severity: 'warning',
    query: (now) => sql`
      SELECT c.vendor_id, 'charge of a batch' AS subject, c.payment_id::text AS id, c.payment_id::text AS name,
        format('is %s since %s; is a worker running?', c.state, c.ready_at) AS what
      FROM batch_charges c LEFT JOIN payments p ON p.id = c.payment_id -- all vendors
      WHERE (c.state = 'ready' AND greatest(c.ready_at, c.lease_until) < ${new Date(now.getTime() - LATE_MINUTES * 60_000)}::timestamptz)
        OR (c.state = 'at-bank' AND p.ended_at < ${new Date(now.getTime() - LATE_MINUTES * 60_000)}::timestamptz)`,
  },
  {
    invariant: 'I17',
    name: 'batches-stay-in-the-family',
    promise:
      'a batch, its charges, items, payments and whoever confirmed it are of one vendor, and each charge of one customer',
    query: () => sql`
      SELECT b.vendor_id, 'batch payment' AS subject, b.id::text, b.id::text AS name, 'joins what belongs to different vendors or customers' AS what
      FROM batch_payments b LEFT JOIN staff s ON s.id = b.staff_id -- all vendors
      WHERE s.vendor_id IS DISTINCT FROM b.vendor_id
        OR EXISTS (SELECT FROM batch_charges c LEFT JOIN payments p ON p.id = c.payment_id WHERE c.batch_id = b.id AND (c.vendor_id <> b.vendor_id
          OR (p.vendor_id, p.customer_id, p.currency, p.batch_payment_id) <> (c.vendor_id, c.customer_id, c.currency, c.batch_id)))
        OR EXISTS (SELECT FROM batch_items i LEFT JOIN invoices v ON v.id = i.invoice_id LEFT JOIN batch_charges c ON c.payment_id = i.payment_id WHERE i.batch_id = b.id AND (v.id IS NULL
          OR (v.vendor_id, v.customer_id, v.currency) <> (i.vendor_id, i.customer_id, i.currency) OR i.vendor_id <> b.vendor_id
          OR (c.batch_id, c.customer_id, c.currency) <> (i.batch_id, i.customer_id, i.currency)))`,
  },
];
