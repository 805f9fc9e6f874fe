import { sumMinor } from '~/lib/money';

/** How one sum is spread over invoices: the oldest due first, the largest first, or to each its proportion. */
export const SPREAD_RULES = ['oldest', 'largest', 'pro-rata'] as const;
export type SpreadRule = (typeof SPREAD_RULES)[number];

export const isSpreadRule = (text: unknown): text is SpreadRule => SPREAD_RULES.includes(text as SpreadRule);

type Due = { dueMinor: bigint };

/**
 * The share of each invoice, in the order given (which is the oldest due first). Shares add up to the sum to the
 * last unit, none is negative and none more than is due; a sum larger than everything due is cut down to that.
 */
export function spread(lines: readonly Due[], sumToPay: bigint, rule: SpreadRule): bigint[] {
  const total = sumMinor(lines.map((line) => line.dueMinor));
  const sum = sumToPay < 0n ? 0n : sumToPay > total ? total : sumToPay;
  if (rule === 'pro-rata') return proRata(lines, sum, total);
  const order = lines.map((_, at) => at);
  if (rule === 'largest') order.sort((a, b) => compare(lines[b]!.dueMinor, lines[a]!.dueMinor) || a - b);
  return fill(lines, order, sum);
}

/** One after the other, each as full as the sum still allows. */
function fill(lines: readonly Due[], order: readonly number[], sum: bigint): bigint[] {
  const shares = lines.map(() => 0n);
  let left = sum;
  for (const at of order) {
    const due = lines[at]!.dueMinor;
    const share = due < left ? due : left;
    shares[at] = share;
    left -= share;
  }
  return shares;
}

/** By largest remainder: everybody gets the whole part of their share, what is left over goes one unit each to the largest fractions. */
function proRata(lines: readonly Due[], sum: bigint, total: bigint): bigint[] {
  if (total === 0n) return lines.map(() => 0n);
  const exact = lines.map((line) => line.dueMinor * sum);
  const shares = exact.map((part) => part / total);
  const left = sum - sumMinor(shares);
  const order = lines.map((_, at) => at).sort((a, b) => compare(exact[b]! % total, exact[a]! % total) || a - b);
  // Fewer units are left than there are fractions, so nobody gets two, and who has a fraction is not yet full.
  for (const at of order.slice(0, Number(left))) shares[at] = (shares[at] ?? 0n) + 1n;
  return shares;
}

const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);

/** The least that a payment in parts may come to: the vendor's minimum, or all that is due where that is less. */
export function leastPart(lines: readonly Due[], minimumMinor: bigint | null): bigint {
  const due = sumMinor(lines.map((line) => line.dueMinor));
  return minimumMinor === null ? 1n : minimumMinor < due ? minimumMinor : due;
}
