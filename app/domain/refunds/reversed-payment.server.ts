import type { Because } from '~/domain/payments/apply-answer.server';
import { readPayment, type PaymentRow } from '~/domain/payments/payment-row.server';
import { isFinal } from '~/domain/payments/payment-state';
import { syncPayment } from '~/domain/payments/sync-payment.server';
import { isMissing } from '~/gateways/stripe-reversals.server';
import { retrieveIntent, type IntentView } from '~/gateways/stripe.server';
import { db } from '~/lib/db.server';
import { isId } from '~/lib/ids';
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
  const payment = known ? await readPayment(db, known.id) : await findUnanswered(of.intentId);
  if (!payment || payment.state === 'succeeded') return payment;
  const { cause, now, actor } = because;
  await syncPayment({ paymentId: payment.id, cause, now, actor, ...(of.intentId && { intentIdHint: of.intentId }) });
  const synced = await readPayment(db, payment.id);
  if (synced?.state !== 'succeeded') throw new NotYet(`payment ${payment.id} goes back but has not settled here`);
  return synced;
}

/**
 * One whose answer was lost does not know its intent yet, but the intent says whose it is. Anybody may have typed that
 * there, so the rest must fit too.
 */
async function findUnanswered(intentId: string | null): Promise<PaymentRow | null> {
  const intent = intentId === null ? null : await intentOrNull(intentId);
  const payment = isId(intent?.paymentId) ? await readPayment(db, intent.paymentId) : null;
  if (!intent || !payment || payment.gatewayIntentId !== null || isFinal(payment.state)) return null;
  return payment.amountMinor === intent.amountMinor && payment.currency === intent.currency ? payment : null;
}

async function intentOrNull(intentId: string): Promise<IntentView | null> {
  try {
    return await retrieveIntent(intentId);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
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
