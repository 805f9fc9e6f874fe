import pg from 'pg';

type Node = { Plans?: Node[]; 'Actual Rows': number; 'Actual Loops': number } & Record<string, unknown>;
type Sent = { text: string; values: unknown[] };

/**
 * How many rows the database takes in hand for the reads that `work` sends, step by step, those that it drops again among
 * them: what they cost, whatever else the machine is doing. They are sent a second time for that, and avoid reading a
 * whole table, which only pays where tables are as small as in a test.
 */
export async function rowsTouched(databaseUrl: string, work: () => Promise<unknown>): Promise<number> {
  const original = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  const reads: Sent[] = [];
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first] = args as [string | Sent];
    if (typeof first !== 'string' && /^\s*(WITH|SELECT)\b/.test(first.text)) reads.push(first);
    return original.apply(this, args);
  } as typeof pg.Client.prototype.query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original as typeof pg.Client.prototype.query;
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SET enable_seqscan = off; SET enable_mergejoin = off');
    let rows = 0;
    for (const { text, values } of reads) {
      const told = await client.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
        `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`,
        values,
      );
      rows += touched(told.rows[0]!['QUERY PLAN'][0].Plan);
    }
    return rows;
  } finally {
    await client.end();
  }
}

function touched(node: Node): number {
  const dropped = Object.entries(node).filter(([name]) => name.startsWith('Rows Removed by'));
  const each = dropped.reduce((sum, [, count]) => sum + Number(count), node['Actual Rows']);
  return (node.Plans ?? []).reduce((sum, child) => sum + touched(child), each * node['Actual Loops']);
}
