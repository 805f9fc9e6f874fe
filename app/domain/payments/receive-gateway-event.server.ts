import { readEvent, type GatewayEventView } from '~/gateways/stripe.server';
import { getConfig } from '~/lib/config.server';
import { readRows, sql } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import { addJobs } from '~/lib/queue.server';
import { together } from '~/lib/together';
import { isFollowed } from './apply-gateway-event.server';

/** The event of a signed body, or null for anything the gateway did not sign just now. */
export function readSignedEvent(rawBody: string, signature: string | null): GatewayEventView | null {
  return signature ? readEvent(rawBody, signature) : null;
}

type Rung = { event: GatewayEventView; now: Date };

/**
 * Keeps a verified event and queues its job, before it is answered; events that ring while the database writes others
 * are written together. Its id is the key: a repeat is kept once and queued once. Events of one object that are written
 * together have one job, and a job follows all that wait of its object, so that a later one may find nothing left to do.
 * (A key of the queue would join them too, but one that comes at the moment its job begins would be lost.) What we do not
 * follow needs none, nor does what rings of a payment that has ended, which stays as it ended; and an event of the other
 * mode (test, live) is put aside.
 */
export function receiveGatewayEvent(event: GatewayEventView, now: Date): Promise<void> {
  return keep({ event, now });
}

const keep = together(keepAll, { atMost: 500 });

/** One statement, which takes its locks in the order of ids, so that two that bring the same events wait for each other once. */
async function keepAll(rung: readonly Rung[]): Promise<void> {
  const column = <T>(read: (rung: Rung) => T) => rung.map(read);
  await readRows(sql`
    WITH rung AS (
      SELECT * FROM unnest(${column(({ event }) => event.id)}::text[], ${column(({ event }) => event.type)}::text[], ${column(({ event }) => event.objectId)}::text[],
        ${column(({ event }) => (isId(event.paymentId) ? event.paymentId : null))}::uuid[], ${column(({ event }) => event.livemode)}::bool[],
        ${column(({ event }) => isFollowed(event.type))}::bool[], ${column(({ now }) => now.toISOString())}::timestamptz[])
        AS rung (id, type, object_id, payment_id, livemode, is_followed, at)
    ), judged AS (
      SELECT rung.*, CASE WHEN livemode <> ${getConfig().livemode} THEN 'quarantined' WHEN NOT is_followed THEN 'ignored'
        WHEN p.id IS NOT NULL THEN 'applied' ELSE 'queued' END AS state
      FROM rung LEFT JOIN payments p ON p.id = rung.payment_id AND p.ended_at IS NOT NULL AND rung.type LIKE 'payment_intent.%' -- all vendors: ids that the gateway signed
    ), kept AS (
      INSERT INTO gateway_events (id, type, object_id, payment_id, state, note, livemode, received_at, handled_at)
      SELECT id, type, object_id, payment_id, state, CASE state WHEN 'quarantined' THEN 'of the other mode' END, livemode, at, CASE WHEN state <> 'queued' THEN at END
      FROM judged ORDER BY id
      ON CONFLICT (id) DO NOTHING RETURNING id, object_id, state
    ), of_objects AS (
      SELECT min(id) AS id FROM kept WHERE state = 'queued' GROUP BY object_id)
    ${addJobs('apply-gateway-event', sql`of_objects`, sql`json_build_object('eventId', id)`)}`);
}
