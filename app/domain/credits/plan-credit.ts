/** The least that a charge may come to, and the unit it must be a multiple of; `perStep` is that unit as the gateway counts. */
export type ChargeRules = { minMinor: bigint; stepMinor: bigint; perStep: number };

/**
 * How much credit a payment of this total uses: all that there is, up to the total. Where the rest would be too little
 * to charge, or no amount the gateway can move, less credit is used, so that the rest can be charged. The rest is
 * therefore nought (nothing is charged), chargeable, or the whole total with no credit used.
 */
export function planCredit(totalMinor: bigint, availableMinor: bigint, { minMinor, stepMinor }: ChargeRules): bigint {
  if (availableMinor >= totalMinor) return totalMinor;
  const rest = totalMinor - availableMinor;
  const least = rest < minMinor ? minMinor : rest;
  const charge = ((least + stepMinor - 1n) / stepMinor) * stepMinor;
  return charge < totalMinor ? totalMinor - charge : 0n;
}
