import { SANDBOX_SECRET_KEY } from '~sandbox/keys';
import { openEmbeddedDatabase } from '~server/embedded-database';
import { migrate } from '~server/migrate';
import { fillBooks } from './books/fill-books';
import { round, table, tellGoals, timed, type Goal } from './figures';
import { megabytes } from './process-costs';
import { scratchFolder } from './scratch-folder';

const PAYMENTS = 1_000_000;
const LOOK_EVERY_MS = 250;

/** `npm run bench -- books [--payments N]`: fills a database with settled payments, then runs the real verify-books over it. */
export async function benchBooks(
  say: (line: string) => void,
  { payments = PAYMENTS }: { payments?: number } = {},
): Promise<{ figures: object; goals: Goal[] }> {
  const folder = await scratchFolder();
  const database = await openEmbeddedDatabase(folder, { temporary: true });
  try {
    await migrate(database.url);
    Object.assign(process.env, {
      NODE_ENV: 'production',
      DATABASE_URL: database.url,
      DATA_DIR: folder,
      SESSION_SECRET: 'a secret that only the bench uses, 40 letters',
      STRIPE_SECRET_KEY: SANDBOX_SECRET_KEY,
      LOG_LEVEL: 'error',
    });
    say(
      `Writing ${payments.toLocaleString('en')} settled payments with their invoices, books, receipts, audit and mails`,
    );
    const fillSeconds = round((await timed(() => fillBooks(database.url, payments, say))) / 1_000);
    say(`written in ${fillSeconds} s\n`);
    return await verify(say, payments, fillSeconds);
  } finally {
    const { db, pool } = await import('~/lib/db.server');
    await db.$disconnect();
    await pool.end();
    await database.close();
  }
}

async function verify(say: (line: string) => void, payments: number, fillSeconds: number) {
  const { examineBooks } = await import('~/domain/books/verify-books.server');
  const { pool } = await import('~/lib/db.server');
  const rows = await countRows();
  for (const line of table(
    ['rows of', 'count'],
    rows.map((row) => [row.table, row.count]),
  ))
    say(line);

  const before = megabytes(process.memoryUsage().rss);
  let highest = before;
  const looking = setInterval(() => (highest = Math.max(highest, megabytes(process.memoryUsage().rss))), LOOK_EVERY_MS);
  let rules: Awaited<ReturnType<typeof examineBooks>> = [];
  const seconds = round((await timed(async () => (rules = await examineBooks()))) / 1_000);
  clearInterval(looking);
  const broken = rules.filter((rule) => rule.findings.length > 0);
  say(`\nverify-books: ${rules.length} rules in ${seconds} s; memory from ${before} to at most ${highest} MB`);
  for (const { invariant, name, findings } of broken)
    say(`${invariant} ${name}: ${findings.length} rows, such as ${JSON.stringify(findings[0])}`);

  // What is found in so many rows must still be found: one cent, in one of them.
  await pool.query(`
    UPDATE invoices SET paid_minor = paid_minor - 1 WHERE id = (SELECT invoice_id FROM allocations LIMIT 1) AND paid_minor > 0`);
  const found = (await examineBooks()).filter((rule) => rule.findings.length > 0).map((rule) => rule.name);
  say(`one cent taken off one invoice: found by ${found.join(', ') || 'nobody'}`);

  const goals: Goal[] = [
    {
      what: `seconds for ${payments.toLocaleString('en')} payments`,
      value: seconds,
      limit: (60 * payments) / PAYMENTS,
    },
    { what: 'memory of verify-books above what it began with, MB', value: highest - before, limit: 150 },
    { what: 'rules that say something of sound books', value: broken.length, limit: 0 },
    { what: 'rules that find a missing cent', value: found.length, limit: 1, atLeast: true },
  ];
  for (const line of ['', ...tellGoals(goals)]) say(line);
  return {
    figures: { payments, fillSeconds, rows, rules: rules.length, seconds, memoryMb: { before, highest }, found },
    goals,
  };
}

async function countRows(): Promise<{ table: string; count: number }[]> {
  const { pool } = await import('~/lib/db.server');
  const { rows } = await pool.query<{ table: string; count: number }>(`
    SELECT relname AS table, n_live_tup::int AS count FROM pg_stat_user_tables WHERE schemaname = 'public' AND n_live_tup > 1000 ORDER BY 2 DESC, 1`);
  return rows;
}
