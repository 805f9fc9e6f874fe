import { createHmac } from 'node:crypto';
import type Stripe from 'stripe';
import { SANDBOX_WEBHOOK_SECRET } from '../../sandbox/keys';

/** Everything the gateway has to tell about an intent and its charge, newest first. */
export async function eventsAbout(
  stripe: Stripe,
  of: { intentId: string; chargeId?: string },
): Promise<Stripe.Event[]> {
  const events: Stripe.Event[] = [];
  for await (const event of stripe.events.list({ limit: 100 })) {
    const object = event.data.object as { id?: string; charge?: string; payment_intent?: string };
    const ids = [object.id, object.charge, object.payment_intent];
    if (ids.includes(of.intentId) || (of.chargeId !== undefined && ids.includes(of.chargeId))) events.push(event);
    // They come newest first, and this is the first there is of an intent.
    if (object.id === of.intentId && event.type === 'payment_intent.created') break;
  }
  return events;
}

/** Tells an event through the door's own check of its signature, and does its job at once: the order is the caller's. */
export async function deliverEvent(event: Stripe.Event, at: Date): Promise<void> {
  const { db } = await import('~/lib/db.server');
  const { applyGatewayEvent } = await import('~/domain/payments/apply-gateway-event.server');
  const { readSignedEvent, receiveGatewayEvent } = await import('~/domain/payments/receive-gateway-event.server');
  const body = JSON.stringify(event);
  const t = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', SANDBOX_WEBHOOK_SECRET).update(`${t}.${body}`).digest('hex');
  const view = readSignedEvent(body, `t=${t},v1=${signature}`);
  if (!view) throw new Error('the signature is good');
  await receiveGatewayEvent(view, at);
  // Resent by hand it is told again, whatever became of it before.
  await db.gatewayEvent.update({ where: { id: view.id }, data: { state: 'queued' } });
  await applyGatewayEvent({ eventId: view.id, now: at });
}
