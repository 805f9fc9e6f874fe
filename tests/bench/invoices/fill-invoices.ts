import pg from 'pg';

/** What the invoices are of: enough words that some are in every tenth invoice and some in one of a thousand. */
const WORDS =
  'Hosting Consulting Support Licence Storage Domain Backup Training Audit Design Printing Freight Cleaning Catering Repair Paint Timber Steel Glass Copper'.split(
    ' ',
  );

/**
 * So many invoices of one vendor, as a few years leave them: most are paid, a tenth is open, a few are void, archived,
 * drafts, disputed and in payment; three currencies; fifty
 * invoices a customer unless said otherwise, and one customer with a twentieth of all. Numbers and dates grow together, as
 * they do.
 */
export async function fillInvoices(
  databaseUrl: string,
  {
    vendorId,
    count,
    today,
    customers = Math.max(20, Math.ceil(count / 50)),
  }: { vendorId: string; count: number; today: string; customers?: number },
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`SET synchronous_commit = off; SET maintenance_work_mem = '256MB'; SET jit = off`);
    await client.query(
      `INSERT INTO customers (id, vendor_id, number, name, address_lines)
       SELECT uuidv7(), $1, 'K-' || (10000 + n), (ARRAY['Adventure','Blue Yonder','City Power','Coho','Contoso','Fabrikam','Litware','Northern','Proseware','Tailspin'])[1 + n % 10]
         || ' ' || (ARRAY['Works','Airlines','Light','Winery','Pharma','Foods','Studio','Traders','Labs','Toys'])[1 + n / 10 % 10] || ' ' || n, '{}'
       FROM generate_series(1, $2::int) n`,
      [vendorId, customers],
    );
    await client.query(
      `INSERT INTO payment_methods (id, vendor_id, customer_id, gateway_method_id, kind, brand, last4, default_since)
       SELECT uuidv7(), $1, c.id, 'pm_bench_' || c.id, 'card', 'visa', '4242', now() FROM customers c WHERE c.vendor_id = $1 AND right(c.number, 1) <> '7'`,
      [vendorId],
    );
    await client.query('SET session_replication_role = replica');
    await client.query(
      `WITH known AS (SELECT array_agg(c.id ORDER BY c.number) AS ids FROM customers c WHERE c.vendor_id = $1), drawn AS (
         SELECT n, hashint4(n) & 2147483647 AS a, hashint4(n + 77000000) & 2147483647 AS b, hashint4(n + 154000000) & 2147483647 AS c, hashint4(n + 231000000) & 2147483647 AS d FROM generate_series(1, $2::int) n
       ), lot AS (
         SELECT *, a % 1000 AS lot, 1000 + b % 900000 AS total, CASE WHEN d % 50 = 0 THEN 'JPY' WHEN d % 12 = 0 THEN 'EUR' ELSE 'USD' END AS currency,
           CASE WHEN b % 20 = 0 THEN 1 ELSE 1 + c % $3::int END AS customer FROM drawn
       ), dated AS (
         SELECT *, $4::date + CASE WHEN lot < 115 THEN 60 - (b % 97) ELSE 30 - (($2::int - n)::bigint * 1000 / $2::int)::int - b % 15 END AS due FROM lot
       )
       INSERT INTO invoices (id, vendor_id, customer_id, number, currency, issued_on, due_on, summary, total_minor, paid_minor, in_flight_minor, issued_at, voided_at, void_reason, archived_at, disputed_at, dispute_reason)
       SELECT uuidv7(), $1, k.ids[d.customer], 'INV-' || (100000 + n), d.currency, d.due - 30, d.due, ($5::text[])[1 + b % 20] || ' ' || ($5::text[])[1 + c % 20] || ', order ' || n, d.total,
         CASE WHEN lot >= 200 THEN total ELSE 0 END, CASE WHEN lot IN (115, 116) THEN total ELSE 0 END,
         CASE WHEN lot NOT BETWEEN 120 AND 129 THEN d.due - 30 END, CASE WHEN lot BETWEEN 130 AND 149 THEN d.due - 29 END, CASE WHEN lot BETWEEN 130 AND 149 THEN 'Sent twice' END,
         CASE WHEN lot BETWEEN 150 AND 199 THEN d.due END, CASE WHEN lot BETWEEN 117 AND 119 THEN d.due - 20 END, CASE WHEN lot BETWEEN 117 AND 119 THEN 'Not ordered' END
       FROM dated d, known k`,
      [vendorId, count, customers, today, WORDS],
    );
    await client.query('SET session_replication_role = origin');
    // The triggers that count were asleep.
    await client.query('SELECT recount_invoices()');
  } finally {
    await client.end();
  }
}

const TABLES = ['invoices', 'customers', 'invoice_tallies', 'contacts', 'payment_methods', 'payments', 'allocations'];

/** As autovacuum leaves it a while later: by then no transaction is left that began before the rows were written. */
export async function vacuumInvoices(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const name of TABLES) await client.query(`VACUUM (ANALYZE) ${name}`);
  } finally {
    await client.end();
  }
}
