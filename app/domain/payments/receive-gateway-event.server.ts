import { readEvent, type GatewayEventView } from '~/gateways/stripe.server';
import { getConfig } from '~/lib/config.server';
import { readRows, sql } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import { addJob } from '~/lib/queue.server';
import { isFollowed } from './apply-gateway-event.server';

/** The event of a signed body, or null for anything the gateway did not sign just now. */
export function readSignedEvent(rawBody: string, signature: string | null): GatewayEventView | null {
  return signature ? readEvent(rawBody, signature) : null;
}

/**
 * Keeps a verified event and queues its job in one statement, before it is answered. Its id is the key: a repeat is
 * kept once and queued once. Events of one object wait as one job, which follows all of them at once. What we do not
 * follow needs none, and an event of the other mode (test, live) is put aside.
 */
export async function receiveGatewayEvent(event: GatewayEventView, now: Date): Promise<void> {
  const foreign = event.livemode !== getConfig().livemode;
  const state = foreign ? 'quarantined' : isFollowed(event.type) ? 'queued' : 'ignored';
  const job = addJob('apply-gateway-event', { eventId: event.id }, { key: `gateway-event:${event.objectId}` });
  await readRows(sql`
    WITH kept AS (
      INSERT INTO gateway_events (id, type, object_id, payment_id, state, note, livemode, received_at, handled_at)
      VALUES (${event.id}, ${event.type}, ${event.objectId}, ${isId(event.paymentId) ? event.paymentId : null}::uuid, ${state},
        ${foreign ? 'of the other mode' : null}, ${event.livemode}, ${now}::timestamptz, ${state === 'queued' ? null : now}::timestamptz)
      ON CONFLICT (id) DO NOTHING RETURNING state)
    SELECT ${job} FROM kept WHERE kept.state = 'queued'`);
}
