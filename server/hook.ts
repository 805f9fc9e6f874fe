import { text } from 'node:stream/consumers';
import type { Context } from 'hono';
import type { House } from './house';
import type { Web, WebOptions } from './http';

type Bell = Pick<House, 'readSignedEvent' | 'receiveGatewayEvent'>;

/** The gateway's doorbell: verify, keep, answer. What the event means is worked out by its job. */
export async function answerHook(bell: Bell, body: string, signature: string | null): Promise<Response> {
  const event = bell.readSignedEvent(body, signature);
  if (!event) return Response.json({ error: 'The signature does not match the body.' }, { status: 400 });
  await bell.receiveGatewayEvent(event, new Date());
  return Response.json({ received: true });
}

/**
 * Its door stands before the pages' framework, which takes several times as long to find a page as an event takes to be
 * kept: many may ring at once.
 */
export function hook(load: WebOptions['load']) {
  return async (c: Context<Web>): Promise<Response> => {
    const { house } = await load();
    const context = c.get('request');
    try {
      return await answerHook(house, await bodyOf(c), c.req.header('stripe-signature') ?? null);
    } catch (error) {
      if (!house.noteOutage(error, context)) throw error;
      house.log.warn({ requestId: context.requestId, err: error }, 'an outage kept an event from being taken');
      return Response.json({ error: 'Try again in a moment.' }, { status: 503, headers: { 'Retry-After': '5' } });
    }
  };
}

/** What says its length is read as it comes, without the web's streams; anything else has been measured on its way in. */
function bodyOf(c: Context<Web>): Promise<string> {
  return saysItsLength(c) ? text(c.env.incoming) : c.req.text();
}

export function saysItsLength(c: Context<Web>): boolean {
  return c.req.header('content-length') !== undefined && c.req.header('transfer-encoding') === undefined;
}
