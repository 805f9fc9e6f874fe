import { Hono } from 'hono';
import type { Web, WebOptions } from './http';

const ANSWER_WITHIN_MS = 3_000;

/** What operators and their machines ask: alive, ready, and how it goes. */
export function healthRoutes(options: WebOptions): Hono<Web> {
  const routes = new Hono<Web>();
  routes.get('/healthz', (c) => c.json({ alive: true }));
  routes.get('/readyz', async (c) => {
    const { house } = await options.load();
    const late = new Promise<{ database: false; missingMigrations: []; workerSeenAt: null }>((resolve) => {
      setTimeout(
        () => resolve({ database: false, missingMigrations: [], workerSeenAt: null }),
        ANSWER_WITHIN_MS,
      ).unref();
    });
    const state = await Promise.race([house.readiness(options.migrations), late]);
    const ready = state.database && state.missingMigrations.length === 0 && !options.draining();
    return c.json({ ready, stopping: options.draining(), ...state }, ready ? 200 : 503);
  });
  routes.get('/metrics', async (c) => {
    const { registry } = (await options.load()).house;
    try {
      return c.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType });
    } catch {
      return c.body(null, 503);
    }
  });
  return routes;
}
