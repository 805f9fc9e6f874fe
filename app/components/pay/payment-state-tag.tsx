import { useLanguage } from '~/components/language';
import { Tag, type Tone } from '~/components/ui/tag';
import { paymentStateWords, type PaymentState } from '~/domain/payments/payment-state';

const TONES: Record<PaymentState, Tone> = {
  reserved: 'blue',
  checking: 'blue',
  action_required: 'amber',
  processing: 'blue',
  succeeded: 'green',
  failed: 'red',
  cancelled: 'neutral',
};

export function PaymentStateTag({ state }: { state: PaymentState }) {
  return <Tag tone={TONES[state]}>{paymentStateWords(state, useLanguage())}</Tag>;
}
