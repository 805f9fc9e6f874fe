import pg from 'pg';

/**
 * Who pays the invoices that fillInvoices has written: nearly every customer has somebody who is told by mail. Every tenth
 * pays by debits of a US account, and their bank has returned each of their open invoices in dollars once or more: after
 * three times it must not be debited again.
 */
export async function fillPayers(databaseUrl: string, { vendorId }: { vendorId: string }): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SET synchronous_commit = off; SET jit = off; ANALYZE customers, invoices, payment_methods');
    await client.query('SET session_replication_role = replica');
    await client.query(
      `WITH told AS (SELECT id, name, number FROM customers WHERE vendor_id = $1 AND right(number, 2) <> '99'), people AS (
         INSERT INTO people (id, email, name) SELECT id, lower(number) || '@example.com', name FROM told)
       INSERT INTO contacts (id, vendor_id, customer_id, person_id, role) SELECT uuidv7(), $1, id, id, 'payer' FROM told`,
      [vendorId],
    );
    await client.query(
      `UPDATE payment_methods m SET kind = 'us_bank_account', brand = 'checking', last4 = '6789' FROM customers c
       WHERE m.vendor_id = $1 AND c.vendor_id = m.vendor_id AND c.id = m.customer_id AND right(c.number, 1) = '3'`,
      [vendorId],
    );
    await client.query(
      `WITH returned AS MATERIALIZED (
         SELECT uuidv7() AS payment_id, i.id AS invoice_id, i.customer_id, i.due_minor, m.id AS method_id
         FROM payment_methods m JOIN invoices i ON i.vendor_id = m.vendor_id AND i.customer_id = m.customer_id, generate_series(0, i.total_minor % 4) n
         WHERE m.vendor_id = $1 AND m.kind = 'us_bank_account' AND i.currency = 'USD' AND i.desk_state = 'open'
       ), paid AS (
         INSERT INTO payments (id, vendor_id, customer_id, currency, amount_minor, state, channel, invoice_count, method_id, method_brand, method_last4, request_hash,
           gateway_intent_id, failure_code, created_at, ended_at)
         SELECT payment_id, $1, customer_id, 'USD', due_minor, 'failed', 'portal', 1, method_id, 'checking', '6789', sha256(payment_id::text::bytea),
           'pi_' || payment_id, 'insufficient_funds', now() - interval '30 days', now() - interval '26 days' FROM returned
       )
       INSERT INTO allocations (vendor_id, payment_id, invoice_id, customer_id, currency, amount_minor)
       SELECT $1, payment_id, invoice_id, customer_id, 'USD', due_minor FROM returned`,
      [vendorId],
    );
  } finally {
    await client.end();
  }
}
