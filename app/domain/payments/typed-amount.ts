import type { Language } from '~/lib/languages/language';
import { plainNumber } from '~/lib/languages/typed-number';
import { exponentOf, fromDecimal, type Currency } from '~/lib/money';

/**
 * What somebody typed as an amount on a page of the language, in minor units: plain digits, or with what parts thousands
 * there ("1,234.50", "1.234,50"). Null for anything else. "1,23" on an English page is refused and not guessed.
 */
export function readTypedAmount(text: string, currency: Currency, language: Language = 'en'): bigint | null {
  const plain = plainNumber(text, language);
  return plain === null ? null : fromDecimal(plain, currency);
}

/** What an amount looks like as it is typed, with exactly the currency's decimals: "1,250.00", in yen "1,250". */
export function amountExample(currency: Currency): string {
  const decimals = '0'.repeat(exponentOf(currency));
  return decimals ? `1,250.${decimals}` : '1,250';
}

/** What is said where an amount is asked for and none was typed: "5,00" and "1.999" are above zero too. */
export const amountAsked = (currency: Currency) =>
  `Type an amount in ${currency} above zero, as in ${amountExample(currency)}.`;
