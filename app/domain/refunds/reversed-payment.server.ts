import type { Because } from '~/domain/payments/apply-answer.server';
import { readPayment, type PaymentRow } from '~/domain/payments/payment-row.server';
import { syncPayment } from '~/domain/payments/sync-payment.server';
import { db } from '~/lib/db.server';
import { syncRefund } from './sync-refund.server';

/** What must be known first is not known yet: whoever rang tries again later. */
export class NotYet extends Error {
  override name = 'NotYet';
}

/**
 * Our payment that an object of the gateway gives back or disputes, settled. Null for money that is not ours. News of
 * it may arrive before our own note that the money came, so the payment is settled first.
 */
export async function findReversedPayment(
  of: { intentId: string | null; chargeId: string | null },
  because: Because,
): Promise<PaymentRow | null> {
  // all vendors: the gateway's own ids, from an object it showed us.
  const [known] = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM payments -- all vendors: the gateway's own ids, from an object it showed us
    WHERE gateway_intent_id = ${of.intentId} OR (${of.intentId}::text IS NULL AND gateway_charge_id = ${of.chargeId})`;
  if (!known) return null;
  const payment = await readPayment(db, known.id);
  if (!payment || payment.state === 'succeeded') return payment;
  await syncPayment({ paymentId: known.id, cause: because.cause, now: because.now, actor: because.actor });
  const synced = await readPayment(db, known.id);
  if (synced?.state !== 'succeeded') throw new NotYet(`payment ${known.id} goes back but has not settled here`);
  return synced;
}

/**
 * What others take from a payment is spread over what our own refunds leave of it, so it must be known first which of
 * those exist. Throws where the gateway does not say.
 */
export async function decideRefunds(refundIds: readonly string[], because: Because): Promise<void> {
  for (const refundId of refundIds) {
    const synced = await syncRefund({ refundId, cause: because.cause, now: because.now, actor: because.actor });
    if (synced?.state === 'pending' && !synced.known) throw new NotYet(`refund ${refundId} is not decided`);
  }
}
