import { formText } from '~/lib/form-text';
import { westernDigits } from './digits';
import { isLanguage, type Language } from './language';

/**
 * A number as somebody typed it ("1,234.56" in English and Arabic, "1.234,56" or "1 234,56" in the others, in Arabic
 * "١٬٢٣٤٫٥٦" too), with a point for its decimals and nothing between its thousands: "1234.56". Null for what is no number
 * or could mean two: "12,50" on an English page, "1.234" on a German one.
 */
export function plainNumber(text: string, language: Language = 'en'): string | null {
  const typed = text.replaceAll(MARKS_AROUND, '');
  if (language === 'ar') return arabicNumber(typed);
  if (language === 'en') return english(typed);
  if (WITH_COMMA.test(typed)) return typed.replaceAll(/[.\s]/g, '').replace(',', '.');
  return withPoint(typed);
}

/** Signs of direction around what was pasted. Between digits they would turn round what the reader saw, and are refused. */
const MARKS_AROUND = /^[\s\u061c\u200e\u200f\u2066-\u2069]+|[\s\u061c\u200e\u200f\u2066-\u2069]+$/g;

function english(typed: string): string | null {
  return ENGLISH.test(typed) ? typed.replaceAll(',', '') : null;
}

/** Where a point may part thousands, it is one for decimals only if it cannot be the other. */
function withPoint(typed: string): string | null {
  return /^\d+(\.\d+)?$/.test(typed) && !/^\d{1,3}\.\d{3}$/.test(typed) ? typed : null;
}

/**
 * Arabic's own signs say what they part. With the digits 0 to 9, comma and point are those of an English page; beside
 * Arabic's own digits a comma is for decimals in one country and for thousands in the next.
 */
function arabicNumber(typed: string): string | null {
  const digits = westernDigits(typed);
  if (/[٫٬]/.test(digits)) return ARABIC.test(digits) ? digits.replaceAll('٬', '').replace('٫', '.') : null;
  return digits === typed ? english(typed) : withPoint(digits);
}

/** No thousands begin with nought: "0,500" was meant as half of one, and is refused. */
const ENGLISH = /^(\d+|[1-9]\d{0,2}(,\d{3})+)(\.\d+)?$/;
const ARABIC = /^(\d+|[1-9]\d{0,2}(٬\d{3})+)(٫\d+)?$/;
/** Or without one, where spaces or several points show that they part thousands. */
const WITH_COMMA =
  /^(\d+,\d+|[1-9]\d{0,2}(\.\d{3})+,\d+|[1-9]\d{0,2}([ \u00a0\u202f]\d{3})+(,\d+)?|[1-9]\d{0,2}(\.\d{3}){2,})$/;

/** A plain number as it is typed in the language: "1234.56" in English and Arabic, elsewhere "1234,56". plainNumber reads it back. */
export function typedNumber(plain: string, language: Language = 'en'): string {
  return language === 'en' || language === 'ar' ? plain : plain.replace('.', ',');
}

/** The field with which a form says in which language its numbers were typed. */
export const TYPED_IN = 'typedIn';

/** What follows a number in an address that could mean two: no reader of plain numbers takes it for one. */
const UNSURE = '?';

/** What was typed as a number, as an address holds it: plain, or else so that it is not read as one. asTyped gives it back. */
export function numberInAddress(text: string, language: Language): string {
  return plainNumber(text, language) ?? (plainNumber(text) === null ? text : `${text}${UNSURE}`);
}

export function asTyped(inAddress: string): string {
  return inAddress.endsWith(UNSURE) ? inAddress.slice(0, -UNSURE.length) : inAddress;
}

/**
 * What was typed as a number, as it is typed in the language of the page that answers. The reader may have chosen another
 * one since the form was filled in, and "1,234" must not become a thousand times as much by that. What was no number stays
 * none.
 */
export function typedNumberField(form: FormData, name: string, language: Language): string {
  const [text, from] = [formText(form, name), formText(form, TYPED_IN)];
  if (text.trim() === '' || from === language || !isLanguage(from)) return text;
  const plain = plainNumber(text, from);
  return plain === null ? `${text}${UNSURE}` : typedNumber(plain, language);
}
