import { isCommonPassword } from './common-passwords';

/** Long enough that guessing is hopeless at the pace we allow. */
export const MIN_PASSWORD_LENGTH = 12;
/** Longer than this nobody types, and hashing must stay cheap. */
export const MAX_PASSWORD_LENGTH = 128;

/** Why a password cannot be taken, in a sentence; null when it can. No rules on which signs it holds: length is what counts. */
export function whyNotPassword(
  password: string,
  who: { email: string; name: string; vendorName: string },
): string | null {
  if ([...password].length < MIN_PASSWORD_LENGTH)
    return `Use at least ${MIN_PASSWORD_LENGTH} characters; a few words in a row are easy to keep.`;
  if (password.length > MAX_PASSWORD_LENGTH) return `Use at most ${MAX_PASSWORD_LENGTH} characters.`;
  if (isCommonPassword(password))
    return 'This is among the first that anybody would try. Use a few words that do not belong together.';
  if (isAbout(password, who))
    return 'It is made of your name, your address or your company. Use something nobody connects with you.';
  return null;
}

/** What is left of a password without what everybody knows about its owner must still be long. */
function isAbout(
  password: string,
  { email, name, vendorName }: { email: string; name: string; vendorName: string },
): boolean {
  const words = `${email} ${name} ${vendorName} quittance`
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 3)
    .sort((a, b) => b.length - a.length);
  const left = words.reduce((rest, word) => rest.replaceAll(word, ''), password.toLowerCase());
  return left.length < password.length && left.replace(/[^\p{L}]/gu, '').length < 6;
}
