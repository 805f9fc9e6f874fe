import { existsSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import type { ServerBuild } from '@remix-run/node';
import { type House, houseOf } from './house';
import { packagesFile, root } from './sources';

export type App = {
  load: () => Promise<{ build: ServerBuild; house: House }>;
  /** Folder of the built client; null when Vite serves it. */
  clientDir: string | null;
  /** In development Vite answers first: sources, styles, reloads. */
  wrap: (server: Server, listener: RequestListener) => RequestListener;
  close: () => Promise<void>;
};

const DRAIN_WITHIN_MS = 40_000;

/** The built app. The bundle is imported once; only it holds the app's modules. */
export async function loadBuilt(): Promise<App> {
  const build = (await import(pathToFileURL(join(root, 'build', 'server', 'index.js')).href)) as ServerBuild;
  const loaded = Promise.resolve({ build, house: houseOf(build) });
  return {
    load: () => loaded,
    clientDir: join(root, 'build', 'client'),
    wrap: (_server, listener) => listener,
    close: async () => undefined,
  };
}

/**
 * Loads the bundle's packages while the database starts. Not the bundle itself, whose modules read the
 * configuration. Anything that fails here fails again, and is told, when the bundle is loaded.
 */
export function warmUp(): void {
  if (!existsSync(packagesFile)) return;
  for (const name of JSON.parse(readFileSync(packagesFile, 'utf8')) as string[]) import(name).catch(() => undefined);
}

/** The app from its sources, made anew when one changes. */
export async function loadSources(): Promise<App> {
  const { createServer: createVite } = await import('vite');
  // The server must exist before Vite, whose reload socket hangs on it.
  const hmrServer = createServer();
  const vite = await createVite({
    root,
    server: { middlewareMode: true, hmr: { server: hmrServer } },
    appType: 'custom',
  });
  return {
    load: async () => {
      const build = (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild;
      return { build, house: houseOf(build) };
    },
    clientDir: null,
    wrap: (server, listener) => {
      server.on('upgrade', (...upgrade) => hmrServer.emit('upgrade', ...upgrade));
      return (request, response) => vite.middlewares(request, response, () => listener(request, response));
    },
    close: () => vite.close(),
  };
}

/** Listens, and answers how to stop: no new connections, requests under way are answered, at most 40 seconds. */
export async function listen(
  app: App,
  fetch: Parameters<typeof getRequestListener>[0],
  where: { port: number; host: string },
): Promise<{ stop: () => Promise<void> }> {
  const server = createServer({ keepAliveTimeout: 65_000, headersTimeout: 70_000, requestTimeout: 120_000 });
  const answer = getRequestListener(fetch);
  server.on(
    'request',
    app.wrap(server, (request, response) => void answer(request, response)),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(where.port, where.host, resolve);
  });
  return {
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), DRAIN_WITHIN_MS);
      await closed;
      clearTimeout(timer);
      await app.close();
    },
  };
}
