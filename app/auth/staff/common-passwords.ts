/**
 * What leaked lists are full of, as the words they are built from: most long ones are one or two of these with digits,
 * signs and letters that look like digits around them.
 */
const WORDS = (
  'password passwort passwd passphrase contrasena motdepasse pass word letmein welcome hello login signin admin administrator root user guest test testing ' +
  'demo default changeme changeit secret access master superman batman spiderman pokemon starwars matrix ninja dragon monkey tiger lion eagle falcon ' +
  'shadow phoenix princess prince sunshine summer winter spring autumn flower butterfly chocolate cookie banana orange cheese pepper ginger ' +
  'football soccer baseball basketball hockey tennis golf liverpool chelsea arsenal barcelona madrid juventus yankees cowboys lakers steelers ' +
  'iloveyou loveyou love lovely forever baby angel honey sweetheart darling freedom trustno jesus christ god heaven blessed amen faith ' +
  'michael jordan jennifer jessica ashley daniel charlie thomas robert andrew matthew joshua george william samantha nicole hunter harley buster ' +
  'mustang corvette ferrari porsche mercedes google facebook apple microsoft windows samsung computer internet whatever nothing something ' +
  'company business office money finance billing invoice payment account customer vendor qwerty azerty qwertz asdf zxcv january february march april june july ' +
  'august september october november december monday tuesday wednesday thursday friday saturday sunday correct horse battery staple'
).split(' ');

/** Walks over the keyboard and along the alphabet. */
const WALKS = [
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1234567890',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'qazwsxedcrfvtgbyhnujm',
];

const LOOKS_LIKE: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Whether a password is among the first that somebody would try: few different signs, a walk, or common words and digits. */
export function isCommonPassword(password: string): boolean {
  const lower = password.toLowerCase();
  if (new Set(lower).size < 6) return true;
  if (isRepeated(lower) || isMostlyWalk(lower)) return true;
  return [lower, [...lower].map((sign) => LOOKS_LIKE[sign] ?? sign).join('')].some((text) => rest(text).length < 4);
}

/** The same few signs again and again: "abc1abc1abc1". */
function isRepeated(text: string): boolean {
  return /^(.{1,6})\1+.{0,5}$/.test(text);
}

function isMostlyWalk(text: string): boolean {
  const walks = WALKS.flatMap((walk) => [walk, [...walk].reverse().join('')]);
  let walked = 0;
  for (let at = 0; at < text.length;) {
    let length = 1;
    while (length < text.length - at + 1 && walks.some((walk) => walk.includes(text.slice(at, at + length)))) length++;
    const step = length - 1;
    if (step >= 4) walked += step;
    at += Math.max(1, step);
  }
  return text.length - walked < 5;
}

/** The letters that are left once the common words are taken out, longest first. */
function rest(text: string): string {
  const longestFirst = [...WORDS].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((left, word) => left.replaceAll(word, ' '), text).replace(/[^\p{L}]/gu, '');
}
