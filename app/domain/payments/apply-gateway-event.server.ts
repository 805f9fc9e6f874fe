import { followDeletedCustomer } from '~/domain/customers/ensure-gateway-customer.server';
import { followVerification } from '~/domain/payment-methods/follow-verification.server';
import { mirrorMandate } from '~/domain/payment-methods/mirror-mandate.server';
import { mirrorMethod } from '~/domain/payment-methods/mirror-method.server';
import { syncDispute } from '~/domain/gateway-disputes/sync-dispute.server';
import { followChargeRefunds, followGatewayRefund } from '~/domain/refunds/follow-refund.server';
import { db, readRows, sql } from '~/lib/db.server';
import { syncPayment } from './sync-payment.server';

/** Types that change something here; every other is kept and answered, and that is all. */
const FOLLOWED =
  /^(payment_intent|payment_method|setup_intent|refund|charge\.dispute)\.|^(charge\.refunded|mandate\.updated|customer\.deleted)$/;

export function isFollowed(type: string): boolean {
  return FOLLOWED.test(type);
}

type QueuedEvent = { id: string; type: string; objectId: string; paymentId: string | null };

/**
 * Follows a kept event, and with it all others of its object that wait. Each is only a doorbell: the gateway is read
 * again, once, and our rows follow what it says now, so order and repeats do not matter. One that rings after this has
 * begun has a job of its own. An event of a payment that is not ours is put aside without effect.
 */
export async function applyGatewayEvent({ eventId, now }: { eventId: string; now: Date }): Promise<void> {
  const events = await readRows<QueuedEvent>(sql`
    SELECT id, type, object_id AS "objectId", payment_id AS "paymentId" FROM gateway_events
    WHERE state = 'queued' AND object_id = (SELECT object_id FROM gateway_events WHERE id = ${eventId})
    ORDER BY received_at, id`);
  const latest = events.at(-1);
  if (!latest) return;
  const { state, note = null } = await follow(latest, now);
  await readRows(sql`
    UPDATE gateway_events SET state = ${state}, note = ${note}, handled_at = ${now}::timestamptz WHERE id = ANY (${events.map(({ id }) => id)})`);
}

type Outcome = { state: 'applied' | 'ignored' | 'quarantined'; note?: string };

async function follow(event: QueuedEvent, now: Date): Promise<Outcome> {
  if (event.type.startsWith('payment_method.')) {
    await mirrorMethod({ gatewayMethodId: event.objectId, type: event.type, now });
    return { state: 'applied' };
  }
  if (event.type === 'customer.deleted') {
    await followDeletedCustomer(event.objectId);
    return { state: 'applied' };
  }
  const reversed = await followReversal(event, now);
  if (reversed !== null) return reversed ? { state: 'applied' } : { state: 'quarantined', note: 'no payment of ours' };
  if (event.type.startsWith('setup_intent.')) {
    const ours = await followVerification({ gatewaySetupId: event.objectId, cause: event.id, now });
    return { state: ours ? 'applied' : 'ignored' };
  }
  if (event.type === 'mandate.updated') {
    await mirrorMandate({ mandateId: event.objectId, now });
    return { state: 'applied' };
  }
  if (!event.type.startsWith('payment_intent.')) return { state: 'ignored' };
  const paymentId = event.paymentId ?? (await paymentOfIntent(event.objectId));
  if (!paymentId) return { state: 'quarantined', note: 'no payment of ours' };
  const synced = await syncPayment({ paymentId, cause: event.id, now, intentIdHint: event.objectId });
  return synced ? { state: 'applied' } : { state: 'quarantined', note: 'no payment of ours' };
}

/** Money that goes back: whether it is ours. Null: the event tells of something else. */
async function followReversal(event: QueuedEvent, now: Date) {
  const because = { actor: { kind: 'system', name: 'apply-gateway-event' }, cause: event.id, now } as const;
  if (event.type.startsWith('refund.')) return followGatewayRefund(event.objectId, because);
  if (event.type.startsWith('charge.dispute.')) return syncDispute(event.objectId, because);
  return event.type === 'charge.refunded' ? followChargeRefunds(event.objectId, because) : null;
}

async function paymentOfIntent(intentId: string): Promise<string | null> {
  // all vendors: the gateway's own id, from an event it signed.
  const payment = await db.payment.findUnique({ where: { gatewayIntentId: intentId }, select: { id: true } });
  return payment?.id ?? null;
}
