import { afterAll, expect, test } from 'vitest';
import { newId } from '~/lib/ids';
import { startWorld } from '~tests/support/world';

const world = await startWorld();
afterAll(() => world.stop());

const { pool } = await import('~/lib/db.server');

/** How the database looks up what a foreign key names, as it decides before it knows how large anything is. */
async function planOf(table: string): Promise<string> {
  const client = await pool.connect();
  try {
    await client.query('SET plan_cache_mode = force_generic_plan');
    await client.query(
      `PREPARE look_up (uuid, uuid, uuid, char(3)) AS SELECT 1 FROM ONLY ${table} x
       WHERE vendor_id = $1 AND id = $2 AND customer_id = $3 AND currency = $4 FOR KEY SHARE OF x`,
    );
    const id = newId();
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN EXECUTE look_up ('${id}', '${id}', '${id}', 'USD')`,
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  } finally {
    client.release(true);
  }
}

test.each(['invoices', 'payments'])(
  'one of the %s is looked up by an index of its vendor and id, also in a database without statistics',
  async (table) => {
    expect(await planOf(table)).toContain(`Index Scan using ${table}_of_vendor`);
  },
);
