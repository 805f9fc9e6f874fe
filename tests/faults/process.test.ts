import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { isAlive } from '../../server/embedded/pid-lock';
import { copyDatabase } from '../support/copy-database';
import { buildProduct, freePorts, runCommand, runProgram, startProduct, type Product } from '../support/product';

const SLOW_MS = 240_000;

let dataDir: string;
let env: Record<string, string>;
let running: Product[];

beforeAll(buildProduct, SLOW_MS);

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'quittance-process-'));
  const [port, sandboxPort] = await freePorts(2);
  env = { DATA_DIR: dataDir, PORT: String(port), SANDBOX_PORT: String(sandboxPort) };
  running = [];
});

afterEach(async () => {
  for (const product of running) product.signal('SIGTERM');
  await Promise.all(running.map(({ ended }) => ended));
  const { base } = databaseNote() ?? {};
  if (base) rmSync(base, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(more: Record<string, string> = {}): Promise<Product> {
  const product = await startProduct({ ...env, ...more });
  running.push(product);
  return product;
}

function databaseNote(): { base: string; port: number; password: string } | undefined {
  try {
    return JSON.parse(readFileSync(join(dataDir, 'database.json'), 'utf8')) as {
      base: string;
      port: number;
      password: string;
    };
  } catch {
    return undefined;
  }
}

/** The processes that are not the product's own: the database server and its keeper. */
function databaseProcesses(): number[] {
  const { base } = databaseNote()!;
  return [join(base, 'cluster', 'postmaster.pid'), join(dataDir, 'database.lock')].map((path) =>
    Number.parseInt(readFileSync(path, 'utf8'), 10),
  );
}

async function gone(pids: number[]): Promise<void> {
  await expect.poll(() => pids.filter(isAlive), { timeout: 20_000 }).toEqual([]);
}

async function query<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const { port, password } = databaseNote()!;
  const client = new pg.Client({ connectionString: `postgresql://quittance:${password}@127.0.0.1:${port}/quittance` });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

async function count(table: string): Promise<number> {
  return (await query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]!.n;
}

describe('starting and stopping', () => {
  it('starts with nothing configured, and SIGTERM leaves nothing running', { timeout: SLOW_MS }, async () => {
    const product = await start();
    expect(await (await fetch(`${product.url}/healthz`)).json()).toEqual({ alive: true });
    const ready = await fetch(`${product.url}/readyz`);
    expect({ status: ready.status, body: await ready.json() }).toMatchObject({
      status: 200,
      body: { ready: true, database: true, missingMigrations: [] },
    });
    expect(product.stdout()).toMatch(/Sign in at http:\/\/localhost:\d+\/sign-in as\n\s+\S+@/);
    expect(await count('vendors')).toBeGreaterThan(0);
    const processes = databaseProcesses();
    expect(processes.every(isAlive)).toBe(true);
    product.signal('SIGTERM');
    expect(await product.ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    await gone(processes);
    await expect(fetch(`${product.url}/healthz`)).rejects.toThrow();
  });

  it('starts again on the same data after every process was killed', { timeout: SLOW_MS }, async () => {
    const product = await start();
    const invoices = await count('invoices');
    const processes = databaseProcesses();
    for (const pid of [product.pid, ...processes]) process.kill(pid, 'SIGKILL');
    await product.ended;
    const again = await start();
    expect(await count('invoices')).toBe(invoices);
    expect((await fetch(`${again.url}/readyz`)).status).toBe(200);
    const ended = await runCommand(['verify-books', '--json'], env);
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: '' });
  });

  it(
    'the database does not outlive a product that was killed, and the next start finds its data',
    { timeout: SLOW_MS },
    async () => {
      const product = await start();
      const processes = databaseProcesses();
      product.signal('SIGKILL');
      expect((await product.ended).signal).toBe('SIGKILL');
      await gone(processes);
      const again = await start();
      expect((await fetch(`${again.url}/readyz`)).status).toBe(200);
    },
  );

  it('goes on when the database and its keeper are killed, jobs included', { timeout: SLOW_MS }, async () => {
    const product = await start({ DEMO: '0' });
    const killed = databaseProcesses();
    for (const pid of killed) process.kill(pid, 'SIGKILL');
    await gone(killed);
    await expect.poll(async () => (await fetch(`${product.url}/readyz`)).status, { timeout: 60_000 }).toBe(200);
    await query(`SELECT graphile_worker.add_job('purge-expired', '{}', job_key => 'after-the-crash')`);
    const waiting = () => query(`SELECT FROM graphile_worker._private_jobs WHERE key = 'after-the-crash'`);
    await expect.poll(waiting, { timeout: 60_000 }).toEqual([]);
  });

  it('jobs under way when the database goes away are done once it is back', { timeout: SLOW_MS }, async () => {
    const database = await copyDatabase(inject('templateUrl'));
    const name = new URL(database.url).pathname.slice(1);
    const [admin, blocker, books] = ['/postgres', `/${name}`, `/${name}`].map((path) => {
      const client = new pg.Client({ connectionString: new URL(path, database.url).href });
      client.on('error', () => undefined);
      return client;
    }) as [pg.Client, pg.Client, pg.Client];
    try {
      await Promise.all([admin.connect(), blocker.connect()]);
      const worker = await start({ DATABASE_URL: database.url, ROLE: 'worker', LOG_LEVEL: 'debug' });
      await blocker.query('BEGIN; LOCK TABLE sessions, sign_in_requests, rate_limits');
      await blocker.query(
        `SELECT graphile_worker.add_job('purge-expired', '{}', job_key => 'k' || n) FROM generate_series(1, 8) n`,
      );
      await blocker.query('COMMIT; BEGIN; LOCK TABLE sessions, sign_in_requests, rate_limits');
      const jobs = (client: pg.Client, which: string) => async () =>
        (await client.query(`SELECT FROM graphile_worker._private_jobs WHERE key LIKE 'k_' AND ${which}`)).rowCount;
      await expect.poll(jobs(blocker, 'locked_by IS NOT NULL'), { timeout: 20_000 }).toBe(8);
      await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
      await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
      // Whichever it notices first: a beat that does not arrive, or the end of a job that it cannot write down.
      const noticed = /a worker could not say that it is alive|the worker ended by itself/;
      await expect.poll(worker.stdout, { timeout: 20_000 }).toMatch(noticed);
      await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
      await books.connect();
      await expect.poll(jobs(books, 'true'), { timeout: 60_000 }).toBe(0);
    } finally {
      for (const product of running) product.signal('SIGTERM');
      await Promise.all(running.map(({ ended }) => ended));
      await Promise.all([admin.end(), blocker.end(), books.end()]);
      await database.drop();
    }
  });

  it(
    'commands share the running database and gateway, and bring their own when nothing runs',
    { timeout: SLOW_MS },
    async () => {
      const product = await start();
      const besides = await runCommand(
        ['create-staff', '--email', 'eve@northwind.example', '--name', 'Eve', '--role', 'biller', '--json'],
        env,
      );
      expect({ ...besides, stdout: JSON.parse(besides.stdout) as unknown }).toMatchObject({
        code: 0,
        stderr: '',
        stdout: { created: true, role: 'biller' },
      });
      expect((await fetch(`${product.url}/readyz`)).status).toBe(200);
      const processes = databaseProcesses();
      product.signal('SIGTERM');
      await product.ended;
      await gone(processes);
      const alone = await runCommand(['reconcile', '--json'], env);
      expect({ code: alone.code, stderr: alone.stderr }).toEqual({ code: 0, stderr: '' });
      expect(JSON.parse(alone.stdout)).toMatchObject({ differences: [] });
      await gone(processes);
    },
  );

  it(
    'web and worker run side by side on one database, and a killed worker’s jobs are taken over',
    { timeout: SLOW_MS },
    async () => {
      const database = await copyDatabase(inject('templateUrl'));
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      try {
        const web = await start({ DATABASE_URL: database.url, ROLE: 'web' });
        expect(await workerSeen(web)).toBeNull();
        const worker = await start({ DATABASE_URL: database.url, ROLE: 'worker' });
        await expect.poll(() => workerSeen(web), { timeout: 10_000 }).not.toBeNull();
        worker.signal('SIGKILL');
        await worker.ended;
        // As if the worker had been at this job when it was killed.
        await client.query(`SELECT graphile_worker.add_job('purge-expired', '{}', job_key => 'left-behind')`);
        await client.query(
          `UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = (SELECT worker_id FROM worker_heartbeats), attempts = 1 WHERE key = 'left-behind'`,
        );
        await start({ DATABASE_URL: database.url, ROLE: 'worker' });
        const waiting = async () =>
          (await client.query(`SELECT FROM graphile_worker._private_jobs WHERE key = 'left-behind'`)).rowCount;
        expect(await waiting()).toBe(1);
        await expect.poll(waiting, { timeout: 20_000 }).toBe(0);
      } finally {
        await client.end();
        for (const product of running) product.signal('SIGTERM');
        await Promise.all(running.map(({ ended }) => ended));
        await database.drop();
      }
    },
  );
});

async function workerSeen(product: Product): Promise<string | null> {
  const answer = (await (await fetch(`${product.url}/readyz`)).json()) as { workerSeenAt: string | null };
  return answer.workerSeenAt;
}

describe('what a person can mend is said in one sentence', () => {
  async function refusal(more: Record<string, string>): Promise<string> {
    const { code, stdout, stderr } = await runProgram('server/start.js', [], { ...env, ...more }).ended;
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).not.toMatch(/ at .*:\d+:\d+/);
    return stderr.trim();
  }

  it('a port in use', async () => {
    const server = createServer();
    const [port] = await freePorts(1);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    expect(await refusal({ PORT: String(port) })).toBe(
      `quittance: PORT ${port} is in use by another program. Stop that, or set PORT to a free port.`,
    );
    server.close();
  });

  it.each([
    [{ PORT: 'eighty' }, /^quittance: PORT: .*\(got "eighty"\)$/],
    [{ DATABASE_URL: 'mysql://localhost/x' }, /^quittance: DATABASE_URL: must be a postgresql:\/\/ address/],
    [{ ROLE: 'boss' }, /^quittance: ROLE: /],
    [{ SESSION_SECRET: 'short' }, /^quittance: SESSION_SECRET: must have at least 32 characters/],
    [
      { STRIPE_SECRET_KEY: 'sk_test_x' },
      /^quittance: STRIPE_SECRET_KEY is set, so STRIPE_PUBLISHABLE_KEY and STRIPE_WEBHOOK_SECRET and SESSION_SECRET must be set too\./,
    ],
    [
      { STRIPE_PUBLISHABLE_KEY: 'pk_test_x' },
      /^quittance: STRIPE_PUBLISHABLE_KEY is set, but STRIPE_SECRET_KEY is not\./,
    ],
    [
      { DATA_DIR: '/dev/null/data' },
      /^quittance: DATA_DIR \/dev\/null\/data cannot be written to: a part of the path is a file, not a folder\.$/,
    ],
    [{ HOST: '203.0.113.1' }, /^quittance: HOST 203\.0\.113\.1 is not an address of this machine/],
  ])('%o', async (more: Record<string, string>, sentence) => {
    expect(await refusal(more)).toMatch(sentence);
  });

  it('a data folder that is read-only', async () => {
    const locked = join(dataDir, 'locked');
    mkdirSync(locked);
    chmodSync(locked, 0o555);
    expect(await refusal({ DATA_DIR: locked })).toBe(
      `quittance: DATA_DIR ${locked} cannot be written to: permission denied.`,
    );
    chmodSync(locked, 0o755);
  });

  it('a database that is not there, without its password', async () => {
    const [port] = await freePorts(1);
    expect(await refusal({ DATABASE_URL: `postgresql://ada:hidden@127.0.0.1:${port}/books` })).toBe(
      `quittance: DATABASE_URL postgresql://ada@127.0.0.1:${port}/books cannot be reached: nothing listens there.`,
    );
  });
});
