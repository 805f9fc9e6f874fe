import type Stripe from 'stripe';
import { invalid } from '../wire/api-error';

type Settings =
  | Pick<Stripe.PaymentIntent, 'automatic_payment_methods' | 'allowed_payment_method_types'>
  | Pick<Stripe.SetupIntent, 'automatic_payment_methods' | 'allowed_payment_method_types'>;

/** Methods that may leave the page need somewhere to come back to, or must be ruled out: none that this gateway takes from an explicit list leaves it. */
export function requireReturnUrl(
  name: 'PaymentIntent' | 'SetupIntent',
  intent: Settings,
  returnUrl: string | null,
): void {
  const automatic = intent.automatic_payment_methods;
  if (
    !automatic?.enabled ||
    automatic.allow_redirects === 'never' ||
    intent.allowed_payment_method_types ||
    returnUrl !== null
  )
    return;
  throw invalid(
    `This ${name} is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a \`return_url\`. If you don't want to accept redirect-based payment methods, set \`automatic_payment_methods[enabled]\` to \`true\` and \`automatic_payment_methods[allow_redirects]\` to \`never\` when creating Setup Intents and Payment Intents.`,
  );
}
