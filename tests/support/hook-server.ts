import { createAdaptorServer } from '@hono/node-server';
import type { AddressInfo } from 'node:net';

/** The webhook door alone, over real HTTP, for stories that need the gateway to ring. */
export async function openHookDoor(): Promise<{ url: string; close(): Promise<void> }> {
  const { action } = await import('~/routes/hooks/stripe');
  const context = { nonce: '', requestId: 'test', clientAddress: '127.0.0.1' };
  const server = createAdaptorServer({ fetch: (request: Request) => action({ request, params: {}, context }) });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks/stripe`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
