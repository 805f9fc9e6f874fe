/** Digits as Arabic and Persian keyboards write them ("١٢٣", "۱۲۳") as 0 to 9; all else stays. */
export function westernDigits(text: string): string {
  // Both scripts' digits stand in order, from a code that ends in nought.
  return text.replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) % 16));
}
