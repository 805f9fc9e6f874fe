/** Letters and digits that are not mistaken for each other, 32 of them: five bits each, eighty a code. */
const RECOVERY_ALPHABET = 'abcdefghjkmnpqrstuvwxyz023456789';
const RECOVERY_LENGTH = 16;

/** A recovery code however it was typed (capitals, hyphens, spaces), or null. */
export function typedRecoveryCode(text: unknown): string | null {
  const code = typeof text === 'string' ? text.toLowerCase().replace(/[\s-]/g, '') : '';
  return code.length === RECOVERY_LENGTH && [...code].every((sign) => RECOVERY_ALPHABET.includes(sign)) ? code : null;
}
