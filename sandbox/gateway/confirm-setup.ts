import type Stripe from 'stripe';
import { ApiError } from '../wire/api-error';
import { keep } from './attach';
import { challengeAction, setupNeedsAuthentication } from './authentication';
import { AUTHENTICATION_FAILED, declineBody } from './decline-error';
import { checkUsable } from './find';
import { mandateFor, type Acceptance } from './mandates';
import { startMicrodeposits, waitsForMicrodeposits } from './microdeposits';
import { requireReturnUrl } from './return-url';
import { testCardOf } from './payment-method-data';
import type { Work } from './work';

export type SetupConfirmation = {
  method: Stripe.PaymentMethod;
  returnUrl: string | null;
  useSdk: boolean;
  mandate: Acceptance | null;
};

/** Succeeds (the method then belongs to the customer), asks for 3-D Secure, or is refused with 402. */
export function confirmSetup(work: Work, setup: Stripe.SetupIntent, how: SetupConfirmation): Stripe.SetupIntent {
  const { method } = how;
  requireReturnUrl('SetupIntent', setup, how.returnUrl);
  checkUsable(work, method, setup.customer as string | null);
  if (method.type !== 'card') return setUpDebit(work, setup, how);
  const refusal = testCardOf(work, method.id).attach;
  if (refusal) {
    const error = declineBody(refusal, { payment_method: method });
    const next = failSetup(work, setup, error);
    throw new ApiError({ ...error, setup_intent: next }, { status: 402 });
  }
  if (!setupNeedsAuthentication(work, method.id)) return succeedSetup(work, setup, method);
  work.put('challenge', { id: setup.id, paymentMethod: method.id, returnUrl: how.returnUrl, offSession: false });
  const next = work.put('setup_intent', {
    ...setup,
    last_setup_error: null,
    next_action: challengeAction(work, setup, how.returnUrl, how.useSdk) as Stripe.SetupIntent.NextAction,
    payment_method: method.id,
    status: 'requires_action',
  });
  work.emit('setup_intent.requires_action', next);
  return next;
}

/** An account is kept at once where it is verified, else once the payer has told what the small deposits say. */
function setUpDebit(work: Work, setup: Stripe.SetupIntent, how: SetupConfirmation): Stripe.SetupIntent {
  const { method } = how;
  const verified = work.books.instrument.get(method.id)!.verified ?? false;
  const mandate = mandateFor(work, setup, method, how.mandate, verified ? 'active' : 'pending');
  if (verified) return succeedSetup(work, { ...setup, mandate: mandate.id }, method);
  return startMicrodeposits(work, setup, method, mandate.id) as Stripe.SetupIntent;
}

export function finishSetupChallenge(work: Work, setup: Stripe.SetupIntent, passed: boolean): Stripe.SetupIntent {
  const asked = work.books.challenge.get(setup.id);
  if (setup.status !== 'requires_action' || !asked || waitsForMicrodeposits(setup)) return setup;
  const method = work.books.payment_method.get(asked.paymentMethod)!;
  work.state.delete(work.books, 'challenge', setup.id);
  if (passed) return succeedSetup(work, setup, method);
  return failSetup(work, setup, {
    ...AUTHENTICATION_FAILED,
    code: 'setup_intent_authentication_failure',
    doc_url: 'https://stripe.com/docs/error-codes/setup-intent-authentication-failure',
    payment_method: method,
  });
}

export function succeedSetup(work: Work, setup: Stripe.SetupIntent, method: Stripe.PaymentMethod): Stripe.SetupIntent {
  const instrument = work.books.instrument.get(method.id)!;
  work.put('instrument', { ...instrument, setUpOffSession: setup.usage === 'off_session' });
  if (typeof setup.customer === 'string') keep(work, method, setup.customer);
  const next = work.put('setup_intent', {
    ...setup,
    last_setup_error: null,
    next_action: null,
    payment_method: method.id,
    status: 'succeeded',
  });
  work.emit('setup_intent.succeeded', next);
  return next;
}

export function failSetup(
  work: Work,
  setup: Stripe.SetupIntent,
  error: Stripe.SetupIntent.LastSetupError,
): Stripe.SetupIntent {
  const next = work.put('setup_intent', {
    ...setup,
    last_setup_error: error,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  });
  work.emit('setup_intent.setup_failed', next);
  return next;
}
