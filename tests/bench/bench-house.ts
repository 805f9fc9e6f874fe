import diagnostics from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { SANDBOX_PUBLISHABLE_KEY, SANDBOX_SECRET_KEY, SANDBOX_WEBHOOK_SECRET } from '~sandbox/keys';
import { startSandbox } from '~sandbox/start';
import { openEmbeddedDatabase } from '~server/embedded-database';
import { migrate } from '~server/migrate';
import { freePorts, startProduct, type Product } from '~tests/support/product';
import { scratchFolder } from './scratch-folder';

export type BenchHouse = {
  databaseUrl: string;
  /** The web process that the house opens with. */
  product: Product;
  /** Another process on the same database: the worker, or the web process again after it was killed. */
  start(role: 'web' | 'worker' | 'all', more?: Record<string, string>): Promise<Product>;
  /** Milliseconds that the gateway had requests of the product in hand since last asked. */
  takeGatewayMs(): number;
  /** An order to the gateway's control plane. */
  ctl(path: string, body?: object, method?: 'POST' | 'DELETE'): Promise<void>;
  /** How often the gateway has taken the money of each payment. */
  charges(): Promise<Map<string, number>>;
  /** Until the gateway has rung for everything. */
  quiesce(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * The real product on a durable database of its own, as a web process; the gateway lives in this process, where its
 * time can be told apart. The environment of this process then names the same database and gateway.
 */
export async function openBenchHouse(more: Record<string, string> = {}): Promise<BenchHouse> {
  const folder = await scratchFolder();
  const database = await openEmbeddedDatabase(folder, { temporary: true, durable: true });
  await migrate(database.url);
  const [port] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const sandbox = await startSandbox({
    port: 0,
    dataDir: null,
    webhookUrl: `${url}/hooks/stripe`,
    webhookSecret: SANDBOX_WEBHOOK_SECRET,
  });
  const env = {
    NODE_ENV: 'production',
    PORT: String(port),
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    SESSION_SECRET: 'a secret that only the bench uses, 40 letters',
    STRIPE_SECRET_KEY: SANDBOX_SECRET_KEY,
    STRIPE_PUBLISHABLE_KEY: SANDBOX_PUBLISHABLE_KEY,
    STRIPE_WEBHOOK_SECRET: SANDBOX_WEBHOOK_SECRET,
    STRIPE_API_BASE: sandbox.url,
    STRIPE_JS_URL: `${sandbox.url}/stripe.js`,
    LOG_LEVEL: 'error',
    ...more,
  };
  Object.assign(process.env, env);
  const started: Product[] = [];
  const start = async (role: 'web' | 'worker' | 'all', own: Record<string, string> = {}) => {
    const product = await startProduct({ ...env, ROLE: role, ...own });
    started.push(product);
    // Nothing outlives a bench that is broken off.
    process.once('exit', () => product.signal('SIGKILL'));
    return product;
  };
  const product = await start('web');
  const gateway = clockOf(sandbox.port);
  const ctl = async (path: string, body: object = {}, method: 'POST' | 'DELETE' = 'POST') => {
    const answer = await fetch(`${sandbox.url}/_ctl${path}`, { method, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`/_ctl${path}: ${answer.status} ${await answer.text()}`);
  };
  return {
    databaseUrl: database.url,
    product,
    start,
    async charges() {
      const truth = (await (await fetch(`${sandbox.url}/_ctl/truth`)).json()) as {
        charges: { metadata: Record<string, string> }[];
      };
      const counts = new Map<string, number>();
      for (const { metadata } of truth.charges) {
        const paymentId = metadata['payment_id'] ?? '';
        counts.set(paymentId, (counts.get(paymentId) ?? 0) + 1);
      }
      return counts;
    },
    takeGatewayMs: gateway.take,
    ctl,
    quiesce: () => ctl('/quiesce'),
    async stop() {
      const { db, pool } = await import('~/lib/db.server');
      await db.$disconnect();
      await pool.end();
      for (const each of started.reverse()) {
        each.signal('SIGTERM');
        await each.ended;
      }
      await sandbox.stop();
      await database.close();
    },
  };
}

/** Adds up how long requests to the API were in hand there, from their arrival to the end of the answer. */
function clockOf(port: number): { take(): number } {
  const began = new WeakMap<IncomingMessage, number>();
  let total = 0;
  const isApi = ({ url = '', socket }: IncomingMessage) => socket.localPort === port && url.startsWith('/v1/');
  diagnostics.subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    if (isApi(request)) began.set(request, performance.now());
  });
  diagnostics.subscribe('http.server.response.finish', (message) => {
    const { request } = message as { request: IncomingMessage };
    const since = began.get(request);
    if (since !== undefined) total += performance.now() - since;
  });
  return {
    take() {
      const taken = total;
      total = 0;
      return taken;
    },
  };
}
