import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { Prisma, PrismaClient } from '../../prisma/generated/client';
import { getConfig } from './config.server';

/**
 * One pool for Prisma, the queue and the rate limits. The database's own timers are far shorter than
 * Prisma's: when Prisma's timer fires first, a statement in flight commits by itself outside its
 * transaction (prisma/orm#29762), so the database must always be the one that gives up.
 */
const LOCK_TIMEOUT_MS = 8_000;
const STATEMENT_TIMEOUT_MS = 20_000;
const TRANSACTION_TIMEOUT_MS = 30_000;
const PRISMA_TIMEOUT_MS = 120_000;

export const pool = new pg.Pool({
  connectionString: getConfig().DATABASE_URL,
  max: 20,
  connectionTimeoutMillis: 10_000,
  options: [
    `-c lock_timeout=${LOCK_TIMEOUT_MS}`,
    `-c statement_timeout=${STATEMENT_TIMEOUT_MS}`,
    `-c transaction_timeout=${TRANSACTION_TIMEOUT_MS}`,
    `-c idle_in_transaction_session_timeout=${TRANSACTION_TIMEOUT_MS}`,
    '-c timezone=UTC',
  ].join(' '),
});
// A broken idle connection is replaced by the pool; without a listener it would end the process.
pool.on('error', () => undefined);
// The same for one that breaks while somebody holds it: their query fails, which is enough.
pool.on('connect', (client) => client.on('error', () => undefined));

export const db = new PrismaClient({ adapter: new PrismaPg(pool) });

export type Tx = Prisma.TransactionClient;
export const sql = Prisma.sql;
export { Prisma };

/**
 * The rows of one statement outside any transaction, straight from the driver, for what every page asks: Prisma in
 * between costs more than the rest of it. Types are the driver's, where a bigint is a text.
 */
export async function readRows<T>({ text, values }: Prisma.Sql): Promise<T[]> {
  return (await pool.query(text, values)).rows as T[];
}

const insideTransaction = new AsyncLocalStorage<{ open: boolean }>();

/**
 * Runs `work` in one transaction: all of it is kept, or none. Never call the gateway or send anything inside.
 * The mark is taken back at the end, since whatever began meanwhile (a connection of the pool, the worker's
 * next job on it) goes on carrying it.
 */
export function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const mark = { open: true };
  const ended = () => {
    mark.open = false;
  };
  return insideTransaction.run(mark, () =>
    db.$transaction(work, { maxWait: 10_000, timeout: PRISMA_TIMEOUT_MS }).finally(ended),
  );
}

/**
 * Runs reads that must fit together as of one instant: what others commit meanwhile is not seen. For figures of
 * which one is the sum of others.
 */
export function readTogether<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const isolationLevel = Prisma.TransactionIsolationLevel.RepeatableRead;
  return db.$transaction(work, { isolationLevel, maxWait: 10_000, timeout: PRISMA_TIMEOUT_MS });
}

/** Whether the caller runs inside a transaction; what talks to the outside refuses to (I10). */
export function isInsideTransaction(): boolean {
  return insideTransaction.getStore()?.open === true;
}

/**
 * Gives the rest of this transaction longer than a page may take, for files and books: 100 s a statement, 110 s in
 * all, still below Prisma's own timer. A timer that runs is not set anew, only stopped and started, hence nought first.
 */
export async function takeLonger(tx: Tx, lockTimeoutSeconds = 8): Promise<void> {
  await tx.$executeRaw`SELECT set_config('transaction_timeout', '0', true)`;
  await tx.$executeRaw`
    SELECT set_config('transaction_timeout', '110s', true), set_config('statement_timeout', '100s', true),
      set_config('lock_timeout', ${`${lockTimeoutSeconds}s`}, true)`;
}
