import { sql } from '~/lib/db.server';
import type { Check } from './check.server';

/** What the gateway counts in larger steps than ours, as gateway-amount.ts says. */
const STEP = sql`CASE WHEN p.currency = 'MGA' THEN 100 WHEN p.currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 10 ELSE 1 END`;

/** What fees must be. All vendors: the books are examined as a whole. */
export const feeChecks: Check[] = [
  {
    invariant: 'I13',
    name: 'fees-by-rule',
    promise: 'the fee of a payment is what the rule that its payer was shown comes to, of what was charged without it',
    query: () => sql`
      SELECT p.vendor_id, 'payment' AS subject, p.id::text, p.id::text AS name,
        format('its fee is %s, its rule comes to %s', p.fee_minor, r.fee) AS what
      FROM payments p, -- all vendors
        LATERAL (SELECT least(p.fee_cap_minor, p.fee_flat_minor + (p.amount_minor - p.fee_minor) * p.fee_basis_points / 10000) AS full) f,
        LATERAL (SELECT f.full - f.full % (${STEP}) AS fee) r
      WHERE p.fee_minor > 0 AND p.fee_minor IS DISTINCT FROM r.fee`,
  },
  {
    invariant: 'I15',
    name: 'fees-given-back-within-fee',
    promise: 'no more of a fee goes back, by refunds and disputes together, than was taken',
    query: () => sql`
      SELECT p.vendor_id, 'payment' AS subject, p.id::text, p.id::text AS name, format('took a fee of %s, %s of it went back', p.fee_minor, b.gone) AS what
      FROM payments p -- all vendors
      JOIN (SELECT payment_id, sum(fee_minor) AS gone FROM (
          SELECT payment_id, fee_minor FROM refunds WHERE failed_at IS NULL
          UNION ALL SELECT payment_id, fee_minor FROM gateway_disputes WHERE reinstated_at IS NULL) v GROUP BY payment_id) b ON b.payment_id = p.id
      WHERE b.gone > p.fee_minor`,
  },
];
