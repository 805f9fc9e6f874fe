/** One lot of credit with what is left of it. */
export type Lot = { id: string; remainingMinor: bigint; createdAt: Date };
export type LotShare = { creditId: string; amountMinor: bigint };

/** So much of the lots, oldest first. Less where they hold less; the caller compares. */
export function takeOldestFirst(lots: readonly Lot[], amountMinor: bigint): LotShare[] {
  let left = amountMinor;
  const shares: LotShare[] = [];
  for (const { id, remainingMinor } of [...lots].sort(byAge)) {
    const share = remainingMinor < left ? remainingMinor : left;
    if (share > 0n) shares.push({ creditId: id, amountMinor: share });
    left -= share;
  }
  return shares;
}

function byAge(a: Lot, b: Lot): number {
  return a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1);
}

export function lotsTotal(lots: readonly Pick<Lot, 'remainingMinor'>[]): bigint {
  return lots.reduce((sum, lot) => sum + lot.remainingMinor, 0n);
}
