import type Stripe from 'stripe';
import { ApiError, invalid } from '../wire/api-error';
import { confirmDebit } from './bank-debits';
import { challengeAction, chargeNeedsAuthentication } from './authentication';
import { AUTHENTICATION_FAILED } from './decline-error';
import { checkUsable } from './find';
import type { Acceptance } from './mandates';
import { waitsForMicrodeposits } from './microdeposits';
import { requireReturnUrl } from './return-url';
import { backToStart, pay, refuse, type Outcome } from './pay';
import type { Work } from './work';

export type Confirmation = {
  method: Stripe.PaymentMethod;
  offSession: boolean;
  errorOnAction: boolean;
  returnUrl: string | null;
  useSdk: boolean;
  /** The payer's permission to debit a bank account, where one is given with this call. */
  mandate: Acceptance | null;
};

/** One confirmation: succeeds, asks for 3-D Secure, or is refused (then the intent is open again and 402 is thrown). */
export function confirmPayment(work: Work, intent: Stripe.PaymentIntent, how: Confirmation): Stripe.PaymentIntent {
  requireReturnUrl('PaymentIntent', intent, how.returnUrl);
  checkUsable(work, how.method, intent.customer as string | null);
  const { method, offSession } = how;
  if (!intent.payment_method_types.includes(method.type))
    throw invalid(
      `The PaymentMethod provided (${method.type}) is not allowed for this PaymentIntent. Please attach a PaymentMethod of one of the following types: ${intent.payment_method_types.join(', ')}.`,
      'payment_intent_incompatible_payment_method',
      'payment_method',
    );
  if (method.type !== 'card') return confirmDebit(work, intent, how);
  let outcome: Outcome;
  if (!chargeNeedsAuthentication(work, method.id, offSession)) {
    outcome = pay(work, intent, method, { authenticated: false, offSession });
  } else if (offSession || how.errorOnAction) {
    outcome = refuse(work, intent, method, 'authentication_required', { authenticated: false, offSession });
  } else {
    return challenge(work, intent, how);
  }
  if (outcome.error) throw new ApiError(outcome.error, { status: 402 });
  return outcome.intent;
}

function challenge(work: Work, intent: Stripe.PaymentIntent, how: Confirmation): Stripe.PaymentIntent {
  work.put('challenge', {
    id: intent.id,
    paymentMethod: how.method.id,
    returnUrl: how.returnUrl,
    offSession: how.offSession,
  });
  const next = work.put('payment_intent', {
    ...intent,
    last_payment_error: null,
    next_action: challengeAction(work, intent, how.returnUrl, how.useSdk),
    payment_method: how.method.id,
    status: 'requires_action',
  });
  work.emit('payment_intent.requires_action', next);
  return next;
}

/** The payer has come back from the bank. The answer is the intent, whatever became of it. */
export function finishPaymentChallenge(
  work: Work,
  intent: Stripe.PaymentIntent,
  passed: boolean,
): Stripe.PaymentIntent {
  const asked = work.books.challenge.get(intent.id);
  // A second tab or a repeated return finds the matter settled: nothing is charged twice.
  if (intent.status !== 'requires_action' || !asked || waitsForMicrodeposits(intent)) return intent;
  const method = work.books.payment_method.get(asked.paymentMethod)!;
  work.state.delete(work.books, 'challenge', intent.id);
  if (!passed) return backToStart(work, intent, { ...AUTHENTICATION_FAILED, payment_method: method });
  return pay(work, intent, method, { authenticated: true, offSession: asked.offSession }).intent;
}
