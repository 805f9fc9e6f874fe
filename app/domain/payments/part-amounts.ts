import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import { typedNumber } from '~/lib/languages/typed-number';
import { sumMinor, toDecimal, type Currency } from '~/lib/money';
import { amountProblems } from './pay-form.words';
import type { QuoteLine } from './quote';
import { leastPart, spread, type SpreadRule } from './spread';
import { readTypedAmount } from './typed-amount';

/** What stands in the fields of the amounts, by invoice. */
export type TypedAmounts = Record<string, string>;

/** What the fields mean: the lines that are paid, or what must be mended first. */
export type PartAmounts = {
  /** Those with a share, in the order of the quote. */
  lines: QuoteLine[];
  totalMinor: bigint;
  /** By invoice: what is wrong with its field. */
  problems: Record<string, string>;
  /** Why this cannot be paid yet; null when it can. */
  problem: string | null;
};

export const amountField = (invoiceId: string) => `amount:${invoiceId}`;

/** How amounts are typed: in the currency, as the language of the page writes figures. */
type Typing = { currency: Currency; language: Language };

/** An amount as it stands in a field: "1250.00", "1250,00". */
export function typedAmount(amountMinor: bigint, { currency, language }: Typing): string {
  return typedNumber(toDecimal(amountMinor, currency), language);
}

/** Every field filled with what the quote pays: all that is due, unless a part was chosen before. */
export function quotedAmounts(lines: readonly QuoteLine[], typing: Typing): TypedAmounts {
  return Object.fromEntries(lines.map((line) => [line.invoiceId, typedAmount(line.payMinor, typing)]));
}

/** Every field filled with its share of one sum. Null when the sum is no amount. */
export function spreadAmounts(
  lines: readonly QuoteLine[],
  sum: string,
  rule: SpreadRule,
  typing: Typing,
): TypedAmounts | null {
  const sumMinorTyped = readTypedAmount(sum, typing.currency, typing.language);
  if (sumMinorTyped === null) return null;
  const shares = spread(lines, sumMinorTyped, rule);
  return Object.fromEntries(lines.map((line, at) => [line.invoiceId, typedAmount(shares[at] ?? 0n, typing)]));
}

/** Reads the fields. An empty one is nought: that invoice is not paid now. */
export function readAmounts(
  quoted: readonly QuoteLine[],
  typed: TypedAmounts,
  typing: Typing,
  minimumMinor: bigint,
): PartAmounts {
  const { currency, language } = typing;
  const say = amountProblems(language);
  const problems: Record<string, string> = {};
  const lines: QuoteLine[] = [];
  for (const line of quoted) {
    const text = typed[line.invoiceId] ?? '';
    const payMinor = text.trim() === '' ? 0n : readTypedAmount(text, currency, language);
    if (payMinor === null) problems[line.invoiceId] = say('likeThis', { example: typedAmount(line.dueMinor, typing) });
    else if (payMinor > line.dueMinor)
      problems[line.invoiceId] = say('atMost', { most: formatsOf(language).money(line.dueMinor, currency) });
    else if (payMinor > 0n) lines.push({ ...line, payMinor });
  }
  const totalMinor = sumMinor(lines.map((line) => line.payMinor));
  return { lines, totalMinor, problems, problem: problemOf(lines, totalMinor, problems, typing, minimumMinor) };
}

function problemOf(
  lines: readonly QuoteLine[],
  totalMinor: bigint,
  problems: Record<string, string>,
  { currency, language }: Typing,
  minimumMinor: bigint,
): string | null {
  const say = amountProblems(language);
  if (Object.keys(problems).length > 0) return say('mend');
  if (totalMinor === 0n) return say('howMuch');
  const least = leastPart(lines, minimumMinor);
  const inParts = lines.some((line) => line.payMinor < line.dueMinor);
  return inParts && totalMinor < least ? say('least', { least: formatsOf(language).money(least, currency) }) : null;
}
