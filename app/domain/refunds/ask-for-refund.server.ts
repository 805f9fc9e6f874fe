import type { PaymentRow } from '~/domain/payments/payment-row.server';
import { GatewayOutage, GatewayRefusal } from '~/gateways/stripe.server';
import { createRefund, listRefunds, retrieveRefund, type RefundView } from '~/gateways/stripe-reversals.server';
import { log } from '~/lib/log.server';
import type { RefundRow } from './refund-row.server';

/** What the gateway says of a refund. `unknown` is no answer: neither success nor failure may follow from it. */
export type RefundAnswer =
  { kind: 'refund'; refund: RefundView } | { kind: 'refused'; code: string } | { kind: 'absent' } | { kind: 'unknown' };

/** The gateway keeps idempotency keys for 24 hours; an older request is looked up and never posted again (I11). */
const REPEAT_WITHIN_MS = 23 * 3_600_000;
/** What is not found by now was never made. */
const GONE_AFTER_MS = 24 * 3_600_000;
/** Refusals that say what the charge is, so they hold for a repeated call too: what was made would have been found. */
const ABOUT_THE_CHARGE = new Set([
  'charge_already_refunded',
  'charge_disputed',
  'charge_not_refundable',
  'refund_disputed_payment',
  'amount_too_large',
]);

/**
 * Asks for a refund that is written down: what the gateway has under our id is found before anything is posted again,
 * so that an answer it has lost, or keeps wrongly under the key, never decides. Never throws for what the gateway does.
 */
export async function askForRefund(
  refund: RefundRow,
  payment: PaymentRow,
  now: Date,
  { first = false }: { first?: boolean } = {},
): Promise<RefundAnswer> {
  const ageMs = now.getTime() - refund.createdAt.getTime();
  const intentId = payment.gatewayIntentId;
  try {
    if (refund.gatewayRefundId) return { kind: 'refund', refund: await retrieveRefund(refund.gatewayRefundId) };
    if (intentId === null) return { kind: 'unknown' };
    const found = first ? null : await lookUp(refund.id, intentId);
    if (found) return { kind: 'refund', refund: found };
    if (ageMs > REPEAT_WITHIN_MS) return ageMs > GONE_AFTER_MS ? { kind: 'absent' } : { kind: 'unknown' };
    const { id: refundId, amountMinor, currency } = refund;
    return { kind: 'refund', refund: await createRefund({ refundId, intentId, amountMinor, currency }) };
  } catch (error) {
    if (error instanceof GatewayRefusal) {
      log.warn({ refundId: refund.id, code: error.code }, 'the gateway refused a refund');
      const definite = refund.gatewayRefundId === null && (first || ABOUT_THE_CHARGE.has(error.code));
      return definite ? { kind: 'refused', code: error.code } : { kind: 'unknown' };
    }
    if (!(error instanceof GatewayOutage)) throw error;
    log.warn({ refundId: refund.id, reason: error.message }, 'the gateway gave no answer to a refund');
    return { kind: 'unknown' };
  }
}

async function lookUp(refundId: string, intentId: string): Promise<RefundView | null> {
  for await (const refund of listRefunds({ intentId })) {
    if (refund.refundId === refundId) return refund;
  }
  return null;
}
