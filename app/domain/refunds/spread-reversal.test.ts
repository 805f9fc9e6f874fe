import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partsTotal, spreadReversal } from './spread-reversal';

const room = (invoiceId: string, roomMinor: bigint) => ({ invoiceId, number: invoiceId, roomMinor });

describe('the default rule', () => {
  test('takes from the first invoice first, of the fee its proportion, and what was left over last', () => {
    const holds = { rooms: [room('b', 300n), room('a', 500n)], feeRoomMinor: 20n, unappliedRoomMinor: 7n };
    expect(spreadReversal(410n, holds)).toEqual({
      parts: [
        { invoiceId: 'b', amountMinor: 300n },
        { invoiceId: 'a', amountMinor: 100n },
      ],
      feeMinor: 10n,
      unappliedMinor: 0n,
      lossMinor: 0n,
    });
    expect(spreadReversal(830n, holds)).toMatchObject({ feeMinor: 20n, unappliedMinor: 7n, lossMinor: 3n });
    expect(spreadReversal(40n, holds)).toMatchObject({ feeMinor: 0n, parts: [{ invoiceId: 'b', amountMinor: 40n }] });
  });

  test('of one payment given back in any number of parts, all of the fee goes back with the last, and none too much before', () => {
    const amount = fc.bigInt({ min: 1n, max: 10n ** 9n });
    fc.assert(
      fc.property(
        amount,
        fc.bigInt({ min: 0n, max: 10n ** 7n }),
        fc.array(amount, { maxLength: 8 }),
        (invoice, fee, takes) => {
          let holds = { rooms: [room('a', invoice)], feeRoomMinor: fee, unappliedRoomMinor: 0n };
          for (const wanted of [...takes, invoice + fee]) {
            const whole = holds.rooms[0]!.roomMinor + holds.feeRoomMinor;
            const taken = wanted < whole ? wanted : whole;
            const { parts, feeMinor, lossMinor } = spreadReversal(taken, holds);
            expect(lossMinor).toBe(0n);
            expect(feeMinor * (invoice + fee) <= taken * fee + (invoice + fee) * BigInt(takes.length + 1)).toBe(true);
            const rest = holds.rooms[0]!.roomMinor - partsTotal(parts);
            holds = { ...holds, rooms: [room('a', rest)], feeRoomMinor: holds.feeRoomMinor - feeMinor };
            expect(rest >= 0n && holds.feeRoomMinor >= 0n).toBe(true);
          }
          expect(holds).toMatchObject({ rooms: [{ roomMinor: 0n }], feeRoomMinor: 0n });
        },
      ),
    );
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
