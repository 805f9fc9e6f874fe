import {
  createIntent,
  GatewayOutage,
  GatewayRefusal,
  listIntents,
  retrieveIntent,
  type IntentView,
} from '~/gateways/stripe.server';
import { log } from '~/lib/log.server';
import { followMissing } from './follow-missing.server';
import type { PaymentRow } from './payment-row.server';

/** What the gateway says of a payment. `unknown` is no answer: neither success nor failure may follow from it. */
export type GatewayAnswer =
  { kind: 'intent'; intent: IntentView } | { kind: 'refused'; code: string } | { kind: 'absent' } | { kind: 'unknown' };

/**
 * How long a call may be repeated under its key. The gateway promises 24 hours, but by then the payer has long
 * gone, so an older payment without an intent is looked up and never posted again.
 */
const REPEAT_WITHIN_MS = 8 * 60_000;
/** What is not found by now was never made: the last repeat has ended (three tries of two minutes at the most). */
const GONE_AFTER_MS = 15 * 60_000;
/** Our clock may be off. The list is one customer's, so looking at more of it costs nothing. */
const LOOK_UP_MARGIN_MS = 24 * 3_600_000;

type Ask = {
  intentIdHint?: string | undefined;
  /** Nobody has made this call before. Only then does a refusal prove that nothing was made. */
  first?: boolean;
};

/** Asks for the payment's intent, making it where it was never made. Never throws for what the gateway does. */
export async function askGateway(
  payment: PaymentRow,
  now: Date,
  { intentIdHint, first = false }: Ask = {},
): Promise<GatewayAnswer> {
  // A caller that asks for many payments passes the time it began at: the age is then too small, never too great,
  // which at worst repeats a call under its key or waits a minute longer before giving up.
  const ageMs = now.getTime() - payment.createdAt.getTime();
  try {
    const intentId = payment.gatewayIntentId ?? intentIdHint;
    if (intentId) return { kind: 'intent', intent: await retrieveIntent(intentId) };
    if (ageMs > REPEAT_WITHIN_MS) return await lookUp(payment, ageMs);
    const { id, amountMinor, currency, gatewayRequest } = payment;
    return { kind: 'intent', intent: await createIntent({ paymentId: id, amountMinor, currency, ...gatewayRequest }) };
  } catch (error) {
    if (error instanceof GatewayRefusal) {
      await followMissing(payment, error, now);
      return refusalOf(payment, error, first);
    }
    if (!(error instanceof GatewayOutage)) throw error;
    log.warn({ paymentId: payment.id, reason: error.message }, 'the gateway gave no answer');
    return { kind: 'unknown' };
  }
}

/**
 * The first call refused: nothing was made. A refusal later on (the key was changed, the intent is not shown)
 * says nothing about what the calls before it have made.
 */
function refusalOf(payment: PaymentRow, error: GatewayRefusal, first: boolean): GatewayAnswer {
  log.warn({ paymentId: payment.id, code: error.code }, 'the gateway refused');
  return first ? { kind: 'refused', code: error.code } : { kind: 'unknown' };
}

async function lookUp(payment: PaymentRow, ageMs: number): Promise<GatewayAnswer> {
  const intents = listIntents({
    from: new Date(payment.createdAt.getTime() - LOOK_UP_MARGIN_MS),
    to: new Date(payment.createdAt.getTime() + LOOK_UP_MARGIN_MS),
    gatewayCustomerId: payment.gatewayRequest.gatewayCustomerId,
  });
  for await (const intent of intents) {
    if (intent.paymentId === payment.id) return { kind: 'intent', intent };
  }
  return ageMs > GONE_AFTER_MS ? { kind: 'absent' } : { kind: 'unknown' };
}
