/**
 * Characters that are not shown but change what is: controls, direction overrides and isolates, zero-width
 * spaces, tags. A name that carries them could read otherwise than it is stored ("RTL override").
 */
const UNSEEN =
  /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]|[\u{e0000}-\u{e0fff}]|\p{Cs}|\p{Co}/gu;

/**
 * The text as a document may carry it: one line of visible characters in the order they are stored, and of the unseen
 * ones those to `keep`.
 */
export function plainText(text: string, keep = ''): string {
  return text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .replace(UNSEEN, (sign) => (keep.includes(sign) ? sign : ''))
    .replace(/ {2,}/g, ' ')
    .trim();
}
