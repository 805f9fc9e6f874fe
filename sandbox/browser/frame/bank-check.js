/** What is wrong with what was typed into the bank forms; null when nothing is. The gateway checks again. */
export function checkName(text) {
  return text.trim() === '' ? fault('incomplete_name', 'Enter the name on the account.') : null;
}

export function checkEmail(text) {
  return /^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/.test(text.trim())
    ? null
    : fault('incomplete_email', 'Enter an email address, the bank wants one.');
}

export function checkRouting(text) {
  if (!/^\d{9}$/.test(text)) return fault('incomplete_routing_number', 'A routing number has nine digits.');
  const sum = [...text].reduce((all, digit, at) => all + Number(digit) * [3, 7, 1][at % 3], 0);
  return sum % 10 === 0 ? null : fault('routing_number_invalid', 'The routing number is invalid.');
}

export function checkAccount(text) {
  return /^\d{4,17}$/.test(text) ? null : fault('incomplete_account_number', 'Enter the account number.');
}

export function checkIban(text) {
  const iban = text.replace(/\s/g, '').toUpperCase();
  if (iban.length < 15) return fault('incomplete_iban', 'The IBAN is incomplete.');
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return fault('invalid_iban', 'The IBAN is invalid.');
  const digits = [...iban.slice(4), ...iban.slice(0, 4)].map((each) => parseInt(each, 36)).join('');
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1 ? null : fault('invalid_iban', 'The IBAN is invalid.');
}

/** In groups of four, as it is printed on cards and statements. */
export function formatIban(text) {
  return text
    .replace(/[^a-z0-9]/gi, '')
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1 ');
}

function fault(code, message) {
  return { type: 'validation_error', code, message };
}
