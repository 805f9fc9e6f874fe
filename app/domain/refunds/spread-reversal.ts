import { sumMinor } from '~/lib/money';

/** What a payment still holds on one of its invoices. */
export type Room = { invoiceId: string; number: string; roomMinor: bigint };
export type ReversalPart = { invoiceId: string; amountMinor: bigint };

/** Where money that goes back comes from. The parts, the fee, the unapplied and the loss add up to the amount. */
export type Reversal = {
  parts: ReversalPart[];
  feeMinor: bigint;
  unappliedMinor: bigint;
  lossMinor: bigint;
};

/**
 * The default rule: off the invoices in the order given (newest due first, so that what was owed longest stays paid),
 * then off the fee, then off what was left over. What is then still missing the payment does not hold any more.
 */
export function spreadReversal(
  amountMinor: bigint,
  holds: { rooms: readonly Room[]; feeRoomMinor: bigint; unappliedRoomMinor: bigint },
): Reversal {
  let left = amountMinor;
  const take = (room: bigint) => {
    const taken = room < left ? room : left;
    left -= taken > 0n ? taken : 0n;
    return taken > 0n ? taken : 0n;
  };
  const parts = holds.rooms
    .map(({ invoiceId, roomMinor }) => ({ invoiceId, amountMinor: take(roomMinor) }))
    .filter((part) => part.amountMinor > 0n);
  const feeMinor = take(holds.feeRoomMinor);
  const unappliedMinor = take(holds.unappliedRoomMinor);
  return { parts, feeMinor, unappliedMinor, lossMinor: left };
}

export function partsTotal(parts: readonly ReversalPart[]): bigint {
  return sumMinor(parts.map((part) => part.amountMinor));
}
