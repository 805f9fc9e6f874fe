import { exponentOf, fromDecimal, type Currency } from '~/lib/money';

/**
 * What somebody typed as an amount, in minor units: plain digits, or with commas between thousands ("1,234.50").
 * Null for anything else. "1,23" is refused and not guessed: elsewhere that is one and 23 hundredths.
 */
export function readTypedAmount(text: string, currency: Currency): bigint | null {
  const trimmed = text.trim();
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(trimmed) ? trimmed.replaceAll(',', '') : trimmed;
  const minor = fromDecimal(plain, currency);
  return minor !== null && minor >= 0n ? minor : null;
}

/** What an amount looks like as it is typed, with exactly the currency's decimals: "1,250.00", in yen "1,250". */
export function amountExample(currency: Currency): string {
  const decimals = '0'.repeat(exponentOf(currency));
  return decimals ? `1,250.${decimals}` : '1,250';
}

/** What is said where an amount is asked for and none was typed: "5,00" and "1.999" are above zero too. */
export const amountAsked = (currency: Currency) =>
  `Type an amount in ${currency} above zero, as in ${amountExample(currency)}.`;
