import type Stripe from 'stripe';
import { testCardOf } from './payment-method-data';
import type { Work } from './work';

/** Does the bank ask the payer to prove who they are for this charge? */
export function chargeNeedsAuthentication(work: Work, method: string, offSession: boolean): boolean {
  switch (testCardOf(work, method).authentication) {
    case 'never':
      return false;
    case 'always':
      return true;
    case 'on-session':
      return !offSession;
    case 'unless-set-up':
      return !offSession || !work.books.instrument.get(method)!.setUpOffSession;
  }
}

export function setupNeedsAuthentication(work: Work, method: string): boolean {
  const rule = testCardOf(work, method).authentication;
  return rule === 'always' || rule === 'unless-set-up';
}

/** In the page through Stripe.js, or by sending the browser away and back when only a return address is known. */
export function challengeAction(
  work: Work,
  intent: { id: string; client_secret: string | null },
  returnUrl: string | null,
  useSdk: boolean,
): Stripe.PaymentIntent.NextAction {
  const query = new URLSearchParams({
    client_secret: intent.client_secret!,
    ...(work.books.account && { account: work.books.account }),
  });
  if (returnUrl !== null && !useSdk) {
    return {
      type: 'redirect_to_url',
      redirect_to_url: { return_url: returnUrl, url: `${work.url}/3ds/redirect/${intent.id}?${query}` },
    };
  }
  return {
    type: 'use_stripe_sdk',
    use_stripe_sdk: {
      type: 'three_d_secure_redirect',
      stripe_js: `${work.url}/3ds/${intent.id}?${query}`,
      source: intent.id,
    },
  };
}
