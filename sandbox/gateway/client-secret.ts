import type Stripe from 'stripe';
import { invalid, type ErrorBody } from '../wire/api-error';

/** A browser proves with the client secret that this intent is its own; a server need not, but may not be wrong. */
export function checkClientSecret(
  intent: { id: string; object: string; client_secret: string | null },
  given: string | undefined,
  publishable: boolean,
): void {
  if (given === undefined && !publishable) return;
  const name = intent.object === 'payment_intent' ? 'PaymentIntent' : 'SetupIntent';
  if (given === undefined) {
    throw invalid(
      `This API call cannot be made with a publishable API key without the client_secret of the ${name}.`,
      'parameter_missing',
      'client_secret',
      { beforeExecution: true },
    );
  }
  if (given !== intent.client_secret) {
    throw invalid(
      `The client_secret provided does not match the client_secret associated with this ${name}.`,
      `${intent.object}_invalid_parameter`,
      'client_secret',
    );
  }
}

const BROWSER_FIELDS = [
  'id',
  'object',
  'amount',
  'automatic_payment_methods',
  'canceled_at',
  'cancellation_reason',
  'capture_method',
  'client_secret',
  'confirmation_method',
  'created',
  'currency',
  'description',
  'last_payment_error',
  'last_setup_error',
  'livemode',
  'next_action',
  'payment_method',
  'payment_method_types',
  'processing',
  'receipt_email',
  'setup_future_usage',
  'shipping',
  'status',
  'usage',
];

/** What a browser may see of an intent: no customer, no metadata, no charge. */
export function forCaller<T extends Stripe.PaymentIntent | Stripe.SetupIntent>(
  intent: T,
  publishable: boolean,
): object {
  if (!publishable) return intent;
  return Object.fromEntries(Object.entries(intent).filter(([field]) => BROWSER_FIELDS.includes(field)));
}

/** The same for the intent that an error carries. */
export function errorForCaller(body: ErrorBody, publishable: boolean): object {
  if (!publishable) return body;
  const { payment_intent: payment, setup_intent: setup, ...rest } = body;
  return {
    ...rest,
    ...(payment && { payment_intent: forCaller(payment, true) }),
    ...(setup && { setup_intent: forCaller(setup, true) }),
  };
}
