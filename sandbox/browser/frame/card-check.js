import { brandOf, cvcLength, numberLength } from './card-format.js';

const error = (code, message) => ({ type: 'validation_error', code, message });

export function checkNumber(text) {
  const digits = text.replace(/\D/g, '');
  if (digits.length < numberLength(brandOf(digits)))
    return error('incomplete_number', 'Your card number is incomplete.');
  return passesLuhn(digits) ? null : error('invalid_number', 'Your card number is invalid.');
}

export function checkExpiry(text, today) {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 4) return error('incomplete_expiry', "Your card's expiration date is incomplete.");
  const month = Number(digits.slice(0, 2));
  const year = 2000 + Number(digits.slice(2));
  if (month < 1 || month > 12) return error('invalid_expiry_month', "Your card's expiration date is invalid.");
  if (year < today.getFullYear())
    return error('invalid_expiry_year_past', "Your card's expiration year is in the past.");
  if (year === today.getFullYear() && month < today.getMonth() + 1)
    return error('invalid_expiry_month_past', "Your card's expiration date is in the past.");
  return year > today.getFullYear() + 50
    ? error('invalid_expiry_year', "Your card's expiration year is invalid.")
    : null;
}

export function checkCvc(text, number) {
  const short = text.replace(/\D/g, '').length < cvcLength(brandOf(number.replace(/\D/g, '')));
  return short ? error('incomplete_cvc', "Your card's security code is incomplete.") : null;
}

const ZIP = { US: /^\d{5}(-?\d{4})?$/, CA: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i, GB: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i };

/** Only these countries' banks compare the postal code. */
export function wantsPostalCode(country) {
  return country in ZIP;
}

export function checkPostalCode(text, country) {
  if (!wantsPostalCode(country) || ZIP[country].test(text.trim())) return null;
  return error('incomplete_zip', country === 'US' ? 'Your ZIP is incomplete.' : 'Your postal code is incomplete.');
}

function passesLuhn(digits) {
  let sum = 0;
  [...digits].reverse().forEach((digit, at) => {
    const value = at % 2 ? Number(digit) * 2 : Number(digit);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0;
}
