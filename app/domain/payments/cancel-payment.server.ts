import type { Actor } from '~/auth/actor';
import { db } from '~/lib/db.server';
import { applyAnswer, cancelOrNull, type Applied } from './apply-answer.server';
import { readPayment } from './payment-row.server';

/**
 * Gives up a payment that waits for its payer: cancelled at the gateway first, and only then here. If it comes
 * too late, the payment ends as the gateway says. Null for a payment that is not this actor's. One that waits for
 * nobody (at the bank, not known yet) is left as it is.
 */
export async function cancelPayment(
  actor: Actor,
  input: { paymentId: string; cause: string },
  now: Date,
): Promise<Applied | null> {
  const payment = await readPayment(db, input.paymentId);
  if (!payment) return null;
  if (
    (actor.kind === 'contact' || actor.kind === 'link') &&
    (payment.vendorId !== actor.vendorId || payment.customerId !== actor.customerId)
  )
    return null;
  const asItIs = { state: payment.state, failureCode: payment.failureCode };
  if (payment.state !== 'action_required' || !payment.gatewayIntentId) return asItIs;
  const intent = await cancelOrNull(payment.gatewayIntentId);
  return applyAnswer(payment, intent ? { kind: 'intent', intent } : { kind: 'unknown' }, {
    actor,
    cause: input.cause,
    now,
  });
}
