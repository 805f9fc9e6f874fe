import { sql } from '~/lib/db.server';
import { lookOnce, type Check } from './check.server';

const UNDECIDED = sql`('reserved', 'action_required', 'processing', 'checking')`;
const OVERDUE_MINUTES = 15;
const overdue = (now: Date) => sql`${new Date(now.getTime() - OVERDUE_MINUTES * 60_000)}::timestamptz`;

/** What one payment must be, beside what hangs on it. All vendors: the books are examined as a whole. */
const ofPayments = lookOnce(
  {
    name: 'odd_payments',
    rows: sql`
      SELECT p.id, p.vendor_id, p.customer_id, 'payment' AS subject, p.id::text AS name, p.state, p.channel, p.currency, p.amount_minor, p.credit_minor,
        p.fee_minor, p.unapplied_minor, p.invoice_count, p.created_at, p.settled_at, p.ended_at, p.gateway_intent_id, p.failure_code, p.is_written_down,
        coalesce(a.sum, 0) AS allocated, coalesce(a.credit, 0) AS credit_allocated, coalesce(a.count, 0) AS allocations, c.id AS customer,
        k.vendor_id AS contact_vendor, k.customer_id AS contact_customer, m.vendor_id AS method_vendor, m.customer_id AS method_customer,
        r.payment_id IS NOT NULL AS has_receipt, agreed.amount AS agreed_amount, agreed.currency AS agreed_currency
      FROM (SELECT *, gateway_request <> '{}' AND length(request_hash) > 0 AS is_written_down FROM payments OFFSET 0) p -- all vendors
      LEFT JOIN (SELECT payment_id, sum(amount_minor) AS sum, sum(credit_minor) AS credit, count(*) AS count FROM allocations GROUP BY payment_id) a ON a.payment_id = p.id
      LEFT JOIN customers c ON c.vendor_id = p.vendor_id AND c.id = p.customer_id
      LEFT JOIN contacts k ON k.id = p.contact_id LEFT JOIN payment_methods m ON m.id = p.method_id
      LEFT JOIN receipts r ON r.payment_id = p.id
      LEFT JOIN (SELECT vendor_id, subject_id, data ->> 'amountMinor' AS amount, data ->> 'currency' AS currency FROM audit_entries -- all vendors
        WHERE subject = 'payment' AND action = 'payment.started') agreed ON agreed.vendor_id = p.vendor_id AND agreed.subject_id = p.id::text`,
  },
  [
    {
      invariant: 'I1',
      name: 'payments-add-up',
      promise:
        'Σ allocations + fee + unapplied = the amount of the payment, Σ credit shares = its credit, and it counts its invoices right',
      broken: sql`amount_minor <> fee_minor + unapplied_minor + allocated OR credit_minor <> credit_allocated OR invoice_count <> allocations`,
      what: sql`format('asks for %s and credit of %s, its parts come to %s and %s; says %s invoices, has %s', amount_minor, credit_minor,
        fee_minor + unapplied_minor + allocated, credit_allocated, invoice_count, allocations)`,
    },
    {
      invariant: 'I7',
      name: 'payment-times',
      promise:
        'a payment’s times fit its state: ended exactly if final, settled exactly if succeeded, in the order of life',
      broken: sql`(ended_at IS NOT NULL) <> (state IN ('succeeded', 'failed', 'cancelled')) OR (settled_at IS NOT NULL) <> (state = 'succeeded')
        OR ended_at < created_at OR settled_at < created_at OR settled_at > ended_at
        OR (state = 'succeeded' AND channel <> 'outside' AND gateway_intent_id IS NULL AND amount_minor > 0)
        OR state NOT IN ('succeeded', 'failed', 'cancelled', 'reserved', 'action_required', 'processing', 'checking')`,
      what: sql`format('is %s; created %s, settled %s, ended %s, intent %s', state, created_at, coalesce(settled_at::text, 'never'),
        coalesce(ended_at::text, 'never'), coalesce(gateway_intent_id, 'none'))`,
    },
    {
      invariant: 'I5',
      name: 'payments-undecided',
      promise: `no payment is undecided for more than ${OVERDUE_MINUTES} minutes, bank debits apart`,
      severity: 'warning',
      broken: (now) =>
        sql`ended_at IS NULL AND state IN ${UNDECIDED} AND state <> 'processing' AND created_at < ${overdue(now)}`,
      what: sql`format('is %s since %s; reconcile asks the gateway about it', state, created_at)`,
    },
    {
      invariant: 'I6',
      name: 'payments-have-receipts',
      promise: 'every payment that succeeded through the portal has its receipt',
      broken: sql`state = 'succeeded' AND channel <> 'outside' AND NOT has_receipt`,
      what: sql`'has succeeded, but has no receipt'`,
    },
    {
      invariant: 'I10',
      name: 'intents-were-asked-for',
      promise: 'what the gateway has of a payment was written down here before it was asked',
      broken: sql`gateway_intent_id IS NOT NULL AND NOT is_written_down`,
      what: sql`format('has %s at the gateway, but not what was sent for it', gateway_intent_id)`,
    },
    {
      invariant: 'I12',
      name: 'failures-have-reasons',
      promise: 'a payment has failed only because the gateway said why, never for want of an answer',
      broken: sql`state = 'failed' AND failure_code IS NULL`,
      what: sql`'has failed, but nobody said why'`,
    },
    {
      invariant: 'I13',
      name: 'charged-as-agreed',
      promise: 'a payment asks for the amount that the audit log says its payer agreed to',
      broken: sql`channel = 'portal' AND (agreed_amount, agreed_currency) IS DISTINCT FROM (amount_minor::text, currency::text)`,
      what: sql`format('asks for %s, the payer agreed to %s', amount_minor, coalesce(agreed_amount, 'nothing'))`,
    },
    {
      invariant: 'I17',
      name: 'payments-stay-in-the-family',
      promise: 'a payment’s customer, contact and saved method are of one vendor and customer',
      broken: sql`customer IS NULL OR (contact_vendor, contact_customer) <> (vendor_id, customer_id) OR (method_vendor, method_customer) <> (vendor_id, customer_id)`,
      what: sql`CASE WHEN customer IS NULL THEN 'its customer is another vendor’s' WHEN contact_customer <> customer_id THEN 'its contact is another customer’s'
        ELSE 'its method is another customer’s' END`,
    },
  ],
);

/**
 * What stands on receipts, invoice by invoice. A stored invoice is [number, summary, total, applied, still open]: see
 * packSnapshot. All vendors: as above.
 */
const LISTED = sql`(
  SELECT r.vendor_id, r.payment_id, r.number AS receipt, line ->> 0 AS number, (line ->> 3)::bigint AS applied
  FROM receipts r, jsonb_array_elements(r.snapshot -> 'invoices') line)`;

/** What an allocation must be, beside its payment, its invoice and its line on the receipt. All vendors: as above. */
const ofAllocations = lookOnce(
  {
    name: 'odd_allocations',
    rows: sql`
      SELECT coalesce(a.vendor_id, l.vendor_id) AS vendor_id, 'allocation' AS subject, a.payment_id || '/' || a.invoice_id AS id,
        coalesce(a.number, a.invoice_id::text) AS name, a.has_payment, a.has_invoice, a.is_family, l.receipt, l.number, l.applied, a.applied AS allocated,
        a.applied IS DISTINCT FROM l.applied AND (l.applied IS NOT NULL OR a.has_receipt) AS is_mislisted
      FROM (
        SELECT a.vendor_id, a.payment_id, a.invoice_id, i.number, p.id IS NOT NULL AS has_payment, i.id IS NOT NULL AS has_invoice,
          (a.vendor_id, a.customer_id, a.currency) IS NOT DISTINCT FROM (p.vendor_id, p.customer_id, p.currency)
            AND (a.vendor_id, a.customer_id, a.currency) IS NOT DISTINCT FROM (i.vendor_id, i.customer_id, i.currency) AS is_family,
          p.state = 'succeeded' AND p.channel <> 'outside' AS has_receipt,
          nullif(a.amount_minor - coalesce(c.amount_minor, 0) + CASE WHEN i.voided_at IS NULL THEN a.credit_minor ELSE 0 END, 0) AS applied
        FROM allocations a LEFT JOIN payments p ON p.id = a.payment_id LEFT JOIN invoices i ON i.id = a.invoice_id -- all vendors
        LEFT JOIN credits c ON c.source = 'voided_invoice' AND c.payment_id = a.payment_id AND c.invoice_id = a.invoice_id
      ) a FULL JOIN ${LISTED} l ON l.payment_id = a.payment_id AND l.number = a.number`,
  },
  [
    {
      invariant: 'I1',
      name: 'allocations-have-payments',
      promise: 'every allocation belongs to a payment and an invoice that exist',
      broken: sql`NOT has_payment OR NOT has_invoice`,
      what: sql`CASE WHEN NOT has_payment THEN 'its payment does not exist' ELSE 'its invoice does not exist' END`,
    },
    {
      invariant: 'I17',
      name: 'allocations-stay-in-the-family',
      promise: 'an allocation, its payment and its invoice are of one vendor, customer and currency',
      broken: sql`has_payment AND has_invoice AND NOT is_family`,
      what: sql`'joins a payment and an invoice of different vendors, customers or currencies'`,
    },
    {
      invariant: 'I24',
      name: 'receipt-lines-fit',
      promise: 'each invoice on a receipt got what its allocation says, and none is missing',
      broken: sql`is_mislisted`,
      row: sql`'receipt line' AS subject, coalesce(id, receipt) AS id, coalesce(number, name) AS name`,
      what: sql`format('receipt %s says %s, the allocation %s', coalesce(receipt, 'missing'), coalesce(applied::text, 'nothing'), coalesce(allocated::text, 'nothing'))`,
    },
  ],
);

/** What payments and allocations must be. All vendors: as above. */
export const paymentChecks: Check[] = [
  ...ofPayments,
  ...ofAllocations,
  {
    invariant: 'I11',
    name: 'one-payment-per-charge',
    promise: 'a charge at the gateway belongs to one payment',
    query: () => sql`
      SELECT p.vendor_id, 'payment' AS subject, p.id::text, p.id::text AS name, format('shares the charge %s', c.gateway_charge_id) AS what
      FROM (
        SELECT gateway_charge_id FROM payments -- all vendors
        WHERE hashtextextended(gateway_charge_id, 0) IN (
          -- by a number that is the same where the text is: a million texts are not grouped in memory
          SELECT hashtextextended(gateway_charge_id, 0) FROM payments WHERE gateway_charge_id IS NOT NULL GROUP BY 1 HAVING count(*) > 1)
        GROUP BY 1 HAVING count(*) > 1) c
      JOIN payments p ON p.gateway_charge_id = c.gateway_charge_id`,
  },
  {
    invariant: 'I20',
    name: 'gateway-events-applied',
    promise: `every gateway event is dealt with within ${OVERDUE_MINUTES} minutes`,
    severity: 'warning',
    query: (now) => sql`
      SELECT NULL::uuid AS vendor_id, 'gateway event' AS subject, id, type AS name, format('waits since %s', received_at) AS what
      FROM gateway_events WHERE state = 'queued' AND received_at < ${overdue(now)}`,
  },
];
