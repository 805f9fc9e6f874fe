import { readEvent, type GatewayEventView } from '~/gateways/stripe.server';
import { getConfig } from '~/lib/config.server';
import { transaction } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import { enqueue } from '~/lib/queue.server';

/** The event of a signed body, or null for anything the gateway did not sign just now. */
export function readSignedEvent(rawBody: string, signature: string | null): GatewayEventView | null {
  return signature ? readEvent(rawBody, signature) : null;
}

/**
 * Keeps a verified event and queues its job in one transaction, before it is answered. Its id is the key: a
 * repeat is kept once and queued once. An event of the other mode (test, live) is put aside.
 */
export async function receiveGatewayEvent(event: GatewayEventView, now: Date): Promise<void> {
  const foreign = event.livemode !== getConfig().livemode;
  await transaction(async (tx) => {
    const inserted = await tx.$executeRaw`
      INSERT INTO gateway_events (id, type, object_id, payment_id, state, note, livemode, received_at, handled_at)
      VALUES (${event.id}, ${event.type}, ${event.objectId}, ${isId(event.paymentId) ? event.paymentId : null}::uuid,
        ${foreign ? 'quarantined' : 'queued'}, ${foreign ? 'of the other mode' : null}, ${event.livemode}, ${now}::timestamptz,
        ${foreign ? now : null}::timestamptz)
      ON CONFLICT (id) DO NOTHING`;
    if (inserted === 1 && !foreign) await enqueue(tx, 'apply-gateway-event', { eventId: event.id });
  });
}
