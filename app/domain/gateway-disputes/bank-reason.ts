import type { Language } from '~/lib/languages/language';
import { bankReasons } from './bank-reasons.words';

/** Why the bank disputes a payment: "product not received". A code that we do not know stays the gateway's English. */
export function bankReasonWords(reason: string, language: Language = 'en'): string {
  return isKnown(reason) ? bankReasons(language)(reason) : reason.replaceAll('_', ' ');
}

function isKnown(reason: string): reason is keyof typeof bankReasons.list {
  return Object.hasOwn(bankReasons.list, reason);
}
