import { Tag, type Tone } from '~/components/ui/tag';
import type { MailState } from '~/domain/mail/mail-list';

const LOOKS: Record<MailState, { tone: Tone; words: string }> = {
  queued: { tone: 'blue', words: 'On its way' },
  sent: { tone: 'green', words: 'Sent' },
  failed: { tone: 'red', words: 'Not delivered' },
};

export function MailTag({ state }: { state: MailState }) {
  const { tone, words } = LOOKS[state];
  return <Tag tone={tone}>{words}</Tag>;
}
