import { sql } from '~/lib/db.server';
import { lookOnce, type Check } from './check.server';

/** What receipts must be. All vendors: the books are examined as a whole. */
export const receiptChecks: Check[] = [
  ...lookOnce(
    {
      name: 'odd_receipts',
      rows: sql`
        SELECT r.*, 'receipt' AS subject, p.state, p.amount_minor, (r.vendor_id, r.customer_id, r.currency) <> (p.vendor_id, p.customer_id, p.currency) AS is_strange,
          p.fee_minor, coalesce(m.used, 0) AS used
        FROM ( -- the snapshot is read before anything is joined, for what is joined is then small
          SELECT id, vendor_id, customer_id, payment_id, currency, number AS name, year, sequence, total_minor, snapshot ->> 'number' AS says_number,
            snapshot ->> 'totalMinor' AS says_total, number = format('R-%s-%s', year, lpad(sequence::text, greatest(6, length(sequence::text)), '0'))
              AND (snapshot ->> 'number', snapshot ->> 'receiptId', snapshot ->> 'totalMinor', snapshot ->> 'currency')
                IS NOT DISTINCT FROM (number, id::text, total_minor::text, currency::text) AS fits,
            (SELECT coalesce(sum((line ->> 3)::bigint), 0) FROM jsonb_array_elements(snapshot -> 'invoices') line) AS applied,
            (snapshot ->> 'feeMinor')::bigint AS fee, (snapshot ->> 'unappliedMinor')::bigint AS unapplied, (snapshot ->> 'creditUsedMinor')::bigint AS credit_used
          FROM receipts OFFSET 0 -- all vendors
        ) r
        LEFT JOIN payments p ON p.id = r.payment_id
        LEFT JOIN (SELECT payment_id, sum(amount_minor) AS used FROM credit_moves WHERE kind = 'used' GROUP BY payment_id) m ON m.payment_id = r.payment_id`,
    },
    [
      {
        invariant: 'I6',
        name: 'receipts-are-earned',
        promise: 'a receipt stands for a payment that succeeded, over its amount',
        broken: sql`state IS DISTINCT FROM 'succeeded' OR total_minor <> amount_minor`,
        what: sql`CASE WHEN state IS NULL THEN 'its payment does not exist' WHEN state <> 'succeeded' THEN format('its payment is %s', state)
          ELSE format('says %s, its payment is over %s', total_minor, amount_minor) END`,
      },
      {
        invariant: 'I17',
        name: 'receipts-stay-in-the-family',
        promise: 'a receipt is of its payment’s vendor, customer and currency',
        broken: sql`is_strange`,
        what: sql`'is of another vendor, customer or currency than its payment'`,
      },
      {
        invariant: 'I24',
        name: 'receipt-numbers-fit',
        promise: 'a receipt’s number is made of its year and place, and its snapshot says the same',
        broken: sql`NOT fits`,
        what: sql`format('is number %s of %s, its snapshot says %s over %s', sequence, year, says_number, says_total)`,
      },
      {
        invariant: 'I24',
        name: 'receipt-figures-re-add',
        promise: 'the figures on a receipt re-add to its total; its fee is the payment’s, its credit is what was used',
        broken: sql`total_minor <> applied + fee + unapplied - credit_used OR fee <> fee_minor OR credit_used <> used`,
        what: sql`format('total %s: applied %s, fee %s, unapplied %s, credit used %s', total_minor, applied, fee, unapplied, credit_used)`,
      },
    ],
  ),
  {
    invariant: 'I19',
    name: 'one-mail-per-receipt',
    promise: 'a receipt is mailed once at most',
    query: () => sql`
      SELECT m.vendor_id, 'receipt' AS subject, m.receipt_id::text AS id, coalesce(r.number, 'missing') AS name, format('%s mails carry it', m.count) AS what
      FROM (SELECT any_value(vendor_id) AS vendor_id, receipt_id, count(*) AS count FROM outgoing_mails -- all vendors
        WHERE receipt_id IS NOT NULL AND kind = 'receipt' GROUP BY receipt_id HAVING count(*) > 1) m
      LEFT JOIN receipts r ON r.id = m.receipt_id`,
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
];
