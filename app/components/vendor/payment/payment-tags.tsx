import { paymentStateWords, type PaymentState } from '~/domain/payments/payment-state';
import { Tag, type Tone } from '../../ui/tag';

const TONES: Record<PaymentState, Tone> = {
  reserved: 'amber',
  checking: 'amber',
  action_required: 'amber',
  processing: 'blue',
  succeeded: 'green',
  failed: 'red',
  cancelled: 'neutral',
};

/** A payment's state as staff read it: what waits for the payer waits for them, not for "you". */
export function VendorPaymentTag({ state }: { state: PaymentState }) {
  return (
    <Tag tone={TONES[state]}>{state === 'action_required' ? 'waits for the payer' : paymentStateWords(state)}</Tag>
  );
}

/** What came of it afterwards. */
export function AfterTags({ refunded, disputed }: { refunded: 'all' | 'part' | null; disputed: boolean }) {
  return (
    <>
      {refunded && <Tag>{refunded === 'all' ? 'refunded' : 'refunded in part'}</Tag>}
      {disputed && <Tag tone="red">chargeback</Tag>}
    </>
  );
}

export function refundedOf(amountMinor: bigint, refundedMinor: bigint): 'all' | 'part' | null {
  if (refundedMinor === 0n) return null;
  return refundedMinor < amountMinor ? 'part' : 'all';
}
