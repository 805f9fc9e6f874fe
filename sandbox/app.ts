import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { mountApi, unknownUrl } from './api';
import { controlRoutes } from './control/routes';
import type { NodeEnv } from './node-env';
import { mountBank } from './pages/bank-routes';
import { mountMicrodeposits } from './pages/microdeposits-page';
import { mountFront } from './pages/front';
import { mountStatic } from './pages/static';
import type { World } from './world';

/** Every address of the sandbox on one page. */
export function buildApp(world: World): Hono<NodeEnv> {
  const app = new Hono<NodeEnv>();
  app.use(
    '/v1/*',
    cors({
      origin: '*',
      allowMethods: ['GET', 'POST', 'DELETE', 'OPTIONS'],
      allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'stripe-version', 'stripe-account'],
      exposeHeaders: ['request-id', 'idempotent-replayed'],
      maxAge: 600,
    }),
  );
  mountApi(app, world);
  mountStatic(app);
  mountBank(app, world);
  mountMicrodeposits(app, world);
  mountFront(app, world);
  app.route('/_ctl', controlRoutes(world));
  app.notFound(unknownUrl);
  return app;
}
