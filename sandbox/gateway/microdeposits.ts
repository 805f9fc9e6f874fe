import type Stripe from 'stripe';
import { addBusinessDays } from './business-days';
import { testBankOf } from './payment-method-data';
import type { Work } from './work';

export type Intent = Stripe.PaymentIntent | Stripe.SetupIntent;

const ARRIVES_AFTER_DAYS = 2;
const TIME_OUT_SECONDS = 10 * 24 * 3600;

/** Two small deposits are on their way to the account; the payer proves it theirs by telling what they say. */
export function startMicrodeposits(work: Work, intent: Intent, method: Stripe.PaymentMethod, mandate: string): Intent {
  work.put('challenge', {
    id: intent.id,
    paymentMethod: method.id,
    returnUrl: null,
    offSession: false,
    mandate,
    tries: 0,
  });
  const arrival = addBusinessDays(work.now, ARRIVES_AFTER_DAYS);
  const changes = {
    next_action: {
      type: 'verify_with_microdeposits',
      verify_with_microdeposits: {
        arrival_date: arrival,
        hosted_verification_url: `${work.url}/microdeposits/${intent.id}?${new URLSearchParams({
          client_secret: intent.client_secret!,
          ...(work.books.account && { account: work.books.account }),
        })}`,
        microdeposit_type: 'descriptor_code',
      },
    },
    payment_method: method.id,
    status: 'requires_action',
  } as const;
  work.later(
    TIME_OUT_SECONDS,
    'end-microdeposits',
    intent.id,
    `${method.id} payment_method_microdeposit_verification_timeout`,
  );
  if (testBankOf(work, method.id).depositsFail)
    work.later(arrival - work.now, 'end-microdeposits', intent.id, `${method.id} payment_method_microdeposit_failed`);
  if (intent.object === 'setup_intent') {
    const next = work.put('setup_intent', { ...intent, ...changes, last_setup_error: null, mandate });
    work.emit('setup_intent.requires_action', next);
    return next;
  }
  const next = work.put('payment_intent', { ...intent, ...changes, last_payment_error: null });
  work.emit('payment_intent.requires_action', next);
  return next;
}

export const waitsForMicrodeposits = (intent: Intent): boolean =>
  intent.status === 'requires_action' && intent.next_action?.type === 'verify_with_microdeposits';
