import { sql } from '~/lib/db.server';
import type { Check, Source } from './check.server';

const UNDECIDED = sql`('reserved', 'action_required', 'processing', 'checking')`;
const OVERDUE_MINUTES = 15;

/** Allocations that hang in the air or join what does not belong together. All vendors: the books are examined as a whole. */
const ODD_ALLOCATIONS: Source = {
  name: 'odd_allocations',
  query: sql`
    SELECT a.vendor_id, a.payment_id, a.invoice_id, i.number, p.id IS NOT NULL AS has_payment, i.id IS NOT NULL AS has_invoice
    FROM allocations a LEFT JOIN payments p ON p.id = a.payment_id LEFT JOIN invoices i ON i.id = a.invoice_id -- all vendors
    WHERE (a.vendor_id, a.customer_id, a.currency) IS DISTINCT FROM (p.vendor_id, p.customer_id, p.currency)
      OR (a.vendor_id, a.customer_id, a.currency) IS DISTINCT FROM (i.vendor_id, i.customer_id, i.currency)`,
};

/** What one payment and its allocations must be. All vendors: the books are examined as a whole. */
export const paymentChecks: Check[] = [
  {
    invariant: 'I1',
    name: 'payments-add-up',
    promise:
      'Σ allocations + fee + unapplied = the amount of the payment, Σ credit shares = its credit, and it counts its invoices right',
    query: () => sql`
      SELECT p.vendor_id, 'payment' AS subject, p.id::text, p.id::text AS name,
        format('asks for %s and credit of %s, its parts come to %s and %s; says %s invoices, has %s', p.amount_minor, p.credit_minor,
          p.fee_minor + p.unapplied_minor + coalesce(a.sum, 0), coalesce(a.credit, 0), p.invoice_count, coalesce(a.count, 0)) AS what
      FROM payments p -- all vendors
      LEFT JOIN (SELECT payment_id, sum(amount_minor) AS sum, sum(credit_minor) AS credit, count(*) AS count FROM allocations GROUP BY payment_id) a ON a.payment_id = p.id
      WHERE p.amount_minor <> p.fee_minor + p.unapplied_minor + coalesce(a.sum, 0) OR p.credit_minor <> coalesce(a.credit, 0) OR p.invoice_count <> coalesce(a.count, 0)`,
  },
  {
    invariant: 'I1',
    name: 'allocations-have-payments',
    promise: 'every allocation belongs to a payment and an invoice that exist',
    from: ODD_ALLOCATIONS,
    query: () => sql`
      SELECT vendor_id, 'allocation' AS subject, payment_id || '/' || invoice_id AS id, coalesce(number, invoice_id::text) AS name,
        CASE WHEN NOT has_payment THEN 'its payment does not exist' ELSE 'its invoice does not exist' END AS what
      FROM odd_allocations WHERE NOT has_payment OR NOT has_invoice`,
  },
  {
    invariant: 'I17',
    name: 'allocations-stay-in-the-family',
    promise: 'an allocation, its payment and its invoice are of one vendor, customer and currency',
    from: ODD_ALLOCATIONS,
    query: () => sql`
      SELECT vendor_id, 'allocation' AS subject, payment_id || '/' || invoice_id AS id, number AS name,
        'joins a payment and an invoice of different vendors, customers or currencies' AS what
      FROM odd_allocations WHERE has_payment AND has_invoice`,
  },
  {
    invariant: 'I7',
    name: 'payment-times',
    promise:
      'a payment’s times fit its state: ended exactly if final, settled exactly if succeeded, in the order of life',
    query: () => sql`
      SELECT vendor_id, 'payment' AS subject, id::text, id::text AS name,
        format('is %s; created %s, settled %s, ended %s, intent %s', state, created_at, coalesce(settled_at::text, 'never'),
          coalesce(ended_at::text, 'never'), coalesce(gateway_intent_id, 'none')) AS what
      FROM payments -- all vendors
      WHERE (ended_at IS NOT NULL) <> (state IN ('succeeded', 'failed', 'cancelled')) OR (settled_at IS NOT NULL) <> (state = 'succeeded')
        OR ended_at < created_at OR settled_at < created_at OR settled_at > ended_at
        OR (state = 'succeeded' AND channel <> 'outside' AND gateway_intent_id IS NULL AND amount_minor > 0)
        OR state NOT IN ('succeeded', 'failed', 'cancelled', 'reserved', 'action_required', 'processing', 'checking')`,
  },
  {
    invariant: 'I5',
    name: 'payments-undecided',
    promise: `no payment is undecided for more than ${OVERDUE_MINUTES} minutes, bank debits apart`,
    severity: 'warning',
    query: (now) => sql`
      SELECT vendor_id, 'payment' AS subject, id::text, id::text AS name,
        format('is %s since %s; reconcile asks the gateway about it', state, created_at) AS what
      FROM payments -- all vendors
      WHERE ended_at IS NULL AND state IN ${UNDECIDED} AND state <> 'processing'
        AND created_at < ${new Date(now.getTime() - OVERDUE_MINUTES * 60_000)}::timestamptz`,
  },
  {
    invariant: 'I10',
    name: 'intents-were-asked-for',
    promise: 'what the gateway has of a payment was written down here before it was asked',
    query: () => sql`
      SELECT vendor_id, 'payment' AS subject, id::text, id::text AS name, format('has %s at the gateway, but not what was sent for it', gateway_intent_id) AS what
      FROM payments -- all vendors
      WHERE gateway_intent_id IS NOT NULL AND (gateway_request = '{}' OR length(request_hash) = 0)`,
  },
  {
    invariant: 'I11',
    name: 'one-payment-per-charge',
    promise: 'a charge at the gateway belongs to one payment',
    query: () => sql`
      SELECT p.vendor_id, 'payment' AS subject, p.id::text, p.id::text AS name, format('shares the charge %s', c.gateway_charge_id) AS what
      FROM (SELECT gateway_charge_id FROM payments WHERE gateway_charge_id IS NOT NULL GROUP BY 1 HAVING count(*) > 1) c -- all vendors
      JOIN payments p ON p.gateway_charge_id = c.gateway_charge_id`,
  },
  {
    invariant: 'I12',
    name: 'failures-have-reasons',
    promise: 'a payment has failed only because the gateway said why, never for want of an answer',
    query: () => sql`
      SELECT vendor_id, 'payment' AS subject, id::text, id::text AS name, 'has failed, but nobody said why' AS what
      FROM payments -- all vendors
      WHERE state = 'failed' AND failure_code IS NULL`,
  },
  {
    invariant: 'I13',
    name: 'charged-as-agreed',
    promise: 'a payment asks for the amount that the audit log says its payer agreed to',
    query: () => sql`
      SELECT p.vendor_id, 'payment' AS subject, p.id::text, p.id::text AS name,
        format('asks for %s, the payer agreed to %s', p.amount_minor, coalesce(e.data ->> 'amountMinor', 'nothing')) AS what
      FROM payments p -- all vendors
      LEFT JOIN audit_entries e ON e.vendor_id = p.vendor_id AND e.subject = 'payment' AND e.action = 'payment.started' AND e.subject_id = p.id::text
      WHERE p.channel = 'portal' AND (e.data ->> 'amountMinor', e.data ->> 'currency') IS DISTINCT FROM (p.amount_minor::text, p.currency::text)`,
  },
  {
    invariant: 'I20',
    name: 'gateway-events-applied',
    promise: `every gateway event is dealt with within ${OVERDUE_MINUTES} minutes`,
    severity: 'warning',
    query: (now) => sql`
      SELECT NULL::uuid AS vendor_id, 'gateway event' AS subject, id, type AS name, format('waits since %s', received_at) AS what
      FROM gateway_events WHERE state = 'queued' AND received_at < ${new Date(now.getTime() - OVERDUE_MINUTES * 60_000)}::timestamptz`,
  },
];
