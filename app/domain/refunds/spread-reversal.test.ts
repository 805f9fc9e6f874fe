import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partsTotal, spreadReversal } from './spread-reversal';

const room = (invoiceId: string, roomMinor: bigint) => ({ invoiceId, number: invoiceId, roomMinor });

describe('the default rule', () => {
  test('takes from the first invoice first, and from the fee only when the invoices are empty', () => {
    const holds = { rooms: [room('b', 300n), room('a', 500n)], feeRoomMinor: 20n, unappliedRoomMinor: 7n };
    expect(spreadReversal(400n, holds)).toEqual({
      parts: [
        { invoiceId: 'b', amountMinor: 300n },
        { invoiceId: 'a', amountMinor: 100n },
      ],
      feeMinor: 0n,
      unappliedMinor: 0n,
      lossMinor: 0n,
    });
    expect(spreadReversal(830n, holds)).toMatchObject({ feeMinor: 20n, unappliedMinor: 7n, lossMinor: 3n });
  });

  test('always adds up, and never takes more than there is', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
    fc.assert(
      fc.property(amount, fc.array(amount, { maxLength: 50 }), amount, amount, (wanted, rooms, fee, rest) => {
        const holds = {
          rooms: rooms.map((each, at) => room(String(at), each)),
          feeRoomMinor: fee,
          unappliedRoomMinor: rest,
        };
        const spread = spreadReversal(wanted, holds);
        const { parts, feeMinor, unappliedMinor, lossMinor } = spread;
        expect(partsTotal(parts) + feeMinor + unappliedMinor + lossMinor).toBe(wanted);
        for (const part of parts) {
          expect(part.amountMinor).toBeGreaterThan(0n);
          expect(part.amountMinor <= (rooms[Number(part.invoiceId)] ?? 0n)).toBe(true);
        }
        expect(feeMinor <= fee && unappliedMinor <= rest && lossMinor >= 0n).toBe(true);
      }),
    );
  });
});
