import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import { unpayableTags } from './payability.words';

/** Why an invoice takes no payment. `gone`: the reader may not see it (draft, archived, somebody else's, or none). */
export type Unpayable = 'paid' | 'in-flight' | 'disputed' | 'void' | 'gone';

/** The reason in a few words, as a tag says it. `paymentState` is that of the payment that holds it; `on` the date it was paid or voided. */
export function unpayableWords(
  reason: Unpayable,
  { paymentState, on }: { paymentState?: string | null; on?: string | null } = {},
  language: Language = 'en',
): string {
  const say = unpayableTags(language);
  if (reason === 'in-flight') return say(HELD_BY.get(paymentState ?? '') ?? 'in-flight');
  if ((reason === 'paid' || reason === 'void') && on) return say(`${reason}On`, { date: formatsOf(language).date(on) });
  return say(reason);
}

/** States of the payment that say more than that there is one. */
const HELD_BY = new Map<string, 'checking' | 'action_required' | 'processing'>([
  ['reserved', 'checking'],
  ['checking', 'checking'],
  ['action_required', 'action_required'],
  ['processing', 'processing'],
]);
