/**
 * The states of a payment. `reserved`: the invoices are held, the gateway has not answered yet.
 * `action_required`: the payer must authenticate (3-D Secure). `processing`: at the bank.
 * `checking`: we do not know yet what the gateway did. The last three are final.
 */
export type PaymentState =
  'reserved' | 'action_required' | 'processing' | 'checking' | 'succeeded' | 'failed' | 'cancelled';

export function isFinal(state: PaymentState): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled';
}
