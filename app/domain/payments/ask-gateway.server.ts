import {
  createIntent,
  GatewayOutage,
  GatewayRefusal,
  listIntents,
  retrieveIntent,
  type IntentView,
} from '~/gateways/stripe.server';
import { log } from '~/lib/log.server';
import type { PaymentRow } from './payment-row.server';

/** What the gateway says of a payment. `unknown` is no answer: neither success nor failure may follow from it. */
export type GatewayAnswer =
  | { kind: 'intent'; intent: IntentView }
  | { kind: 'refused'; code: string }
  | { kind: 'absent' }
  | { kind: 'unknown' };

/**
 * How long a call may be repeated under its key. The gateway promises 24 hours; after a quarter of an hour the
 * payer has long gone, so an older payment without an intent is looked up and never posted again.
 */
const REPEAT_WITHIN_MS = 15 * 60_000;
const LOOK_UP_MARGIN_MS = 5 * 60_000;

/** Asks for the payment's intent, making it where it was never made. Never throws for what the gateway does. */
export async function askGateway(payment: PaymentRow, now: Date, intentIdHint?: string): Promise<GatewayAnswer> {
  try {
    const intentId = payment.gatewayIntentId ?? intentIdHint;
    if (intentId) return { kind: 'intent', intent: await retrieveIntent(intentId) };
    if (now.getTime() - payment.createdAt.getTime() > REPEAT_WITHIN_MS) return await lookUp(payment);
    const { id, amountMinor, currency, gatewayRequest } = payment;
    return { kind: 'intent', intent: await createIntent({ paymentId: id, amountMinor, currency, ...gatewayRequest }) };
  } catch (error) {
    if (error instanceof GatewayRefusal) return refusalOf(payment, error);
    if (!(error instanceof GatewayOutage)) throw error;
    log.warn({ paymentId: payment.id, reason: error.message }, 'the gateway gave no answer');
    return { kind: 'unknown' };
  }
}

/** A refusal to create is final: nothing was made. A refusal to show an intent we know of says nothing about it. */
function refusalOf(payment: PaymentRow, error: GatewayRefusal): GatewayAnswer {
  log.warn({ paymentId: payment.id, code: error.code }, 'the gateway refused');
  return payment.gatewayIntentId ? { kind: 'unknown' } : { kind: 'refused', code: error.code };
}

async function lookUp(payment: PaymentRow): Promise<GatewayAnswer> {
  const intents = listIntents({
    from: new Date(payment.createdAt.getTime() - LOOK_UP_MARGIN_MS),
    to: new Date(payment.createdAt.getTime() + REPEAT_WITHIN_MS + LOOK_UP_MARGIN_MS),
    gatewayCustomerId: payment.gatewayRequest.gatewayCustomerId,
  });
  for await (const intent of intents) {
    if (intent.paymentId === payment.id) return { kind: 'intent', intent };
  }
  return { kind: 'absent' };
}
