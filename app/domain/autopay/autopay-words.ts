import type { Words } from '~/domain/payments/words';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import type { Currency } from '~/lib/money';
import { autopayRefusals } from './autopay-refusal.words';
import { NOTICE_DAYS, type SetAutopayRefusal } from './autopay';

/** Why AutoPay was not turned on or changed. */
export function autopayRefusalWords(refusal: SetAutopayRefusal, currency: Currency, language: Language = 'en'): Words {
  const say = autopayRefusals(language);
  const { money } = formatsOf(language);
  switch (refusal.kind) {
    case 'viewer':
      return { title: say(refusal.kind), lines: [say('colleague')] };
    case 'method-gone':
    case 'method-not-for-currency':
      return { title: say(refusal.kind), lines: [say('chooseAnother')] };
    case 'cap-out-of-range': {
      const range = { least: money(refusal.minMinor, currency), most: money(refusal.maxMinor, currency) };
      return { title: say(refusal.kind, range), lines: [say('unchanged')] };
    }
    case 'notice-out-of-range': {
      const { least, most } = NOTICE_DAYS;
      return { title: say(refusal.kind, { least, most }), lines: [say('unchanged')] };
    }
  }
}
