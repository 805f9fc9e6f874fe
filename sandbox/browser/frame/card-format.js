/** Brand by the first digits, as far as they tell. */
export function brandOf(digits) {
  if (/^4/.test(digits)) return 'visa';
  if (/^3[47]/.test(digits)) return 'amex';
  if (/^(5[1-5]|2[2-7])/.test(digits)) return 'mastercard';
  if (/^(6011|64[4-9]|65)/.test(digits)) return 'discover';
  if (/^(30|36|38|39)/.test(digits)) return 'diners';
  if (/^35/.test(digits)) return 'jcb';
  if (/^(62|81)/.test(digits)) return 'unionpay';
  return null;
}

export function numberLength(brand) {
  return brand === 'amex' ? 15 : 16;
}

export function cvcLength(brand) {
  return brand === 'amex' ? 4 : 3;
}

export function formatNumber(text) {
  const brand = brandOf(text.replace(/\D/g, ''));
  const digits = text.replace(/\D/g, '').slice(0, numberLength(brand));
  return (
    brand === 'amex' ? [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10)] : (digits.match(/.{1,4}/g) ?? [])
  )
    .filter(Boolean)
    .join(' ');
}

/** `4` is April, `13` is January of a year that starts with 3; the slash comes and goes by itself. */
export function formatExpiry(text, deleting) {
  let digits = text.replace(/\D/g, '');
  const long = /^(\d{2})\D*20(\d{2})$/.exec(text.trim());
  if (long) digits = long[1] + long[2];
  if (/^[2-9]/.test(digits) || (/^1$/.test(digits) && /\//.test(text)) || /^1[3-9]/.test(digits)) digits = `0${digits}`;
  digits = digits.slice(0, 4);
  if (digits.length < 2 || (deleting && digits.length === 2)) return digits;
  return `${digits.slice(0, 2)} / ${digits.slice(2)}`;
}

/** Writes a formatted value and leaves the caret behind the digit it stood behind. */
export function writeFormatted(input, format) {
  const digitsBefore = input.value.slice(0, input.selectionStart ?? input.value.length).replace(/\D/g, '').length;
  const atEnd = input.selectionStart === input.value.length;
  const next = format(input.value);
  input.value = next;
  if (document.activeElement !== input) return;
  let caret = 0;
  for (let seen = 0; caret < next.length && seen < digitsBefore; caret++) if (/\d/.test(next[caret])) seen += 1;
  if (atEnd) caret = next.length;
  input.setSelectionRange(caret, caret);
}
