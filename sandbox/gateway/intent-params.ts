import { badParam } from '../wire/api-error';
import { clearable, flag, hash, ignored, list, oneOf, text } from '../wire/params';
import { metadata } from '../wire/metadata';
import { mandateData } from './mandates';
import { address, paymentMethodData } from './payment-method-data';

/** Parameters that several calls on payment intents share. */
export const describing = {
  customer: clearable,
  description: clearable,
  metadata,
  receipt_email: clearable,
  setup_future_usage: oneOf('off_session', 'on_session'),
  shipping: hash({ address, name: clearable, phone: clearable, carrier: clearable, tracking_number: clearable }),
  statement_descriptor: clearable,
  statement_descriptor_suffix: clearable,
  transfer_group: clearable,
  allowed_payment_method_types: list(text),
  payment_method_options: ignored,
  amount_details: ignored,
  payment_details: ignored,
  excluded_payment_method_types: ignored,
};

export const confirming = {
  confirmation_token: text,
  payment_method: text,
  payment_method_data: hash(paymentMethodData),
  error_on_requires_action: flag,
  // `true`, or the words `one_off` and `recurring`: all mean that the payer is not there.
  off_session: text,
  return_url: text,
  use_stripe_sdk: flag,
  mandate_data: mandateData,
  radar_options: ignored,
};

/** What this gateway can take, and in which currency; a setup has none. */
const TAKES: Record<string, string | null> = { card: null, us_bank_account: 'usd', sepa_debit: 'eur' };
/** What is taken where the merchant names nothing. */
const SWITCHED_ON = ['card'];

export function offeredTypes(allowed: readonly string[] | undefined, currency?: string): string[] {
  const fits = (type: string) => !currency || !TAKES[type] || TAKES[type] === currency.toLowerCase();
  const both = allowed ? Object.keys(TAKES).filter((type) => allowed.includes(type) && fits(type)) : SWITCHED_ON;
  if (both.length === 0)
    throw badParam(
      `None of the allowed payment method types is available: ${allowed!.join(', ')}.`,
      undefined,
      'allowed_payment_method_types',
    );
  return both;
}

export function isOffSession(value: string | undefined): boolean {
  return value !== undefined && value !== 'false' && value !== '0';
}
