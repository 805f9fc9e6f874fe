import { sql } from '~/lib/db.server';
import type { Check } from './check.server';

const UNDECIDED = sql`('reserved', 'action_required', 'processing', 'checking')`;
const OVERDUE_MINUTES = 15;

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
    query: () => sql`
      SELECT a.vendor_id, 'allocation' AS subject, a.payment_id || '/' || a.invoice_id AS id, coalesce(i.number, a.invoice_id::text) AS name,
        CASE WHEN p.id IS NULL THEN 'its payment does not exist' ELSE 'its invoice does not exist' END AS what
      FROM allocations a -- all vendors
      LEFT JOIN payments p ON p.id = a.payment_id LEFT JOIN invoices i ON i.id = a.invoice_id
      WHERE p.id IS NULL OR i.id IS NULL`,
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
        OR (state = 'succeeded' AND channel = 'portal' AND gateway_intent_id IS NULL AND amount_minor > 0)
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
    invariant: 'I20',
    name: 'gateway-events-applied',
    promise: `every gateway event is dealt with within ${OVERDUE_MINUTES} minutes`,
    severity: 'warning',
    query: (now) => sql`
      SELECT NULL::uuid AS vendor_id, 'gateway event' AS subject, id, type AS name, format('waits since %s', received_at) AS what
      FROM gateway_events WHERE state = 'queued' AND received_at < ${new Date(now.getTime() - OVERDUE_MINUTES * 60_000)}::timestamptz`,
  },
];
