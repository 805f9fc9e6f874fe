/**
 * The states of a payment. `reserved`: the invoices are held, the gateway has not answered yet.
 * `action_required`: the payer must authenticate (3-D Secure). `processing`: at the bank.
 * `checking`: we do not know yet what the gateway did. The last three are final.
 */
export type PaymentState =
  'reserved' | 'action_required' | 'processing' | 'checking' | 'succeeded' | 'failed' | 'cancelled';

/** The state in a word or two, the same wherever it stands. */
export const STATE_WORDS: Record<PaymentState, string> = {
  reserved: 'checking',
  checking: 'checking',
  action_required: 'waits for you',
  processing: 'at the bank',
  succeeded: 'paid',
  failed: 'not paid',
  cancelled: 'cancelled',
};

export function isFinal(state: PaymentState): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled';
}
