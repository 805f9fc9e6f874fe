import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, startProduct } from './product';
import { send, type Answer } from './send';
import type { World } from './world';

export type Desk = {
  get(path: string, cookie: string, more?: Record<string, string>): Promise<Answer>;
  post(path: string, cookie: string, form: Record<string, string>): Promise<Answer>;
  /** A form with files, as a browser sends it. */
  upload(path: string, cookie: string, form: FormData): Promise<Answer>;
  stop(): Promise<void>;
};

/** The real product on a world's database, as staff's browsers reach it. */
export async function openDesk(world: World): Promise<Desk> {
  const [port, sandboxPort] = await freePorts(2);
  const host = `127.0.0.1:${port}`;
  const dataDir = mkdtempSync(join(tmpdir(), 'quittance-desk-'));
  const product = await startProduct({
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    DATA_DIR: dataDir,
    DATABASE_URL: world.databaseUrl,
    SESSION_SECRET: process.env['SESSION_SECRET'] ?? '',
    STRIPE_SECRET_KEY: process.env['STRIPE_SECRET_KEY'] ?? '',
    STRIPE_PUBLISHABLE_KEY: process.env['STRIPE_PUBLISHABLE_KEY'] ?? '',
    STRIPE_WEBHOOK_SECRET: process.env['STRIPE_WEBHOOK_SECRET'] ?? '',
    STRIPE_API_BASE: world.sandboxUrl,
    ROLE: 'web',
    LOG_LEVEL: 'fatal',
  });
  const headers = (cookie: string, type?: string) => ({
    host,
    cookie,
    ...(type ? { 'content-type': type, origin: `http://${host}` } : {}),
  });
  return {
    get: (path, cookie, more = {}) => send(product.url, { path, headers: { ...headers(cookie), ...more } }),
    post: (path, cookie, form) =>
      send(product.url, {
        method: 'POST',
        path,
        headers: headers(cookie, 'application/x-www-form-urlencoded'),
        body: new URLSearchParams(form).toString(),
      }),
    async upload(path, cookie, form) {
      const encoded = new Request(product.url, { method: 'POST', body: form });
      const type = encoded.headers.get('content-type') ?? '';
      const body = Buffer.from(await encoded.arrayBuffer());
      return send(product.url, { method: 'POST', path, headers: headers(cookie, type), body });
    },
    async stop() {
      product.signal('SIGTERM');
      await product.ended;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
