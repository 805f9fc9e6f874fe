import { createAdaptorServer } from '@hono/node-server';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildApp } from './app';
import { World } from './world';

export type SandboxOptions = {
  /** 0 takes any free port. */
  port: number;
  /** Default 127.0.0.1: the sandbox is for this machine. */
  host?: string;
  /** Folder of the durable journal; null keeps everything in memory. */
  dataDir: string | null;
  /** Where webhooks go; can be changed while running. */
  webhookUrl: string | null;
  webhookSecret: string;
  log?: (line: string) => void;
};

export type RunningSandbox = { url: string; port: number; stop(): Promise<void> };

/** Starts a gateway in this process. A port in use rejects with the system's own EADDRINUSE error. */
export async function startSandbox(o: SandboxOptions): Promise<RunningSandbox> {
  const host = o.host ?? '127.0.0.1';
  let world: World | undefined;
  const server = createAdaptorServer({ fetch: (request, env) => app.fetch(request, env) }) as Server;
  await listen(server, o.port, host);
  // Only now, with the port ours, may the journal be opened: two sandboxes must not write one file.
  try {
    world = new World(
      o.dataDir,
      { mode: 'deliver', duplicate: 0, shuffle: false, delayMs: 0, url: o.webhookUrl, secret: o.webhookSecret },
      o.log ?? (() => {}),
    );
  } catch (error) {
    server.close();
    throw error;
  }
  const running = world;
  const { port } = server.address() as AddressInfo;
  running.url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const app = buildApp(running);
  running.wake();
  return {
    url: running.url,
    port,
    async stop() {
      await running.stop();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
