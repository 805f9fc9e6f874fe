import { createAdaptorServer } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { answerHook } from '~server/hook';

/** The webhook door alone, over real HTTP, for stories that need the gateway to ring. */
export async function openHookDoor(): Promise<{ url: string; close(): Promise<void> }> {
  const bell = await import('~/domain/payments/receive-gateway-event.server');
  const server = createAdaptorServer({
    fetch: async (request: Request) => answerHook(bell, await request.text(), request.headers.get('stripe-signature')),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks/stripe`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
