import type { Words } from '~/domain/payments/words';
import type { Language } from '~/lib/languages/language';
import { saveMethodRefusals } from './save.words';
import type { SaveMethodRefusal } from './save-payment-method.server';

export function methodGoneWords(language: Language = 'en'): Words {
  const say = saveMethodRefusals(language);
  return { title: say('gone'), lines: [say('removedPerhaps')] };
}

/** Why a card or account was not kept. A setup of somebody else's is told like one that was never confirmed. */
export function saveMethodWords(refusal: SaveMethodRefusal, language: Language = 'en'): Words {
  const say = saveMethodRefusals(language);
  if (refusal.kind === 'viewer') return { title: say('viewer'), lines: [say('colleague')] };
  if (refusal.kind === 'too-many') return { title: say('tooMany'), lines: [say('inAnHour')] };
  return { title: say('notConfirmed'), lines: [say('useAnother')] };
}
