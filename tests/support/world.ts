import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { SANDBOX_PUBLISHABLE_KEY, SANDBOX_SECRET_KEY, SANDBOX_WEBHOOK_SECRET } from '../../sandbox/keys';
import { startSandbox } from '../../sandbox/start';
import { copyDatabase } from './copy-database';

export type World = {
  databaseUrl: string;
  dataDir: string;
  sandboxUrl: string;
  /** A call to the sandbox's control plane; answers its JSON. */
  ctl(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown>;
  stop(): Promise<void>;
};

/**
 * A world for one test file: a fresh database, a gateway of its own, and the environment that names them. Await it
 * before importing anything of the app, which reads the environment when it is loaded.
 */
export async function startWorld(env: Record<string, string> = {}): Promise<World> {
  const database = await copyDatabase(inject('templateUrl'));
  const dataDir = await mkdtemp(join(tmpdir(), 'quittance-world-'));
  const sandbox = await startSandbox({
    port: 0,
    dataDir: null,
    webhookUrl: null,
    webhookSecret: SANDBOX_WEBHOOK_SECRET,
  });
  Object.assign(process.env, {
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    SESSION_SECRET: 'a secret that only tests use, 40 letters',
    STRIPE_SECRET_KEY: SANDBOX_SECRET_KEY,
    STRIPE_PUBLISHABLE_KEY: SANDBOX_PUBLISHABLE_KEY,
    STRIPE_WEBHOOK_SECRET: SANDBOX_WEBHOOK_SECRET,
    STRIPE_API_BASE: sandbox.url,
    STRIPE_JS_URL: `${sandbox.url}/stripe.js`,
    GATEWAY_TIMEOUT_MS: '1500',
    LOG_LEVEL: 'silent',
    APP_URL: 'http://localhost:3000',
    ...env,
  });
  return {
    databaseUrl: database.url,
    dataDir,
    sandboxUrl: sandbox.url,
    async ctl(method, path, body) {
      const init =
        body === undefined
          ? { method }
          : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      const answer = await fetch(`${sandbox.url}/_ctl${path}`, init);
      if (!answer.ok) throw new Error(`${method} /_ctl${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    async stop() {
      const { db, pool } = await import('~/lib/db.server');
      await db.$disconnect();
      await pool.end();
      await sandbox.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
