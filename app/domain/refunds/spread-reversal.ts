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
 * The default rule: off the invoices in the order given (newest due first, so that what was owed longest stays paid)
 * together with the fee in proportion, then off what was left over. What is then still missing the payment does not
 * hold any more.
 */
export function spreadReversal(
  amountMinor: bigint,
  holds: { rooms: readonly Room[]; feeRoomMinor: bigint; unappliedRoomMinor: bigint },
): Reversal {
  const onInvoices = sumMinor(holds.rooms.map((room) => room.roomMinor));
  const feeMinor = feeShare(amountMinor, onInvoices + holds.feeRoomMinor, holds.feeRoomMinor);
  let left = amountMinor - feeMinor;
  const take = (room: bigint) => {
    const taken = room < left ? room : left;
    left -= taken > 0n ? taken : 0n;
    return taken > 0n ? taken : 0n;
  };
  const parts = holds.rooms
    .map(({ invoiceId, roomMinor }) => ({ invoiceId, amountMinor: take(roomMinor) }))
    .filter((part) => part.amountMinor > 0n);
  const unappliedMinor = take(holds.unappliedRoomMinor);
  return { parts, feeMinor, unappliedMinor, lossMinor: left };
}

/** The fee that goes back with so much of the whole: all of it with the whole, else its proportion, rounded down. */
export function feeShare(amountMinor: bigint, wholeMinor: bigint, feeRoomMinor: bigint): bigint {
  if (feeRoomMinor <= 0n) return 0n;
  return amountMinor >= wholeMinor ? feeRoomMinor : (amountMinor * feeRoomMinor) / wholeMinor;
}

export function partsTotal(parts: readonly ReversalPart[]): bigint {
  return sumMinor(parts.map((part) => part.amountMinor));
}
