import type { Actor } from '~/auth/actor';
import { cancelIntent, GatewayOutage, type IntentView } from '~/gateways/stripe.server';
import { db } from '~/lib/db.server';
import { applyAnswer, type Applied } from './apply-answer.server';
import { readPayment } from './payment-row.server';
import { isFinal } from './payment-state';

/**
 * Gives up a payment that waits for its payer: cancelled at the gateway first, and only then here. Comes it too
 * late, the payment ends as the gateway says. Null for a payment that is not this actor's. One that waits for
 * nobody (at the bank, not known yet) is left as it is.
 */
export async function cancelPayment(actor: Actor, input: { paymentId: string; cause: string }, now: Date): Promise<Applied | null> {
  const payment = await readPayment(db, input.paymentId);
  if (!payment) return null;
  if (actor.kind === 'contact' && (payment.vendorId !== actor.vendorId || payment.customerId !== actor.customerId)) return null;
  const asItIs = { state: payment.state, failureCode: payment.failureCode };
  if (isFinal(payment.state) || payment.state !== 'action_required' || !payment.gatewayIntentId) return asItIs;
  const intent = await cancelOrNull(payment.gatewayIntentId);
  if (!intent) return asItIs;
  return applyAnswer(payment, { kind: 'intent', intent }, { actor, cause: input.cause, now });
}

async function cancelOrNull(intentId: string): Promise<IntentView | null> {
  try {
    return await cancelIntent(intentId);
  } catch (error) {
    if (error instanceof GatewayOutage) return null;
    throw error;
  }
}
