/**
 * A vendor's year, written set by set: what the product writes for these payments, row for row, with every trigger and
 * foreign key awake. Payment n belongs to vendor n mod 100 and is its (n / 100)th; that place's last three digits, the
 * lot, say what is special about it. $1 and $2 bound n, $3 picks the even or the odd vendors.
 */
export const VENDORS = 100;
export const CUSTOMERS_PER_VENDOR = 100;
const YEAR = 2026;

export const HOUSEHOLD = [
  `INSERT INTO vendors (id, slug, name, legal_name, address_lines, tax_id, email, time_zone)
   SELECT uuidv7(), 'vendor-' || v, 'Vendor ' || v, 'Vendor ' || v || ' LLC', ARRAY['1 Main Street', 'Albany, NY 12207'], '14-2718281',
     'billing@vendor-' || v || '.example', 'America/New_York' FROM generate_series(0, ${VENDORS - 1}) v`,
  `INSERT INTO customers (id, vendor_id, number, name, address_lines, gateway_customer_id)
   SELECT uuidv7(), v.id, 'C-' || c, 'Customer ' || c, ARRAY['2 Side Street', 'Boston, MA 02108'], 'cus_' || v.slug || '-' || c
   FROM vendors v, generate_series(0, ${CUSTOMERS_PER_VENDOR - 1}) c`,
  `INSERT INTO people (id, email, name) SELECT id, lower(gateway_customer_id) || '@example.com', name FROM customers`,
  `INSERT INTO contacts (id, vendor_id, customer_id, person_id, role) SELECT uuidv7(), vendor_id, id, id, 'payer' FROM customers`,
];

/** Who pays what: one to three invoices a payment, one in ten paid in part; and beside them what is not settled. */
const DRAW = [
  `CREATE TEMP TABLE drawn ON COMMIT DROP AS
   SELECT n, (n / ${VENDORS}) % 1000 AS lot, v.id AS vendor_id, c.id AS customer_id, k.id AS contact_id, at, at - now() AS shift
   FROM (SELECT n, timestamptz '${YEAR}-01-05' + n * interval '20 seconds' AS at FROM generate_series($1::int, $2::int - 1) n WHERE n % 2 = $3::int) n
   JOIN vendors v ON v.slug = 'vendor-' || n % ${VENDORS}
   JOIN customers c ON c.vendor_id = v.id AND c.number = 'C-' || (n / ${VENDORS}) % ${CUSTOMERS_PER_VENDOR}
   JOIN contacts k ON k.vendor_id = v.id AND k.customer_id = c.id`,
  `CREATE TEMP TABLE planned ON COMMIT DROP AS
   SELECT n, 'succeeded' AS becomes, 'portal' AS channel, 1 + n % 3 AS parts, uuidv7(shift) AS payment_id, at FROM drawn
   UNION ALL SELECT n, CASE WHEN lot < 25 THEN 'failed' ELSE 'cancelled' END, 'portal', 2, uuidv7(shift), at FROM drawn WHERE lot BETWEEN 20 AND 29
   UNION ALL SELECT n, (ARRAY['processing', 'checking', 'action_required', 'reserved'])[lot - 29], 'portal', 2, uuidv7(), now() - interval '1 minute'
     FROM drawn WHERE lot BETWEEN 30 AND 33
   UNION ALL SELECT n, 'succeeded', 'outside', 1, uuidv7(shift), at FROM drawn WHERE lot BETWEEN 40 AND 49
   UNION ALL SELECT n, (ARRAY['void', 'draft', 'disputed', 'open'])[lot - 49], NULL, 1, NULL, at FROM drawn WHERE lot BETWEEN 50 AND 53`,
  `CREATE TEMP TABLE billed ON COMMIT DROP AS
   SELECT b.*, total / 11 AS tax, CASE WHEN n % 10 = 4 THEN total / 2 ELSE total END AS applied,
     CASE WHEN becomes = 'succeeded' AND channel = 'portal' AND part = 1 AND lot < 15 THEN total / 4 ELSE 0 END AS taken
   FROM (
     SELECT p.*, part, d.lot, d.vendor_id, d.customer_id, uuidv7(d.shift - interval '20 days') AS invoice_id, d.at - interval '20 days' AS issued_at,
       concat_ws('-', 'INV', n, p.becomes, p.channel, part) AS number, 1000 + (n::bigint * 7919 + part * 104729) % 90000 AS total
     FROM planned p JOIN drawn d USING (n), generate_series(1, p.parts) part
   ) b`,
  `ANALYZE drawn; ANALYZE planned; ANALYZE billed`,
];

/** Lots 8 and 14 have come back: a refund that failed later, a dispute that was won. */
const STAYS_AWAY = `(CASE WHEN b.lot IN (8, 14) THEN 0 ELSE b.taken END)`;

const INVOICES = [
  `INSERT INTO invoices (id, vendor_id, customer_id, number, currency, issued_on, due_on, summary, tax_minor, total_minor, in_flight_minor, paid_minor,
     disputed_minor, issued_at, voided_at, void_reason, created_at)
   SELECT invoice_id, vendor_id, customer_id, number, 'USD', issued_at::date, issued_at::date + 30, 'Work order ' || n, tax, total,
     CASE WHEN becomes IN ('processing', 'checking', 'action_required', 'reserved') THEN applied ELSE 0 END,
     CASE WHEN becomes = 'succeeded' THEN applied - ${STAYS_AWAY} ELSE 0 END, CASE WHEN becomes = 'disputed' THEN total / 2 ELSE 0 END,
     CASE WHEN becomes <> 'draft' THEN issued_at END, CASE WHEN becomes = 'void' THEN at END, CASE WHEN becomes = 'void' THEN 'Billed twice' END, issued_at
   FROM billed b`,
  `INSERT INTO invoice_lines (vendor_id, invoice_id, position, description, unit_price_minor, net_minor, tax_minor)
   SELECT vendor_id, invoice_id, 1, 'Work order ' || n, total - tax, total - tax, tax FROM billed`,
  `INSERT INTO invoice_disputes (id, vendor_id, customer_id, invoice_id, currency, kind, reason, covers, amount_minor, message, contact_id, opened_at)
   SELECT uuidv7(), b.vendor_id, b.customer_id, invoice_id, 'USD', 'dispute', 'wrong-amount', 'amount', total / 2, 'Half of the hours', d.contact_id, b.at
   FROM billed b JOIN drawn d USING (n) WHERE becomes = 'disputed'`,
  posting(
    'invoice_issued',
    'invoice_id',
    'issued_at',
    `('receivable', total), ('revenue', tax - total), ('tax', -tax)`,
    `billed WHERE becomes <> 'draft'`,
  ),
  posting(
    'invoice_voided',
    'invoice_id',
    'at',
    `('receivable', -total), ('revenue', total - tax), ('tax', tax)`,
    `billed WHERE becomes = 'void'`,
  ),
];

const PAYMENTS = [
  `CREATE TEMP TABLE paid ON COMMIT DROP AS
   SELECT b.payment_id, b.n, b.lot, b.vendor_id, b.customer_id, b.becomes, b.channel, min(b.at) AS at, sum(b.applied)::bigint AS amount, count(*)::int AS parts,
     CASE WHEN b.channel = 'portal' AND b.becomes NOT IN ('reserved', 'cancelled') THEN 'pi_' || replace(b.payment_id::text, '-', '') END AS intent,
     json_agg(json_build_array(number, 'Work order ' || n, total::text, applied::text, (total - applied)::text) ORDER BY part) AS lines
   FROM billed b WHERE b.payment_id IS NOT NULL GROUP BY b.payment_id, b.n, b.lot, b.vendor_id, b.customer_id, b.becomes, b.channel`,
  'ANALYZE paid',
  `INSERT INTO payments (id, vendor_id, customer_id, currency, amount_minor, state, channel, invoice_count, contact_id, method_brand, method_last4, request_hash,
     gateway_request, created_at, settled_at, ended_at)
   SELECT p.payment_id, p.vendor_id, p.customer_id, 'USD', amount, CASE channel WHEN 'outside' THEN 'succeeded' ELSE 'reserved' END, channel, parts,
     CASE channel WHEN 'portal' THEN d.contact_id END, CASE channel WHEN 'portal' THEN 'visa' END, CASE channel WHEN 'portal' THEN '4242' END,
     sha256(p.payment_id::text::bytea),
     CASE channel WHEN 'outside' THEN '{}'::jsonb ELSE jsonb_build_object('gatewayCustomerId', 'cus_' || d.n, 'method', jsonb_build_object('gatewayMethodId', 'pm_' || d.n),
       'returnUrl', 'https://pay.example/payments/' || p.payment_id, 'inPlace', true, 'methodTypes', jsonb_build_array('card')) END,
     p.at, CASE channel WHEN 'outside' THEN p.at END, CASE channel WHEN 'outside' THEN p.at END
   FROM paid p JOIN drawn d USING (n)`,
  `INSERT INTO allocations (vendor_id, payment_id, invoice_id, customer_id, currency, amount_minor)
   SELECT vendor_id, payment_id, invoice_id, customer_id, 'USD', applied FROM billed WHERE payment_id IS NOT NULL`,
  `UPDATE payments p SET state = becomes, gateway_intent_id = intent, gateway_charge_id = CASE becomes WHEN 'succeeded' THEN replace(intent, 'pi_', 'ch_') END,
     failure_code = CASE becomes WHEN 'failed' THEN 'insufficient_funds' END, synced_at = at + interval '2 seconds',
     settled_at = CASE becomes WHEN 'succeeded' THEN at + interval '2 seconds' END,
     ended_at = CASE WHEN becomes IN ('succeeded', 'failed', 'cancelled') THEN at + interval '2 seconds' END
   FROM paid WHERE p.id = paid.payment_id AND p.vendor_id = paid.vendor_id AND paid.channel = 'portal' AND becomes <> 'reserved'`,
  posting(
    'payment_settled',
    'payment_id',
    'at',
    `(channel || '_clearing', amount), ('receivable', -amount)`,
    `(SELECT payment_id, vendor_id, customer_id, at, amount, CASE channel WHEN 'portal' THEN 'gateway' ELSE channel END AS channel
      FROM paid WHERE becomes = 'succeeded') settled`,
  ),
  `INSERT INTO gateway_events (id, type, object_id, payment_id, state, livemode, received_at, handled_at)
   SELECT 'evt_' || which || intent, 'payment_intent.' || kind, intent, payment_id, 'applied', false, at, at
   FROM paid, (VALUES (1, 'created'), (2, 'succeeded'), (3, 'charge')) AS e (which, kind) WHERE intent IS NOT NULL AND becomes = 'succeeded'`,
];

/** Lots 0 to 9 are refunded in part, 10 to 14 disputed in part. */
const REVERSALS = [
  `CREATE TEMP TABLE back ON COMMIT DROP AS
   SELECT uuidv7() AS id, b.vendor_id, b.customer_id, b.payment_id, b.invoice_id, b.number, b.total, b.n, b.lot, b.taken AS amount, b.applied, b.at + interval '3 days' AS at
   FROM billed b WHERE b.taken > 0`,
  `INSERT INTO refunds (id, vendor_id, customer_id, payment_id, currency, amount_minor, origin, channel, reason, request_hash, created_at)
   SELECT id, vendor_id, customer_id, payment_id, 'USD', amount, 'ours', 'gateway', 'Goodwill', '\\x00', at FROM back WHERE lot < 10`,
  `INSERT INTO refund_allocations (vendor_id, refund_id, payment_id, invoice_id, customer_id, currency, amount_minor)
   SELECT vendor_id, id, payment_id, invoice_id, customer_id, 'USD', amount FROM back WHERE lot < 10`,
  `UPDATE refunds r SET gateway_refund_id = 're_' || r.id, booked_at = at, synced_at = at, state = CASE lot WHEN 8 THEN 'failed' WHEN 9 THEN 'pending' ELSE 'succeeded' END,
     succeeded_at = CASE WHEN lot < 8 THEN at END, failed_at = CASE lot WHEN 8 THEN at END
   FROM back WHERE back.id = r.id AND back.vendor_id = r.vendor_id`,
  `INSERT INTO refund_returns (vendor_id, refund_id, invoice_id, restored_minor, credited_minor)
   SELECT vendor_id, id, invoice_id, amount, 0 FROM back WHERE lot = 8`,
  `INSERT INTO gateway_disputes (id, vendor_id, customer_id, payment_id, currency, amount_minor, gateway_dispute_id, gateway_charge_id, state, reason,
     is_charge_refundable, opened_at, created_at, synced_at, withdrawn_at, reinstated_at)
   SELECT id, vendor_id, customer_id, payment_id, 'USD', amount, 'du_' || id, 'ch_' || n, CASE lot WHEN 14 THEN 'won' ELSE 'lost' END, 'fraudulent', false,
     at, at, at, at, CASE lot WHEN 14 THEN at + interval '9 days' END FROM back WHERE lot >= 10`,
  `INSERT INTO dispute_allocations (vendor_id, dispute_id, payment_id, invoice_id, customer_id, currency, amount_minor)
   SELECT vendor_id, id, payment_id, invoice_id, customer_id, 'USD', amount FROM back WHERE lot >= 10`,
  `INSERT INTO dispute_returns (vendor_id, dispute_id, invoice_id, restored_minor, credited_minor)
   SELECT vendor_id, id, invoice_id, amount, 0 FROM back WHERE lot = 14`,
  ...(
    [
      ['refund_issued', 'lot < 10', 1],
      ['refund_failed', 'lot = 8', -1],
      ['dispute_withdrawn', 'lot >= 10', 1],
      ['dispute_reinstated', 'lot = 14', -1],
    ] as const
  ).map(([kind, which, sign]) =>
    posting(
      kind,
      'id',
      'at',
      `('receivable', ${sign} * amount), ('gateway_clearing', ${-sign} * amount)`,
      `back WHERE ${which}`,
    ),
  ),
];

/** What the trigger of the audit log does row by row, over a batch: in one pass, for a row of audit_heads bears few changes in one transaction. */
export const CHAINER = `
  CREATE FUNCTION pg_temp.chained() RETURNS SETOF audit_entries LANGUAGE plpgsql AS $$
  DECLARE entry audit_entries; last audit_entries;
  BEGIN
    FOR entry IN
      SELECT p.vendor_id, p.vendor_id::text, 0, clock_timestamp(), 'contact', d.contact_id, action, 'payment', p.payment_id, 'request:' || p.n,
        jsonb_build_object('amountMinor', p.amount::text, 'currency', 'USD', 'invoices', p.parts), ''::bytea, ''::bytea
      FROM paid p JOIN drawn d USING (n), LATERAL (VALUES (1, 'payment.started'), (2, 'payment.' || p.becomes)) AS a (step, action)
      WHERE p.channel = 'portal' ORDER BY p.vendor_id, p.n, p.payment_id, step
    LOOP
      IF entry.chain IS DISTINCT FROM last.chain THEN
        SELECT coalesce(max(h.sequence), 0) INTO last.sequence FROM audit_heads h WHERE h.chain = entry.chain;
        last.hash := coalesce((SELECT h.hash FROM audit_heads h WHERE h.chain = entry.chain), '');
      END IF;
      entry.sequence := last.sequence + 1;
      entry.prev_hash := last.hash;
      entry.hash := audit_hash(entry);
      last := entry;
      RETURN NEXT entry;
    END LOOP;
  END $$`;

const AUDIT = [
  `CREATE TEMP TABLE chained ON COMMIT DROP AS SELECT * FROM pg_temp.chained()`,
  `INSERT INTO audit_entries SELECT * FROM chained ORDER BY chain, sequence`,
  `INSERT INTO audit_heads (chain, sequence, hash) SELECT DISTINCT ON (chain) chain, sequence, hash FROM chained ORDER BY chain, sequence DESC
   ON CONFLICT (chain) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash`,
];

const MAILS = [
  `INSERT INTO outgoing_mails (id, vendor_id, customer_id, dedupe_key, kind, "to", subject, text, html, receipt_id, state, attempts, created_at, sent_at)
   SELECT uuidv7(), r.vendor_id, r.customer_id, 'receipt:' || r.id, 'receipt', 'payer@example.com', 'Receipt ' || r.number, repeat('Thank you. ', 20), repeat('<p>Thank you.</p>', 40),
     r.id, 'sent', 1, r.issued_at, r.issued_at
   FROM paid p JOIN receipts r ON r.vendor_id = p.vendor_id AND r.payment_id = p.payment_id`,
];

export const BEFORE_RECEIPTS = [...DRAW, ...INVOICES, ...PAYMENTS, ...REVERSALS];
export const AFTER_RECEIPTS = [...AUDIT, ...MAILS];

/** What the receipts of the batch are made of. A vendor's (n / 100)th payment has its (n / 100 + 1)th number. */
export const SETTLED = `
  SELECT p.payment_id AS "paymentId", p.vendor_id AS "vendorId", p.customer_id AS "customerId", p.n / ${VENDORS} + 1 AS sequence, ${YEAR} AS year, p.at, p.amount::text,
    v.name AS "vendorName", c.name AS "payerName", c.number AS "payerNumber", replace(p.intent, 'pi_', 'ch_') AS reference,
    p.lines AS invoices
  FROM paid p JOIN vendors v ON v.id = p.vendor_id JOIN customers c ON c.vendor_id = p.vendor_id AND c.id = p.customer_id
  WHERE p.becomes = 'succeeded' AND p.channel = 'portal'`;

/** Eight refunds of a thousand payments have succeeded: those of the lots 0 to 7. */
export const REFUNDED = `
  SELECT b.id AS "refundId", b.vendor_id AS "vendorId", b.customer_id AS "customerId", b.n / ${VENDORS} / 1000 * 8 + b.lot + 1 AS sequence, ${YEAR} AS year, b.at, b.amount::text,
    v.name AS "vendorName", c.name AS "payerName", c.number AS "payerNumber", r.number AS "receiptNumber", b.number AS "invoiceNumber", b.total::text,
    (b.total - b.applied + b.amount)::text AS open
  FROM back b JOIN vendors v ON v.id = b.vendor_id JOIN customers c ON c.vendor_id = b.vendor_id AND c.id = b.customer_id
  JOIN receipts r ON r.vendor_id = b.vendor_id AND r.payment_id = b.payment_id
  WHERE b.lot < 8`;

export const SERIES = [
  `INSERT INTO receipt_series (vendor_id, year, last) SELECT vendor_id, year, count(*) FROM receipts GROUP BY 1, 2`,
  `INSERT INTO refund_document_series (vendor_id, year, last) SELECT vendor_id, year, count(*) FROM refund_documents GROUP BY 1, 2`,
];

/** Entries of one kind with their lines; a line of nought is left out. */
function posting(kind: string, source: string, at: string, lines: string, from: string): string {
  return `
    WITH source AS MATERIALIZED (SELECT *, uuidv7() AS entry_id FROM ${from}), entry AS (
      INSERT INTO ledger_entries (id, vendor_id, currency, kind, source_id, occurred_at) SELECT entry_id, vendor_id, 'USD', '${kind}', ${source}, ${at} FROM source)
    INSERT INTO ledger_lines (vendor_id, entry_id, position, currency, account, customer_id, amount_minor)
    SELECT vendor_id, entry_id, row_number() OVER (PARTITION BY entry_id), 'USD', account, customer_id, moved
    FROM source, LATERAL (VALUES ${lines}) AS l (account, moved) WHERE moved <> 0`;
}
