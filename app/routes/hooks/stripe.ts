import type { ActionFunctionArgs } from '@remix-run/node';
import { readSignedEvent, receiveGatewayEvent } from '~/domain/payments/receive-gateway-event.server';

/** The gateway's doorbell: verify, keep, answer. What the event means is worked out by its job. */
export async function action({ request }: ActionFunctionArgs) {
  const event = readSignedEvent(await request.text(), request.headers.get('stripe-signature'));
  if (!event) return Response.json({ error: 'The signature does not match the body.' }, { status: 400 });
  await receiveGatewayEvent(event, new Date());
  return Response.json({ received: true });
}

export function loader() {
  return Response.json({ error: 'Events are posted here.' }, { status: 405, headers: { Allow: 'POST' } });
}
