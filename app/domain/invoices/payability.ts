import { paymentStateWords, type PaymentState } from '~/domain/payments/payment-state';
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
  if (reason === 'in-flight' && paymentState) return paymentStateWords(paymentState as PaymentState, language);
  if ((reason === 'paid' || reason === 'void') && on) return say(`${reason}On`, { date: formatsOf(language).date(on) });
  return say(reason);
}
