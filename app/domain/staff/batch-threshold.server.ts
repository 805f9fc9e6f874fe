import { db } from '~/lib/db.server';
import type { Currency } from '~/lib/money';

/**
 * Whether charging so much at once asks for a fresh factor: in any currency more than the vendor's threshold for it,
 * or anything at all where it has none.
 */
export async function isAboveThreshold(
  vendorId: string,
  totals: readonly { currency: Currency; amountMinor: bigint }[],
): Promise<boolean> {
  const thresholds = await db.batchThreshold.findMany({ where: { vendorId } });
  const least = new Map(thresholds.map(({ currency, thresholdMinor }) => [currency, thresholdMinor]));
  return totals.some(({ currency, amountMinor }) => amountMinor > (least.get(currency) ?? 0n));
}
