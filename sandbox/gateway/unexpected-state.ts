import type Stripe from 'stripe';
import { ApiError } from '../wire/api-error';

export function unexpectedState(intent: Stripe.PaymentIntent, message: string): ApiError {
  return new ApiError({
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message,
    payment_intent: intent,
  });
}

export function unexpectedSetupState(setup: Stripe.SetupIntent, message: string): ApiError {
  return new ApiError({
    type: 'invalid_request_error',
    code: 'setup_intent_unexpected_state',
    message,
    setup_intent: setup,
  });
}

/** The gateway's own sentence, for any verb: `confirmed`, `canceled`, `captured`, `updated`. */
export function wrongStatus(
  name: string,
  verb: string,
  done: string,
  status: string,
  allowed: readonly string[],
): string {
  return `You cannot ${verb} this ${name} because it has a status of ${status}. Only a ${name} with one of the following statuses may be ${done}: ${allowed.join(', ')}.`;
}
