import { dateIn } from '~/lib/dates';
import { isolate } from '~/lib/languages/isolate';
import type { Language } from '~/lib/languages/language';
import { bankNameOf, kindOfBrand } from './method-kind';
import { methodNames } from './method-name.words';

const BRANDS = new Map([
  ['amex', 'American Express'],
  ['cartes_bancaires', 'Cartes Bancaires'],
  ['diners', 'Diners Club'],
  ['discover', 'Discover'],
  ['eftpos_au', 'Eftpos'],
  ['jcb', 'JCB'],
  ['mastercard', 'Mastercard'],
  ['unionpay', 'UnionPay'],
  ['visa', 'Visa'],
]);

/** "Visa", or the bank's name. A brand we have no name for is just a card. */
export function brandName(brand: string, language: Language = 'en'): string {
  const kind = kindOfBrand(brand);
  if (kind !== 'card') return bankNameOf(brand) ?? methodNames(language)(kind);
  return BRANDS.get(brand.toLowerCase()) ?? methodNames(language)('card');
}

/** "•••• 4242": the dots stand for the digits before. */
export function lastFour(last4: string, language: Language): string {
  return isolate(`•••• ${last4}`, language);
}

/** "Visa •••• 4242". */
export function methodName(method: { brand: string; last4: string }, language: Language = 'en'): string {
  return `${brandName(method.brand, language)} ${lastFour(method.last4, language)}`;
}

/** "09/28". */
export function expiryText(expMonth: number, expYear: number): string {
  return `${String(expMonth).padStart(2, '0')}/${String(expYear % 100).padStart(2, '0')}`;
}

/** A card is good until the last day of its month, judged in the vendor's zone. */
export function isExpired(
  method: { expMonth: number | null; expYear: number | null },
  timeZone: string,
  now: Date,
): boolean {
  if (method.expMonth === null || method.expYear === null) return false;
  const month = `${method.expYear}-${String(method.expMonth).padStart(2, '0')}`;
  return month < dateIn(timeZone, now).slice(0, 7);
}
