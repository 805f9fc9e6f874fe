import type { MethodKind } from '~/domain/payment-methods/method-kind';

/**
 * What follows when a charge that nobody was there for came to nothing: it is tried again, its payer must finish it
 * with their bank, or it is over.
 */
export type AfterDecline = 'retry' | 'authenticate' | 'stop';

/** A charge that may be tried again is, on these days after the day of its first failure, each a payment of its own. */
export const RETRY_ON_DAYS = [1, 3, 5] as const;

const AUTHENTICATE = new Set([
  'authentication_required',
  'payment_intent_authentication_failure',
  'authentication_not_handled',
]);

/** Nothing that time mends, whatever the network advises. */
const HARD = new Set([
  'lost_card',
  'stolen_card',
  'pickup_card',
  'restricted_card',
  'fraudulent',
  'merchant_blacklist',
  'expired_card',
  'account_closed',
  'no_account',
  'debit_not_authorized',
  'revocation_of_authorization',
  'revocation_of_all_authorizations',
  'stop_payment_order',
  'resource_missing',
]);

/** What another day may mend: money, the bank's or the gateway's own trouble, or the vendor's access to it. */
const SOFT = new Set([
  'insufficient_funds',
  'processing_error',
  'generic_decline',
  'card_declined',
  'do_not_honor',
  'call_issuer',
  'issuer_not_available',
  'reenter_transaction',
  'try_again_later',
  'approve_with_id',
  'no_action_taken',
  'not_permitted',
  'card_velocity_exceeded',
  'withdrawal_count_limit_exceeded',
  'card_decline_rate_limit_exceeded',
  'charge_exceeds_source_limit',
  'gateway_key_refused',
  'payment_method_unactivated',
  'payment_method_not_available',
]);

/** The payment's end, as its row says it. Cancelled without a code: the gateway has none, so nothing was ever asked. */
export function afterDecline(end: { failureCode: string | null; adviceCode: string | null }): AfterDecline {
  const { failureCode, adviceCode } = end;
  if (failureCode === null) return 'retry';
  if (AUTHENTICATE.has(failureCode)) return 'authenticate';
  if (HARD.has(failureCode) || adviceCode === 'do_not_try_again' || adviceCode === 'confirm_card_data') return 'stop';
  return SOFT.has(failureCode) || adviceCode === 'try_again_later' ? 'retry' : 'stop';
}

/** A debit of a US account that was returned may be sent again so often (Nacha Operating Rules, reinitiated entries). */
const DEBIT_RETRIES = 2;

/** How many days after the day of the n-th failure the next try is; null after the last. */
export function daysToNextTry(tries: number, methodKind: MethodKind): number | null {
  if (methodKind === 'us_bank_account' && tries > DEBIT_RETRIES) return null;
  const next = RETRY_ON_DAYS[tries - 1];
  return next === undefined ? null : next - (RETRY_ON_DAYS[tries - 2] ?? 0);
}
