import { sql } from '~/lib/db.server';
import type { Check } from './check.server';

/** What receipts must be. All vendors: the books are examined as a whole. */
export const receiptChecks: Check[] = [
  {
    invariant: 'I6',
    name: 'receipts-are-earned',
    promise: 'a receipt stands for a payment that succeeded, over its amount',
    query: () => sql`
      SELECT r.vendor_id, 'receipt' AS subject, r.id::text, r.number AS name,
        CASE WHEN p.id IS NULL THEN 'its payment does not exist' WHEN p.state <> 'succeeded' THEN format('its payment is %s', p.state)
          ELSE format('says %s, its payment is over %s', r.total_minor, p.amount_minor) END AS what
      FROM receipts r LEFT JOIN payments p ON p.id = r.payment_id -- all vendors
      WHERE p.id IS NULL OR p.state <> 'succeeded' OR r.total_minor <> p.amount_minor`,
  },
  {
    invariant: 'I6',
    name: 'payments-have-receipts',
    promise: 'every payment that succeeded through the portal has its receipt',
    query: () => sql`
      SELECT p.vendor_id, 'payment' AS subject, p.id::text, p.id::text AS name, 'has succeeded, but has no receipt' AS what
      FROM payments p LEFT JOIN receipts r ON r.payment_id = p.id -- all vendors
      WHERE p.state = 'succeeded' AND p.channel <> 'outside' AND r.id IS NULL`,
  },
  {
    invariant: 'I19',
    name: 'one-mail-per-receipt',
    promise: 'a receipt is mailed once at most',
    query: () => sql`
      SELECT min(m.vendor_id::text)::uuid AS vendor_id, 'receipt' AS subject, m.receipt_id::text AS id, coalesce(min(r.number), 'missing') AS name,
        format('%s mails carry it', count(*)) AS what
      FROM outgoing_mails m LEFT JOIN receipts r ON r.id = m.receipt_id -- all vendors
      WHERE m.receipt_id IS NOT NULL AND m.kind = 'receipt' GROUP BY m.receipt_id HAVING count(*) > 1`,
  },
  {
    invariant: 'I24',
    name: 'receipt-numbers-gap-free',
    promise: 'receipt numbers of a vendor’s year run from 1 to the last one given out, without a gap',
    query: () => sql`
      SELECT coalesce(s.vendor_id, n.vendor_id) AS vendor_id, 'receipt series' AS subject, coalesce(s.vendor_id, n.vendor_id)::text AS id,
        coalesce(s.year, n.year)::text AS name,
        format('the last number given out is %s, there are %s receipts and the highest is %s', coalesce(s.last, 0), coalesce(n.count, 0),
          coalesce(n.highest, 0)) AS what
      FROM receipt_series s
      FULL JOIN (SELECT vendor_id, year, count(*) AS count, max(sequence) AS highest FROM receipts GROUP BY 1, 2) n USING (vendor_id, year) -- all vendors
      WHERE s.last IS DISTINCT FROM n.count OR s.last IS DISTINCT FROM n.highest`,
  },
  {
    invariant: 'I24',
    name: 'receipt-numbers-fit',
    promise: 'a receipt’s number is made of its year and place, and its snapshot says the same',
    query: () => sql`
      SELECT vendor_id, 'receipt' AS subject, id::text, number AS name,
        format('is number %s of %s, its snapshot says %s over %s', sequence, year, snapshot ->> 'number', snapshot ->> 'totalMinor') AS what
      FROM receipts -- all vendors
      WHERE number <> format('R-%s-%s', year, lpad(sequence::text, greatest(6, length(sequence::text)), '0'))
        OR snapshot ->> 'number' IS DISTINCT FROM number OR snapshot ->> 'receiptId' IS DISTINCT FROM id::text
        OR snapshot ->> 'totalMinor' IS DISTINCT FROM total_minor::text OR snapshot ->> 'currency' IS DISTINCT FROM currency::text`,
  },
  {
    invariant: 'I24',
    name: 'receipt-figures-re-add',
    promise:
      'the figures on a receipt re-add to its total, each invoice got what its allocation says, and the credit is what was used',
    // A stored invoice is [number, summary, total, applied, still open]: see packSnapshot.
    query: () => sql`
      SELECT r.vendor_id, 'receipt' AS subject, r.id::text, r.number AS name,
        format('total %s: applied %s, fee %s, unapplied %s, credit used %s; %s of its invoices differ from the allocations', r.total_minor, s.applied,
          r.snapshot ->> 'feeMinor', r.snapshot ->> 'unappliedMinor', r.snapshot ->> 'creditUsedMinor', s.differing) AS what
      FROM receipts r, LATERAL ( -- all vendors
        SELECT coalesce(sum((line ->> 3)::bigint), 0) AS applied,
          count(*) FILTER (WHERE a.applied IS DISTINCT FROM (line ->> 3)::bigint) AS differing
        FROM jsonb_array_elements(r.snapshot -> 'invoices') AS line
        FULL JOIN (
          SELECT i.number, a.amount_minor - coalesce(c.amount_minor, 0) + CASE WHEN i.voided_at IS NULL THEN a.credit_minor ELSE 0 END AS applied
          FROM allocations a JOIN invoices i ON i.id = a.invoice_id
          LEFT JOIN credits c ON c.source = 'voided_invoice' AND c.payment_id = a.payment_id AND c.invoice_id = a.invoice_id
          WHERE a.payment_id = r.payment_id AND (i.voided_at IS NULL OR a.amount_minor > coalesce(c.amount_minor, 0))) a
          ON a.number = line ->> 0
      ) s
      WHERE s.differing > 0 OR r.total_minor <> s.applied + (r.snapshot ->> 'feeMinor')::bigint + (r.snapshot ->> 'unappliedMinor')::bigint
        - (r.snapshot ->> 'creditUsedMinor')::bigint
        OR (r.snapshot ->> 'creditUsedMinor')::bigint <> (SELECT coalesce(sum(m.amount_minor), 0) FROM credit_moves m WHERE m.payment_id = r.payment_id AND m.kind = 'used')`,
  },
];
