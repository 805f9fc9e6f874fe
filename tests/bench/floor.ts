import pg from 'pg';
import { newId } from '~/lib/ids';

export type FloorPayment = { vendorId: string; customerId: string; invoices: { id: string; totalMinor: bigint }[] };

/** The planner is told what it may guess wrong while the tables grow: every invoice is fetched by its id. */
export async function connectFloor(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    'SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET plan_cache_mode = force_custom_plan',
  );
  return client;
}

/**
 * What paying N invoices costs at the very least on these tables: one transaction and one phase, written by hand on
 * the driver, set-based, without a gateway, a session, a quote, an audit entry, a signature or a queue. Nobody could
 * ship it; it is what the product's time is divided by.
 */
export async function payAtTheFloor(
  client: pg.Client,
  { vendorId, customerId, invoices }: FloorPayment,
): Promise<void> {
  const paymentId = newId();
  const [ids, amounts] = [invoices.map(({ id }) => id), invoices.map(({ totalMinor }) => totalMinor.toString())];
  await client.query('BEGIN');
  const { rows } = await client.query<{ total: string }>(
    `WITH q AS MATERIALIZED (SELECT q.*, $3::uuid AS vendor_id, $4::uuid AS customer_id FROM unnest($1::uuid[], $2::bigint[]) AS q (id, due)),
     locked AS (
       SELECT i.due_minor FROM q JOIN invoices i ON i.id = q.id AND i.vendor_id = q.vendor_id AND i.customer_id = q.customer_id
       WHERE i.due_minor = q.due AND i.voided_at IS NULL AND i.disputed_at IS NULL ORDER BY i.id FOR UPDATE OF i)
     SELECT sum(due_minor)::text AS total FROM locked`,
    [ids, amounts, vendorId, customerId],
  );
  await client.query(
    `INSERT INTO payments (id, vendor_id, customer_id, currency, amount_minor, channel, state, invoice_count, request_hash, created_at, settled_at, ended_at)
     VALUES ($1, $2, $3, 'USD', $4, 'outside', 'succeeded', $5, '\\x00', now(), now(), now())`,
    [paymentId, vendorId, customerId, rows[0]?.total, ids.length],
  );
  await client.query(
    `WITH paid AS (
       INSERT INTO allocations (vendor_id, payment_id, invoice_id, customer_id, currency, amount_minor)
       SELECT $3, $5, q.id, $4, 'USD', q.due FROM unnest($1::uuid[], $2::bigint[]) AS q (id, due)
       RETURNING invoice_id, vendor_id, amount_minor)
     UPDATE invoices i SET paid_minor = i.paid_minor + paid.amount_minor FROM paid WHERE i.id = paid.invoice_id AND i.vendor_id = paid.vendor_id`,
    [ids, amounts, vendorId, customerId, paymentId],
  );
  await issueReceipt(client, paymentId, vendorId);
  await client.query(
    `WITH entry AS (
       INSERT INTO ledger_entries (id, vendor_id, currency, kind, source_id, occurred_at)
       SELECT $1, vendor_id, currency, 'payment_settled', id, now() FROM payments WHERE id = $2 RETURNING id, vendor_id, currency, source_id)
     INSERT INTO ledger_lines (vendor_id, entry_id, position, currency, account, customer_id, amount_minor)
     SELECT e.vendor_id, e.id, l.position, e.currency, l.account, p.customer_id, l.sign * p.amount_minor
     FROM entry e JOIN payments p ON p.id = e.source_id, (VALUES (1, 'outside_clearing', 1), (2, 'receivable', -1)) AS l (position, account, sign)`,
    [newId(), paymentId],
  );
  await client.query('COMMIT');
}

async function issueReceipt(client: pg.Client, paymentId: string, vendorId: string): Promise<void> {
  const { rows } = await client.query<{ last: number }>(
    `INSERT INTO receipt_series (vendor_id, year, last) VALUES ($1, 2026, 1)
     ON CONFLICT (vendor_id, year) DO UPDATE SET last = receipt_series.last + 1 RETURNING last`,
    [vendorId],
  );
  const sequence = rows[0]?.last ?? 0;
  await client.query(
    `WITH held AS MATERIALIZED (SELECT a.vendor_id, a.invoice_id, a.amount_minor FROM allocations a WHERE a.payment_id = $2)
     INSERT INTO receipts (id, vendor_id, customer_id, payment_id, currency, year, sequence, number, total_minor, issued_at, snapshot, signature, key_id)
     SELECT $1, p.vendor_id, p.customer_id, p.id, p.currency, 2026, $3, $4, p.amount_minor, now(), jsonb_build_object('invoices',
         (SELECT jsonb_agg(jsonb_build_object('number', i.number, 'summary', i.summary, 'totalMinor', i.total_minor::text, 'appliedMinor', held.amount_minor::text,
            'stillOpenMinor', i.due_minor::text)) FROM held JOIN invoices i ON i.id = held.invoice_id AND i.vendor_id = held.vendor_id)),
       '\\x00', (SELECT id FROM signing_keys LIMIT 1)
     FROM payments p WHERE p.id = $2`,
    [newId(), paymentId, sequence, `F-2026-${String(sequence).padStart(6, '0')}`],
  );
}
