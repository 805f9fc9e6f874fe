import type { Language } from '~/lib/languages/language';
import { paymentStates } from './payment-state.words';

/**
 * The states of a payment. `reserved`: the invoices are held, the gateway has not answered yet.
 * `action_required`: the payer must authenticate (3-D Secure). `processing`: at the bank.
 * `checking`: we do not know yet what the gateway did. The last three are final.
 */
export type PaymentState =
  'reserved' | 'action_required' | 'processing' | 'checking' | 'succeeded' | 'failed' | 'cancelled';

/** The state in a word or two, the same wherever it stands. */
export function paymentStateWords(state: PaymentState, language: Language = 'en'): string {
  return paymentStates(language)(state);
}

export function isFinal(state: PaymentState): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled';
}
