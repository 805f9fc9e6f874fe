import { formatMoney, sumMinor, toDecimal, type Currency } from '~/lib/money';
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

/** Every field filled with what the quote pays: all that is due, unless a part was chosen before. */
export function quotedAmounts(lines: readonly QuoteLine[], currency: Currency): TypedAmounts {
  return Object.fromEntries(lines.map((line) => [line.invoiceId, toDecimal(line.payMinor, currency)]));
}

/** Every field filled with its share of one sum. Null when the sum is no amount. */
export function spreadAmounts(
  lines: readonly QuoteLine[],
  sum: string,
  rule: SpreadRule,
  currency: Currency,
): TypedAmounts | null {
  const sumMinorTyped = readTypedAmount(sum, currency);
  if (sumMinorTyped === null) return null;
  const shares = spread(lines, sumMinorTyped, rule);
  return Object.fromEntries(lines.map((line, at) => [line.invoiceId, toDecimal(shares[at] ?? 0n, currency)]));
}

/** Reads the fields. An empty one is nought: that invoice is not paid now. */
export function readAmounts(
  quoted: readonly QuoteLine[],
  typed: TypedAmounts,
  currency: Currency,
  minimumMinor: bigint,
): PartAmounts {
  const problems: Record<string, string> = {};
  const lines: QuoteLine[] = [];
  for (const line of quoted) {
    const text = typed[line.invoiceId] ?? '';
    const payMinor = text.trim() === '' ? 0n : readTypedAmount(text, currency);
    if (payMinor === null) problems[line.invoiceId] = `Write an amount like ${toDecimal(line.dueMinor, currency)}.`;
    else if (payMinor > line.dueMinor)
      problems[line.invoiceId] = `At most ${formatMoney(line.dueMinor, currency)} is due.`;
    else if (payMinor > 0n) lines.push({ ...line, payMinor });
  }
  const totalMinor = sumMinor(lines.map((line) => line.payMinor));
  return { lines, totalMinor, problems, problem: problemOf(lines, totalMinor, problems, currency, minimumMinor) };
}

function problemOf(
  lines: readonly QuoteLine[],
  totalMinor: bigint,
  problems: Record<string, string>,
  currency: Currency,
  minimumMinor: bigint,
): string | null {
  if (Object.keys(problems).length > 0) return 'Mend the amounts that are marked.';
  if (totalMinor === 0n) return 'Write how much you want to pay.';
  const least = leastPart(lines, minimumMinor);
  const inParts = lines.some((line) => line.payMinor < line.dueMinor);
  return inParts && totalMinor < least
    ? `The least you can pay of these invoices is ${formatMoney(least, currency)}.`
    : null;
}
