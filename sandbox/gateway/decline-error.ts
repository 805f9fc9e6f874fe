import type Stripe from 'stripe';
import { ApiError, type ErrorBody } from '../wire/api-error';
import { DECLINES, type Decline } from './declines';

/** What is written on the intent and told to the caller after a bank said no. */
export function declineBody(decline: Decline, extra: Partial<ErrorBody> = {}): ErrorBody {
  const words = DECLINES[decline];
  return {
    type: 'card_error',
    code: words.code,
    ...(words.declineCode && { decline_code: words.declineCode }),
    ...(words.adviceCode && { advice_code: words.adviceCode }),
    doc_url: `https://stripe.com/docs/error-codes/${words.code.replaceAll('_', '-')}`,
    message: words.message,
    ...extra,
  };
}

export function cardError(decline: Decline, extra: Partial<ErrorBody>): ApiError {
  return new ApiError(declineBody(decline, extra), { status: 402 });
}

export const AUTHENTICATION_FAILED: Stripe.PaymentIntent.LastPaymentError = {
  type: 'invalid_request_error',
  code: 'payment_intent_authentication_failure',
  doc_url: 'https://stripe.com/docs/error-codes/payment-intent-authentication-failure',
  message: 'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
};
