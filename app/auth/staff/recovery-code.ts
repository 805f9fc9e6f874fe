/** Letters and digits that are not mistaken for each other, 32 of them: five bits each, eighty a code. */
export const RECOVERY_ALPHABET = 'abcdefghjkmnpqrstuvwxyz023456789';
const RECOVERY_LENGTH = 16;
export const RECOVERY_CODES = 10;

/** "abcd-efgh-jkmn-pqrs": in groups, to be read and typed. */
export function groupedRecoveryCode(code: string): string {
  return code.match(/.{4}/g)?.join('-') ?? code;
}

/** Whether a text has the form of one, and it without its groups; or null. */
export function typedRecoveryCode(text: unknown): string | null {
  const code = typeof text === 'string' ? text.toLowerCase().replace(/[\s-]/g, '') : '';
  return code.length === RECOVERY_LENGTH && [...code].every((sign) => RECOVERY_ALPHABET.includes(sign)) ? code : null;
}

/** A code drawn from random bytes, one for each sign; the alphabet has 32, so that none is likelier. */
export function recoveryCodeFrom(bytes: Uint8Array): string {
  return Array.from(
    bytes.subarray(0, RECOVERY_LENGTH),
    (byte) => RECOVERY_ALPHABET[byte % RECOVERY_ALPHABET.length],
  ).join('');
}
