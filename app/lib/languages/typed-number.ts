import type { Language } from './language';

/**
 * A number as somebody typed it ("1,234.56", in other languages than English "1.234,56" or "1 234,56"), with a point for
 * its decimals and nothing between its thousands: "1234.56". Null for what is no number or could mean two: "12,50" on an
 * English page, "1.234" on any other.
 */
export function plainNumber(text: string, language: Language = 'en'): string | null {
  const typed = text.trim();
  if (language === 'en') return ENGLISH.test(typed) ? typed.replaceAll(',', '') : null;
  if (WITH_COMMA.test(typed)) return typed.replaceAll(/[.\s]/g, '').replace(',', '.');
  return /^\d+(\.\d+)?$/.test(typed) && !/^\d{1,3}\.\d{3}$/.test(typed) ? typed : null;
}

const ENGLISH = /^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/;
/** Or without one, where spaces or several points show that they part thousands. */
const WITH_COMMA = /^(\d+,\d+|\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\s\d{3})+(,\d+)?|\d{1,3}(\.\d{3}){2,})$/;

/** A plain number as it is typed in the language: "1234.56", elsewhere "1234,56". plainNumber reads it back. */
export function typedNumber(plain: string, language: Language = 'en'): string {
  return language === 'en' ? plain : plain.replace('.', ',');
}
