import { Tag, type Tone } from '~/components/ui/tag';
import type { PaymentState } from '~/domain/payments/payment-state';

const TAGS: Record<PaymentState, { tone: Tone; words: string }> = {
  reserved: { tone: 'blue', words: 'checking' },
  checking: { tone: 'blue', words: 'checking' },
  action_required: { tone: 'amber', words: 'waits for you' },
  processing: { tone: 'blue', words: 'at the bank' },
  succeeded: { tone: 'green', words: 'paid' },
  failed: { tone: 'red', words: 'not paid' },
  cancelled: { tone: 'neutral', words: 'cancelled' },
};

export function PaymentStateTag({ state }: { state: PaymentState }) {
  const { tone, words } = TAGS[state];
  return <Tag tone={tone}>{words}</Tag>;
}
