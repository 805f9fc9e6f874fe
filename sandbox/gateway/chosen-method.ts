import type Stripe from 'stripe';
import { findMethod } from './find';
import { createMethod, draftMethod, type PaymentMethodData } from './payment-method-data';
import type { Acceptance } from './mandates';
import { redeemToken } from './confirmation-tokens';
import type { Work } from './work';

type Choice = {
  confirmation_token?: string | undefined;
  payment_method?: string | undefined;
  payment_method_data?: PaymentMethodData | undefined;
  return_url?: string | undefined;
  use_stripe_sdk?: boolean | undefined;
  mandate_data?: { customer_acceptance: Acceptance } | undefined;
};

export type Chosen = {
  method: Stripe.PaymentMethod | null;
  returnUrl: string | null;
  useSdk: boolean;
  mandate: Acceptance | null;
  setupFutureUsage: Stripe.ConfirmationToken.SetupFutureUsage | null;
};

/** The method a caller named: by token (which brings its own settings), by data, or by id. */
export function chosenMethod(
  work: Work,
  p: Choice,
  intent: { payment_intent: string } | { setup_intent: string },
  customer: string | null,
): Chosen {
  if (p.confirmation_token !== undefined) {
    const { method, token } = redeemToken(work, p.confirmation_token, intent, customer);
    return {
      method,
      returnUrl: p.return_url ?? token.return_url,
      useSdk: p.use_stripe_sdk ?? token.use_stripe_sdk,
      // What this call says comes before what the browser said when it made the token.
      mandate: p.mandate_data?.customer_acceptance ?? acceptanceOf(token),
      setupFutureUsage: token.setup_future_usage,
    };
  }
  const data = p.payment_method_data;
  const method = data
    ? createMethod(work, draftMethod(data, work.now), data.metadata)
    : p.payment_method === undefined
      ? null
      : findMethod(work, p.payment_method);
  return {
    method,
    returnUrl: p.return_url ?? null,
    useSdk: p.use_stripe_sdk ?? false,
    mandate: p.mandate_data?.customer_acceptance ?? null,
    setupFutureUsage: null,
  };
}

function acceptanceOf({ mandate_data }: Stripe.ConfirmationToken): Acceptance | null {
  return mandate_data ? { type: 'online', online: { infer_from_client: true } } : null;
}
