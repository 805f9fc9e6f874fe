import { sql, type Prisma } from '~/lib/db.server';
import { lookOnce, type Check, type RowRule } from './check.server';

/**
 * What must stand in the books by the papers: each entry and what it moves. A payment also moves the credit that it used
 * and the shares that became credit since their invoice was void. All vendors: the books are examined as a whole.
 */
const EXPECTED = sql`(
  SELECT vendor_id, 'invoice_issued' AS kind, id AS source_id, customer_id, currency, total_minor AS receivable, tax_minor - total_minor AS revenue,
    -tax_minor AS tax, 0::bigint AS gateway, 0::bigint AS outside, 0::bigint AS fees, 0::bigint AS credit, 0::bigint AS losses
  FROM invoices WHERE issued_at IS NOT NULL
  UNION ALL
  SELECT vendor_id, 'invoice_voided', id, customer_id, currency, -total_minor, total_minor - tax_minor, tax_minor, 0, 0, 0, 0, 0
  FROM invoices WHERE issued_at IS NOT NULL AND voided_at IS NOT NULL
  UNION ALL
  SELECT p.vendor_id, 'payment_settled', p.id, p.customer_id, p.currency,
    p.fee_minor + p.unapplied_minor + coalesce(kept.minor, 0) - p.amount_minor - coalesce(used.minor, 0), 0, 0,
    CASE WHEN p.channel <> 'outside' THEN p.amount_minor ELSE 0 END, CASE WHEN p.channel = 'outside' THEN p.amount_minor ELSE 0 END, -p.fee_minor,
    coalesce(used.minor, 0) - p.unapplied_minor - coalesce(kept.minor, 0), 0
  FROM payments p
  LEFT JOIN (SELECT payment_id, sum(amount_minor)::bigint AS minor FROM credit_moves WHERE kind = 'used' GROUP BY 1) used ON used.payment_id = p.id
  LEFT JOIN (SELECT payment_id, sum(amount_minor)::bigint AS minor FROM credits WHERE source = 'voided_invoice' GROUP BY 1) kept ON kept.payment_id = p.id
  WHERE p.state = 'succeeded'
  UNION ALL
  SELECT vendor_id, kind, id, customer_id, currency, amount_minor - fee_minor - unapplied_minor - loss_minor, 0, 0,
    CASE channel WHEN 'gateway' THEN -amount_minor ELSE 0 END, CASE channel WHEN 'outside' THEN -amount_minor ELSE 0 END, fee_minor, unapplied_minor, loss_minor
  FROM (
    SELECT 'refund_issued' AS kind, vendor_id, id, customer_id, currency, channel, amount_minor, fee_minor, unapplied_minor, loss_minor
    FROM refunds WHERE booked_at IS NOT NULL
    UNION ALL SELECT 'dispute_withdrawn', vendor_id, id, customer_id, currency, 'gateway', amount_minor, fee_minor, unapplied_minor, loss_minor
    FROM gateway_disputes WHERE withdrawn_at IS NOT NULL) gone
  UNION ALL -- what comes back is reversals-come-back-once
  SELECT vendor_id, 'refund_failed', id, customer_id, currency, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM refunds WHERE booked_at IS NOT NULL AND failed_at IS NOT NULL
  UNION ALL
  SELECT vendor_id, 'dispute_reinstated', id, customer_id, currency, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM gateway_disputes WHERE reinstated_at IS NOT NULL
  UNION ALL
  SELECT vendor_id, 'credit_note_issued', id, customer_id, currency, -applied_minor, amount_minor - tax_minor, tax_minor, 0, 0, 0,
    applied_minor - amount_minor, 0 FROM credit_notes
  UNION ALL
  SELECT vendor_id, 'credit_paid_out', id, customer_id, currency, 0, 0, 0, 0, -amount_minor, 0, amount_minor, 0 FROM credit_payouts)`;

const moved = (account: string) => sql`coalesce(sum(amount_minor) FILTER (WHERE account = ${account}), 0)`;

/**
 * What each entry moves, by account. Lines of one entry that name another vendor, currency or customer make a row of
 * their own. All vendors: as above.
 */
const MOVED = sql`(
  SELECT entry_id, vendor_id, currency, customer_id, sum(amount_minor) AS off, ${moved('receivable')} AS receivable, ${moved('revenue')} AS revenue,
    ${moved('tax')} AS tax, ${moved('gateway_clearing')} AS gateway, ${moved('outside_clearing')} AS outside, ${moved('fees')} AS fees,
    ${moved('customer_credit')} AS credit, ${moved('losses')} AS losses
  FROM ledger_lines GROUP BY entry_id, vendor_id, currency, customer_id)`;

/** The books beside the papers. Either may lack what the other has. All vendors: as above. */
const ENTRIES = sql`
  SELECT coalesce(e.vendor_id, l.vendor_id, x.vendor_id) AS vendor_id, 'ledger entry' AS subject, coalesce(e.id, l.entry_id) AS id,
    coalesce(e.kind, x.kind, 'missing') AS name, coalesce(e.kind, x.kind) AS kind, coalesce(e.source_id, x.source_id) AS source_id,
    e.id IS NULL AND x.kind IS NULL AS is_loose, e.id IS NULL AND x.kind IS NOT NULL AS is_missing, e.id IS NOT NULL AND x.kind IS NULL AS is_surplus,
    coalesce(l.off, 0) AS off, (l.vendor_id, l.currency) <> (e.vendor_id, e.currency) OR l.customer_id <> x.customer_id AS is_strange,
    x.currency <> e.currency OR (coalesce(l.receivable, 0), coalesce(l.revenue, 0), coalesce(l.tax, 0), coalesce(l.gateway, 0), coalesce(l.outside, 0),
      coalesce(l.fees, 0), coalesce(l.credit, 0), coalesce(l.losses, 0))
      <> (x.receivable, x.revenue, x.tax, x.gateway, x.outside, x.fees, x.credit, x.losses) AS is_misposted,
    concat_ws(', ', l.receivable, l.revenue, l.tax, l.gateway + l.outside, l.fees, l.credit, l.losses) AS moves,
    concat_ws(', ', x.receivable, x.revenue, x.tax, x.gateway + x.outside, x.fees, x.credit, x.losses) AS should_move
  FROM ledger_entries e -- all vendors
  FULL JOIN ${MOVED} l ON l.entry_id = e.id
  FULL JOIN ${EXPECTED} x ON x.kind = e.kind AND x.source_id = e.source_id AND x.vendor_id = e.vendor_id`;

/** The rule that papers of a sort and their entries in the books are the same. */
function postedOnce(
  rule: Pick<RowRule, 'name' | 'promise'>,
  { kinds, subject, name = sql`source_id::text` }: { kinds: Prisma.Sql; subject: Prisma.Sql; name?: Prisma.Sql },
): RowRule {
  return {
    invariant: 'I4',
    ...rule,
    broken: sql`kind IN (${kinds}) AND (is_missing OR is_surplus OR is_misposted)`,
    row: sql`${subject} AS subject, source_id::text AS id, coalesce(${name}, source_id::text) AS name`,
    what: sql`CASE WHEN is_missing THEN 'the books know nothing of it' WHEN is_surplus THEN format('the books have it as %s, which it is not', kind)
      ELSE format('the books move receivable, revenue, tax, clearing, fees, credit, losses by %s; it should be %s', moves, should_move) END`,
  };
}

/** What the books must be. All vendors: as above. */
export const ledgerChecks: Check[] = [
  ...lookOnce({ name: 'odd_entries', rows: ENTRIES }, [
    postedOnce(
      {
        name: 'payments-posted-once',
        promise: 'every succeeded payment has exactly its entry in the books, no other payment has one',
      },
      { kinds: sql`'payment_settled'`, subject: sql`'payment'` },
    ),
    postedOnce(
      {
        name: 'invoices-posted-once',
        promise: 'every issued invoice has exactly its entry in the books, a draft has none',
      },
      {
        kinds: sql`'invoice_issued'`,
        subject: sql`'invoice'`,
        name: sql`(SELECT number FROM invoices i WHERE i.id = source_id)`,
      },
    ),
    postedOnce(
      {
        name: 'voids-posted-once',
        promise: 'every issued invoice that was voided is taken back in the books, no other is',
      },
      {
        kinds: sql`'invoice_voided'`,
        subject: sql`'invoice'`,
        name: sql`(SELECT number FROM invoices i WHERE i.id = source_id)`,
      },
    ),
    postedOnce(
      {
        name: 'reversals-posted-once',
        promise:
          'every booked refund and withdrawn dispute has exactly its entry in the books, over what it took, no other has',
      },
      { kinds: sql`'refund_issued', 'dispute_withdrawn'`, subject: sql`split_part(kind, '_', 1)` },
    ),
    postedOnce(
      {
        name: 'credit-notes-posted-once',
        promise: 'every credit note has exactly its entry in the books, over what it lowered and what it left',
      },
      {
        kinds: sql`'credit_note_issued'`,
        subject: sql`'credit note'`,
        name: sql`(SELECT number FROM credit_notes n WHERE n.id = source_id)`,
      },
    ),
    postedOnce(
      {
        name: 'credit-payouts-posted-once',
        promise: 'all credit that was handed back outside has exactly its entry in the books',
      },
      { kinds: sql`'credit_paid_out'`, subject: sql`'payout'` },
    ),
    {
      invariant: 'I4',
      name: 'entries-have-sources',
      promise:
        'every entry in the books tells of an invoice, a payment, a refund, a dispute, a credit note or a payout that exists',
      broken: sql`is_surplus AND NOT EXISTS (SELECT FROM invoices s WHERE (s.vendor_id, s.id) = (looked.vendor_id, source_id))
        AND NOT EXISTS (SELECT FROM payments s WHERE (s.vendor_id, s.id) = (looked.vendor_id, source_id))
        AND NOT EXISTS (SELECT FROM refunds s WHERE (s.vendor_id, s.id) = (looked.vendor_id, source_id))
        AND NOT EXISTS (SELECT FROM gateway_disputes s WHERE (s.vendor_id, s.id) = (looked.vendor_id, source_id))
        AND NOT EXISTS (SELECT FROM credit_notes s WHERE (s.vendor_id, s.id) = (looked.vendor_id, source_id))
        AND NOT EXISTS (SELECT FROM credit_payouts s WHERE (s.vendor_id, s.id) = (looked.vendor_id, source_id))`,
      what: sql`format('tells of %s, which does not exist', source_id)`,
    },
    {
      invariant: 'I8',
      name: 'entries-balance',
      promise: 'the lines of every entry add up to nought, and every line has its entry',
      broken: sql`off <> 0 OR is_loose`,
      what: sql`CASE WHEN is_loose THEN 'has lines, but does not exist' ELSE format('is off by %s', off) END`,
    },
    {
      invariant: 'I17',
      name: 'books-stay-in-the-family',
      promise: 'a line in the books is of its entry’s vendor and currency, and of the customer of what it tells of',
      broken: sql`is_strange`,
      what: sql`'has lines of another vendor, customer or currency than what it tells of'`,
    },
  ]),
  {
    invariant: 'I9',
    name: 'receivables-agree',
    promise: 'what each customer owes in the books is what their invoices say is owed',
    query: () => sql`
      SELECT coalesce(b.vendor_id, o.vendor_id) AS vendor_id, 'customer' AS subject, coalesce(b.customer_id, o.customer_id)::text AS id,
        c.name || ' ' || coalesce(b.currency, o.currency) AS name,
        format('owes %s by the books, %s by the invoices', coalesce(b.owed, 0), coalesce(o.owed, 0)) AS what
      FROM (SELECT vendor_id, customer_id, currency, sum(amount_minor) AS owed FROM ledger_lines WHERE account = 'receivable' -- all vendors
            GROUP BY 1, 2, 3) b
      FULL JOIN (SELECT vendor_id, customer_id, currency, sum(total_minor - credited_minor - written_off_minor - paid_minor) AS owed
            FROM invoices WHERE issued_at IS NOT NULL AND voided_at IS NULL -- all vendors
            GROUP BY 1, 2, 3) o USING (vendor_id, customer_id, currency)
      LEFT JOIN customers c ON c.id = coalesce(b.customer_id, o.customer_id)
      WHERE coalesce(b.owed, 0) <> coalesce(o.owed, 0)`,
  },
];
