import { useLanguage } from '~/components/language';
import { unpayableWords, type Unpayable } from '~/domain/invoices/payability';
import { Tag, type Tone } from '../ui/tag';

const TONES: Record<Unpayable, Tone> = {
  paid: 'green',
  'in-flight': 'blue',
  disputed: 'amber',
  void: 'neutral',
  gone: 'neutral',
};

type UnpayableTagProps = {
  reason: Unpayable;
  paymentState?: string | null;
  on?: string | null;
};

/** Why an invoice cannot be paid now, in a few words. */
export function UnpayableTag({ reason, ...facts }: UnpayableTagProps) {
  const tone = facts.paymentState === 'action_required' ? 'amber' : TONES[reason];
  return <Tag tone={tone}>{unpayableWords(reason, facts, useLanguage())}</Tag>;
}
