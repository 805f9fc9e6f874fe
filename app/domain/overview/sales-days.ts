/**
 * Days sales outstanding: how many days of billing customers owe, by what was billed in the last so many days. Rounded to
 * the nearest whole day. Null where nothing was billed, for then it says nothing.
 */
export function salesDays(of: { owedMinor: bigint; billedMinor: bigint } | undefined, days: number): bigint | null {
  if (!of || of.billedMinor <= 0n) return null;
  return (2n * of.owedMinor * BigInt(days) + of.billedMinor) / (2n * of.billedMinor);
}
