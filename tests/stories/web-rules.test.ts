import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { copyDatabase } from '../support/copy-database';
import { buildProduct, freePorts, startProduct, type Product } from '../support/product';
import { type Answer, send } from '../support/send';

const SLOW_MS = 240_000;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

let product: Product;
let database: Awaited<ReturnType<typeof copyDatabase>>;
let host: string;
let dataDir: string;

beforeAll(buildProduct, SLOW_MS);
beforeAll(async () => {
  const [port, sandboxPort] = await freePorts(2);
  database = await copyDatabase(inject('templateUrl'));
  host = `127.0.0.1:${port}`;
  dataDir = mkdtempSync(join(tmpdir(), 'quittance-web-rules-'));
  product = await startProduct({
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    ROLE: 'web',
    LOG_LEVEL: 'fatal',
  });
}, SLOW_MS);

afterAll(async () => {
  product.signal('SIGTERM');
  await product.ended;
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
}, SLOW_MS);

const post = (headers: Record<string, string>, path = '/sign-in', body = 'email=ada%40fabrikam.example') =>
  send(product.url, { method: 'POST', path, headers: { ...FORM, ...headers }, body });

async function requestsToSignIn(): Promise<number> {
  return query<{ n: number }>('SELECT count(*)::int AS n FROM sign_in_requests').then((rows) => rows[0]!.n);
}

async function query<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

describe('S30: requests that change something must come from our own pages', () => {
  it.each([
    ['its own address', { 'sec-fetch-site': 'same-origin' }, 127],
    ['the name localhost', {}, 0],
  ])('a form is taken at %s', async (_name, headers, numeric) => {
    const reached = numeric === 0 ? host.replace('127.0.0.1', 'localhost') : host;
    const before = await requestsToSignIn();
    const answer = await post({ host: reached, origin: `http://${reached}`, ...headers });
    expect(answer.status).toBe(303);
    expect(await requestsToSignIn()).toBe(before + 1);
  });

  it.each(['text/plain', 'application/json', 'multipart/form-data; boundary=a'])(
    'a body of %s is none of our forms',
    async (type) => {
      expect((await post({ host, origin: `http://${host}`, 'content-type': type })).status).toBe(400);
    },
  );

  it.each<[string, Record<string, string>, number]>([
    ['another site', { origin: 'https://evil.test' }, 403],
    ['a hidden origin', { origin: 'null' }, 403],
    ['nobody knows where', {}, 403],
    ['another site, without Origin', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a sibling site, without Origin', { 'sec-fetch-site': 'same-site' }, 403],
    ['another site behind a spoofed host', { origin: 'https://evil.test', 'x-forwarded-host': 'evil.test' }, 403],
    ['an origin that is none', { origin: 'http://[' }, 400],
    ['an origin with a path', { origin: 'http://evil.test/x' }, 400],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }, 403],
  ])('not from %s', async (_name, headers, status) => {
    const before = await requestsToSignIn();
    for (const path of [
      '/sign-in',
      '/sign-in?_data=routes%2Fauth%2Fsign-in',
      '/sign-in.data',
      '/sign-out',
      '/theme',
      '/pay',
      '/no-such-page',
    ]) {
      const answer = await post(headers, path);
      expect({ path, status: answer.status }).toEqual({ path, status });
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    expect(await requestsToSignIn()).toBe(before);
  });

  it('reading needs no origin', async () => {
    expect(
      (
        await send(product.url, {
          path: '/sign-in',
          headers: { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' },
        })
      ).status,
    ).toBe(200);
  });
});

describe('S32, S33: what every answer carries', () => {
  const nonceOf = (answer: Answer) =>
    /'nonce-([^']+)'/.exec(String(answer.headers['content-security-policy']))?.[1] ?? '';

  it.each(['/sign-in', '/', '/no-such-page', '/invoices/x.pdf', '/healthz', '/assets/none.js'])('%s', async (path) => {
    const { headers } = await send(product.url, { path });
    expect(headers).toMatchObject({
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cross-origin-opener-policy': 'same-origin-allow-popups',
      'cache-control': 'no-store',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      'permissions-policy': expect.stringContaining(`payment=(self "${product.sandboxUrl}")`) as string,
    });
    const policy = String(headers['content-security-policy']);
    for (const part of [
      `default-src 'self'`,
      `object-src 'none'`,
      `base-uri 'none'`,
      `form-action 'self'`,
      `frame-ancestors 'none'`,
      `frame-src ${product.sandboxUrl}`,
      'report-uri /csp-reports',
    ])
      expect(policy).toContain(part);
    expect(policy).toMatch(/script-src 'nonce-[^']+' 'strict-dynamic' http:\/\/127\.0\.0\.1:\d+;/);
    expect(policy.replace(/style-src[^;]+;/, '')).not.toMatch(/unsafe-inline|unsafe-eval/);
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('a nonce of at least 128 bits, new each time, on every script of the page', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(product.url, { path: '/sign-in' })));
    expect(new Set(answers.map(nonceOf)).size).toBe(5);
    for (const answer of answers) {
      expect(Buffer.from(nonceOf(answer), 'base64').length).toBeGreaterThanOrEqual(16);
      const scripts = answer.body.match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(0);
      for (const script of scripts) expect(script).toContain(`nonce="${nonceOf(answer)}"`);
    }
  });

  it('a report of a stopped script is taken, and a flood of them is not', async () => {
    const report = () =>
      send(product.url, {
        method: 'POST',
        path: '/csp-reports',
        headers: { 'content-type': 'application/csp-report' },
        body: JSON.stringify({
          'csp-report': { 'blocked-uri': 'https://evil.test/x?token=1', 'effective-directive': 'script-src-elem' },
        }),
      });
    expect((await report()).status).toBe(204);
    const answers = await Promise.all(Array.from({ length: 60 }, report));
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(20);
  });

  it('built files may be kept for ever, and come compressed', async () => {
    const page = await send(product.url, { path: '/sign-in' });
    const script = /\/assets\/[\w.-]+\.js/.exec(page.body)![0];
    const { status, headers } = await send(product.url, { path: script, headers: { 'accept-encoding': 'br, gzip' } });
    expect({ status, headers }).toMatchObject({
      status: 200,
      headers: {
        'cache-control': 'public, max-age=31536000, immutable',
        'content-encoding': 'br',
        'content-type': expect.stringContaining('javascript') as string,
      },
    });
  });
});

describe('S40, S41: the gateway’s door and large requests', () => {
  const hook = (headers: Record<string, string>, body: string | Buffer, method = 'POST') =>
    send(product.url, { method, path: '/hooks/stripe', headers, body });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('%s is not for it', async (method) => {
    const answer = await hook({}, '', method);
    expect({ status: answer.status, allow: answer.headers['allow'] }).toEqual({ status: 405, allow: 'POST' });
  });

  it('only signed JSON of up to a megabyte is looked at, whoever is signed in', async () => {
    expect((await hook({ 'content-type': 'text/plain' }, '{}')).status).toBe(400);
    expect((await hook({ 'content-type': 'application/json', 'content-encoding': 'gzip' }, '{}')).status).toBe(400);
    expect(
      (await hook({ 'content-type': 'application/json', origin: `http://${host}`, cookie: '__Host-session=x' }, '{}'))
        .status,
    ).toBe(400);
    expect((await hook({ 'content-type': 'application/json' }, 'x'.repeat(1024 * 1024 + 1))).status).toBe(413);
    expect(
      (await hook({ 'content-type': 'application/json', 'transfer-encoding': 'chunked' }, 'x'.repeat(1024 * 1024 + 1)))
        .status,
    ).toBe(413);
    expect(await query('SELECT FROM gateway_events')).toEqual([]);
  });

  it('a form of more than 256 kB is refused, whether it says its length or not', async () => {
    const origin = { origin: `http://${host}` };
    const body = `email=${'x'.repeat(300_000)}`;
    expect((await post(origin, '/sign-in', body)).status).toBe(413);
    expect((await post({ ...origin, 'transfer-encoding': 'chunked' }, '/sign-in', body)).status).toBe(413);
    // Announced is enough: the answer does not wait for the rest.
    expect((await post({ ...origin, 'content-length': '10000000' }, '/sign-in', body)).status).toBe(413);
    expect((await post(origin, '/sign-in', `email=${'x'.repeat(70_000)}`)).status).not.toBe(413);
  });
});

describe('S39: what goes wrong inside stays inside', () => {
  it.each([
    '/%E0%A4%A',
    '/invoices/%00',
    '/.env',
    '/../../etc/passwd',
    '/assets/..%2f..%2fpackage.json',
    '/build/server/index.js',
    '//evil.test/x',
  ])('%s is not found', async (path) => {
    const answer = await send(product.url, { path });
    expect([302, 303, 400, 404]).toContain(answer.status);
    expect(String(answer.headers['location'] ?? '')).not.toContain('evil');
  });

  it('a broken statement is a 500 without a word of it', async () => {
    await query('ALTER TABLE rate_limits RENAME TO rate_limits_aside');
    const answers = [];
    for (const path of ['/sign-in', '/sign-in.data']) answers.push(await post({ origin: `http://${host}` }, path));
    await query('ALTER TABLE rate_limits_aside RENAME TO rate_limits');
    for (const answer of answers) {
      expect(answer.status).toBe(500);
      expect(answer.body).not.toMatch(/rate_limits|relation|SELECT |INSERT |node_modules|\bat .*:\d+|postgres|sk_test/);
    }
  });

  it('a database that is away is a 503 that says when to come back, and everything works once it is there', async () => {
    const admin = new URL(database.url);
    const name = admin.pathname.slice(1);
    admin.pathname = '/postgres';
    const client = new pg.Client({ connectionString: admin.href });
    await client.connect();
    await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    const away = await post({ origin: `http://${host}` });
    const unready = await send(product.url, { path: '/readyz' });
    await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await client.end();
    expect({ status: away.status, retry: away.headers['retry-after'] }).toEqual({ status: 503, retry: '5' });
    expect(unready.status).toBe(503);
    expect((await post({ origin: `http://${host}` })).status).toBe(303);
    expect((await send(product.url, { path: '/readyz' })).status).toBe(200);
  });
});
