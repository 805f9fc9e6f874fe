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

const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });

/**
 * Prisma, but for raw statements, which go straight to the driver: Prisma in between costs six times what the rest of a
 * statement does.
 */
export const db = straight(prisma, pool);

/** The connection that Prisma has checked out for the transaction it is opening. */
const opening = new AsyncLocalStorage<{ client?: pg.PoolClient }>();
const checkOut = pool.connect.bind(pool) as (...args: unknown[]) => Promise<pg.PoolClient>;
pool.connect = ((...args: unknown[]) => {
  const line = args.length === 0 ? opening.getStore() : undefined;
  const connected = checkOut(...args);
  return line ? connected.then((client) => ((line.client ??= client), client)) : connected;
}) as typeof pool.connect;

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
  return insideTransaction.run(mark, () => open(work, {}).finally(ended));
}

/**
 * Runs reads that must fit together as of one instant: what others commit meanwhile is not seen. For figures of
 * which one is the sum of others.
 */
export function readTogether<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const isolationLevel = Prisma.TransactionIsolationLevel.RepeatableRead;
  return open(work, { isolationLevel });
}

/** A transaction of Prisma's, whose raw statements go straight to the driver on its connection. */
function open<T>(
  work: (tx: Tx) => Promise<T>,
  options: { isolationLevel?: Prisma.TransactionIsolationLevel },
): Promise<T> {
  const line: { client?: pg.PoolClient } = {};
  return opening.run(line, () =>
    prisma.$transaction((tx) => work(line.client ? straight(tx, line.client) : tx), {
      ...options,
      maxWait: 10_000,
      timeout: PRISMA_TIMEOUT_MS,
    }),
  );
}

function straight<Client extends Tx>(tx: Client, client: Pick<pg.PoolClient, 'query'>): Client {
  const run = (first: TemplateStringsArray | Prisma.Sql, values: unknown[]) => {
    const statement = 'raw' in first ? Prisma.sql(first, ...values) : first;
    const plain = statement.values.map((value) => (value instanceof Date ? value.toISOString() : value));
    return client.query({ text: statement.text, values: plain, types: AS_PRISMA_READS });
  };
  type Statement = [first: TemplateStringsArray | Prisma.Sql, ...values: unknown[]];
  const own: Partial<Record<string | symbol, unknown>> = {
    $queryRaw: async (...[first, ...values]: Statement) => (await run(first, values)).rows as unknown[],
    $executeRaw: async (...[first, ...values]: Statement) => (await run(first, values)).rowCount ?? 0,
  };
  return new Proxy(tx, { get: (target, name) => own[name] ?? (Reflect.get(target, name) as unknown) });
}

const [INT8, INT8_ARRAY, NUMERIC, DATE] = [20, 1016, 1700, 1082];

/** What the driver makes of a column, where Prisma makes something else of it. */
const AS_PRISMA_READS: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === INT8) return (text: string) => BigInt(text);
    if (oid === INT8_ARRAY)
      return (text: string) => (pg.types.getTypeParser(oid, 'text') as (text: string) => string[])(text).map(BigInt);
    if (oid === NUMERIC) return (text: string) => new Prisma.Decimal(text);
    if (oid === DATE) return (text: string) => new Date(`${text}T00:00:00Z`);
    return pg.types.getTypeParser(oid, format ?? 'text') as (text: string) => unknown;
  },
};

/** Whether the caller runs inside a transaction; what talks to the outside refuses to (I10). */
export function isInsideTransaction(): boolean {
  return insideTransaction.getStore()?.open === true;
}

/** Makes the rest of this transaction give up on a lock after so long: for many that should not all wait for one. */
export async function hurry(tx: Tx, lockTimeoutMs: number): Promise<void> {
  await tx.$executeRaw`SELECT set_config('lock_timeout', ${`${lockTimeoutMs}ms`}, true)`;
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
