import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { SANDBOX_PUBLISHABLE_KEY, SANDBOX_SECRET_KEY, SANDBOX_WEBHOOK_SECRET } from '../../sandbox/keys';
import type { Payer } from './payer';
import { copyDatabase } from './copy-database';
import { freePorts, runCommand, startProduct } from './product';

/** The real product, with its worker and its sandbox, on a database of its own. */
export type House = {
  url: string;
  /** What a command needs to work on the same house. */
  env: Record<string, string>;
  ctl(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown>;
  /** Rules of the books that are broken, as `verify-books` tells them. */
  brokenRules(): Promise<string[]>;
};

type WorkerFixtures = {
  /** `demo` has the demo's people and invoices, `empty` what a test makes. */
  seed: 'empty' | 'demo';
  house: House;
};

async function openHouse(seed: WorkerFixtures['seed']): Promise<{ house: House; close: () => Promise<void> }> {
  const database = await copyDatabase(process.env['QUITTANCE_TEMPLATE_URL'] ?? '');
  const dataDir = await mkdtemp(join(tmpdir(), 'quittance-e2e-'));
  const [port, sandboxPort] = await freePorts(2);
  const env = {
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    SESSION_SECRET: 'a secret that only tests use, 40 letters',
    GATEWAY_TIMEOUT_MS: '2000',
    ...(seed === 'demo' ? { DEMO: '1' } : {}),
  };
  const product = await startProduct(env);
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  // Tests call the app's own verbs in this process to set their scene, on the same database and gateway.
  Object.assign(process.env, env, {
    NODE_ENV: 'test',
    STRIPE_SECRET_KEY: SANDBOX_SECRET_KEY,
    STRIPE_PUBLISHABLE_KEY: SANDBOX_PUBLISHABLE_KEY,
    STRIPE_WEBHOOK_SECRET: SANDBOX_WEBHOOK_SECRET,
    STRIPE_API_BASE: sandboxUrl,
    STRIPE_JS_URL: `${sandboxUrl}/stripe.js`,
    LOG_LEVEL: 'silent',
  });
  const house: House = {
    url: `http://localhost:${port}`,
    env,
    async ctl(method, path, body) {
      const answer = await fetch(`${sandboxUrl}/_ctl${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      if (!answer.ok) throw new Error(`${method} /_ctl${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    async brokenRules() {
      const { stdout, stderr } = await runCommand(['verify-books', '--json'], env);
      if (stdout === '') throw new Error(stderr);
      const { rules } = JSON.parse(stdout) as { rules: { invariant: string; name: string; severity: string; findings: unknown[] }[] };
      return rules.filter(({ severity, findings }) => severity === 'wrong' && findings.length > 0).map(({ invariant, name }) => `${invariant} ${name}`);
    },
  };
  return {
    house,
    async close() {
      const { db, pool } = await import('~/lib/db.server');
      await db.$disconnect();
      await pool.end();
      product.signal('SIGTERM');
      await product.ended;
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

type TestFixtures = {
  /** What the browser is expected to complain of, where that is the point of the test. */
  expectedNoise: RegExp | null;
  quiet: void;
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  expectedNoise: [null, { option: true }],
  seed: ['empty', { scope: 'worker', option: true }],
  house: [
    async ({ seed }, use) => {
      const { house, close } = await openHouse(seed);
      await use(house);
      await close();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: ({ house }, use) => use(house.url),
  /** No page may break its content security policy, throw, or say an error. */
  quiet: [
    async ({ context, expectedNoise }, use) => {
      const said: string[] = [];
      const watch = (page: Page) => {
        page.on('pageerror', (error) => said.push(`thrown: ${error.message}`));
        page.on('console', (message) => {
          // A refusal (402, 409) is an answer here, and the browser notes every one of them.
          if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) said.push(message.text());
        });
      };
      context.pages().forEach(watch);
      context.on('page', watch);
      await use();
      expect(said.filter((line) => !expectedNoise?.test(line))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** What axe finds on the page as it stands, the frames in it included. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
}

/** A payer whose browser is signed in already. */
export async function signIn(context: BrowserContext, house: House, payer: Payer): Promise<void> {
  const { createSession } = await import('~/auth/sessions.server');
  const { personId, contactId } = payer.actor;
  const { cookie } = await createSession({ personId, contactId, now: new Date() });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, domain: new URL(house.url).hostname, path: '/', secure: true, httpOnly: true, sameSite: 'Lax' }]);
}

/** A new customer with open invoices, at the list of them. */
export async function openAsPayer(page: Page, house: House, invoices: number, path = '/invoices'): Promise<Payer> {
  const { makePayer } = await import('./payer');
  const payer = await makePayer();
  if (invoices > 0) await payer.invoices(invoices);
  await signIn(page.context(), house, payer);
  await page.goto(path);
  return payer;
}
