type Noted = { totalMinor: bigint; taxMinor: bigint; notedMinor: bigint; notedTaxMinor: bigint };

/**
 * The tax in a credit note: the invoice's own proportion of all that was noted so far, less what the notes before said.
 * So the notes of a whole invoice take back exactly its tax, however many there are.
 */
export function taxInNote({ totalMinor, taxMinor, notedMinor, notedTaxMinor }: Noted, amountMinor: bigint): bigint {
  if (totalMinor === 0n || taxMinor === 0n) return 0n;
  const upToNow = (taxMinor * (notedMinor + amountMinor)) / totalMinor;
  return upToNow - notedTaxMinor;
}
