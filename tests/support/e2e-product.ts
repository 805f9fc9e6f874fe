import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SANDBOX_PUBLISHABLE_KEY, SANDBOX_SECRET_KEY, SANDBOX_WEBHOOK_SECRET } from '../../sandbox/keys';
import { freePorts, startProduct } from './product';

/**
 * Playwright starts the real product once for the run, with nothing configured but its ports and its folder: the
 * embedded database, the demo, the sandbox gateway, web and worker. The workers inherit what they need to write
 * customers of their own into its database (product-data.ts).
 */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'quittance-e2e-'));
  const [port, sandboxPort] = await freePorts(2);
  const product = await startProduct({
    DATA_DIR: dataDir,
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
  }).catch((error: unknown) => {
    forget(dataDir);
    throw error;
  });
  // Secure cookies are kept over plain http from localhost alone.
  const url = `http://localhost:${port}`;
  const ready = await fetch(`${product.url}/readyz`);
  if (!ready.ok)
    throw new Error(`the product says it is ready, but /readyz answers ${ready.status}: ${await ready.text()}`);
  const database = readDatabase(dataDir);
  Object.assign(process.env, {
    NODE_ENV: 'test',
    APP_URL: url,
    DATA_DIR: dataDir,
    DATABASE_URL: `postgresql://quittance:${database.password}@127.0.0.1:${database.port}/quittance`,
    SESSION_SECRET: readFileSync(join(dataDir, 'session-secret'), 'utf8').trim(),
    STRIPE_SECRET_KEY: SANDBOX_SECRET_KEY,
    STRIPE_PUBLISHABLE_KEY: SANDBOX_PUBLISHABLE_KEY,
    STRIPE_WEBHOOK_SECRET: SANDBOX_WEBHOOK_SECRET,
    STRIPE_API_BASE: product.sandboxUrl,
    LOG_LEVEL: 'silent',
  });
  return async () => {
    product.signal('SIGTERM');
    const { code, stdout, stderr } = await product.ended;
    mkdirSync('test-results', { recursive: true });
    writeFileSync('test-results/e2e-product.log', stdout + stderr);
    forget(dataDir);
    if (code !== 0) throw new Error(`the product ended with ${code}:\n${stderr}`);
  };
}

function readDatabase(dataDir: string): { base: string; port: number; password: string } {
  return JSON.parse(readFileSync(join(dataDir, 'database.json'), 'utf8')) as ReturnType<typeof readDatabase>;
}

/** Run by root, the database lies elsewhere than in the data folder, which says where. */
function forget(dataDir: string): void {
  if (existsSync(join(dataDir, 'database.json'))) rmSync(readDatabase(dataDir).base, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}
