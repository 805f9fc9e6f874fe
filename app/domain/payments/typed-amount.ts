import { fromDecimal, type Currency } from '~/lib/money';

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
