import type { Actor } from '~/auth/actor';
import { cancelIntent, GatewayOutage, GatewayRefusal, type IntentView } from '~/gateways/stripe.server';
import { invariant } from '~/lib/invariant';
import type { GatewayAnswer } from './ask-gateway.server';
import { moveOn } from './move-on.server';
import type { PaymentRow } from './payment-row.server';
import type { PaymentState } from './payment-state';
import { releasePayment } from './release-payment.server';
import { settlePayments, type Settling } from './settle-payment.server';

export type Applied = { state: PaymentState; failureCode: string | null };
export type Because = { actor: Actor; cause: string; now: Date };

/**
 * Brings our rows to what the gateway says, whatever it says and however often: every caller ends here, so every
 * order of answers, events and look-ups ends in the same state. An ended payment stays as it ended.
 */
export async function applyAnswer(payment: PaymentRow, answer: GatewayAnswer, because: Because): Promise<Applied> {
  switch (answer.kind) {
    case 'unknown':
      return moveOn(payment, { state: null, intent: null }, because);
    case 'absent':
      return releasePayment(payment, { state: 'cancelled', intent: null, failureCode: null }, because);
    case 'refused':
      return releasePayment(payment, { state: 'failed', intent: null, failureCode: answer.code }, because);
    case 'intent':
      return applyIntent(payment, answer.intent, because);
  }
}

export type Answered = { payment: PaymentRow; answer: GatewayAnswer };

/**
 * The same for payments of one vendor that were answered at about the same time, each in the order given: those that are
 * paid are posted in one transaction, and where that fails each by itself, so that none holds up the others.
 */
export async function applyAnswers(
  answered: readonly Answered[],
  because: Because,
): Promise<PromiseSettledResult<Applied>[]> {
  const paid = answered.flatMap((each) => paidWithOthers(each) ?? []);
  const posted = paid.length > 1 ? await settlePayments(paid, because).catch(() => null) : null;
  const applied: PromiseSettledResult<Applied>[] = [];
  for (const { payment, answer } of answered) {
    const at = posted ? paid.findIndex((each) => each.payment === payment) : -1;
    const own = at >= 0 ? Promise.resolve(posted![at]!) : applyAnswer(payment, answer, because);
    applied.push(...(await Promise.allSettled([own])));
  }
  return applied;
}

/** Credit is the customer's and not one payment's, so what uses some is posted by itself. */
function paidWithOthers({ payment, answer }: Answered): Settling | null {
  const isPaid = answer.kind === 'intent' && answer.intent.status === 'succeeded';
  return isPaid && payment.creditMinor === 0n && isFor(payment, answer.intent)
    ? { payment, intent: answer.intent }
    : null;
}

function isFor(payment: PaymentRow, intent: IntentView): boolean {
  const isItsAmount = intent.amountMinor === payment.amountMinor && intent.currency === payment.currency;
  return intent.paymentId === payment.id && isItsAmount;
}

async function applyIntent(payment: PaymentRow, intent: IntentView, because: Because): Promise<Applied> {
  invariant(isFor(payment, intent), `intent ${intent.id} is payment ${payment.id}'s and asks for what it asks for`);
  switch (intent.status) {
    case 'succeeded':
      return (await settlePayments([{ payment, intent }], because))[0]!;
    case 'canceled':
      return releasePayment(
        payment,
        { state: intent.failureCode ? 'failed' : 'cancelled', intent, failureCode: intent.failureCode },
        because,
      );
    case 'processing':
    case 'requires_capture':
      return moveOn(payment, { state: 'processing', intent }, because);
    case 'requires_action':
      return moveOn(payment, { state: 'action_required', intent }, because);
    case 'requires_payment_method':
    case 'requires_confirmation':
      return endDeclined(payment, intent, because);
  }
}

/** A webhook may show an intent that the call which makes it is still confirming: it is not declined, only young. */
const CONFIRMED_WITHIN_MS = 2 * 60_000;

/**
 * A declined intent could be confirmed again with another card by whoever holds its secret, so it is cancelled
 * at the gateway before anything is released here. Should it have succeeded meanwhile, that is what we apply.
 */
async function endDeclined(payment: PaymentRow, intent: IntentView, because: Because): Promise<Applied> {
  const ageMs = because.now.getTime() - payment.createdAt.getTime();
  if (!intent.failureCode && ageMs < CONFIRMED_WITHIN_MS)
    return moveOn(payment, { state: 'checking', intent }, because);
  const after = await cancelOrNull(intent.id);
  if (after?.status !== 'canceled' && after?.status !== 'succeeded')
    return moveOn(payment, { state: 'checking', intent }, because);
  return applyIntent(
    payment,
    {
      ...after,
      failureCode: after.failureCode ?? intent.failureCode,
      adviceCode: after.adviceCode ?? intent.adviceCode,
      method: after.method ?? intent.method,
    },
    because,
  );
}

/** The intent as it is after the try to cancel it. Null: that is not known. */
export async function cancelOrNull(intentId: string): Promise<IntentView | null> {
  try {
    return await cancelIntent(intentId);
  } catch (error) {
    if (error instanceof GatewayOutage || error instanceof GatewayRefusal) return null;
    throw error;
  }
}
