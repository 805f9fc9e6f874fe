import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exponentOf, sumMinor, toDecimal, fromDecimal } from '~/lib/money';
import { leastPart, spread, SPREAD_RULES } from './spread';

const lines = fc.array(fc.record({ dueMinor: fc.bigInt({ min: 1n, max: 99_999_999_999n }) }), {
  minLength: 1,
  maxLength: 1_000,
});
const due = (...amounts: number[]) => amounts.map((amount) => ({ dueMinor: BigInt(amount) }));

describe('a sum spread over invoices', () => {
  test.each(SPREAD_RULES)('%s: adds up to the last unit, never negative, never more than is due', (rule) => {
    fc.assert(
      fc.property(lines, fc.nat({ max: 1_000_000 }), (invoices, permille) => {
        const total = sumMinor(invoices.map((line) => line.dueMinor));
        const sum = (total * BigInt(permille)) / 1_000_000n;
        const shares = spread(invoices, sum, rule);
        expect(sumMinor(shares)).toBe(sum);
        expect(shares.every((share, at) => share >= 0n && share <= invoices[at]!.dueMinor)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('in currencies of any exponent what is typed is what is spread', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('JPY', 'USD', 'KWD', 'CLF'),
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        (currency, sum) => {
          const typed = fromDecimal(toDecimal(sum, currency), currency);
          expect(exponentOf(currency)).toBeGreaterThanOrEqual(0);
          expect(sumMinor(spread(due(1, 10 ** 9, 10 ** 12), typed!, 'pro-rata'))).toBe(sum);
        },
      ),
    );
  });

  test('oldest fills the first, largest the largest, pro rata all alike', () => {
    const invoices = due(300, 500, 200);
    expect(spread(invoices, 400n, 'oldest')).toEqual([300n, 100n, 0n]);
    expect(spread(invoices, 600n, 'largest')).toEqual([100n, 500n, 0n]);
    expect(spread(invoices, 100n, 'pro-rata')).toEqual([30n, 50n, 20n]);
    expect(spread(due(1, 1, 1), 2n, 'pro-rata')).toEqual([1n, 1n, 0n]);
  });

  test('more than everything due is everything due, less than nothing is nothing', () => {
    expect(spread(due(300, 500), 10_000n, 'oldest')).toEqual([300n, 500n]);
    expect(spread(due(300, 500), -1n, 'pro-rata')).toEqual([0n, 0n]);
  });

  test('the least part is the smaller of the minimum and what is due', () => {
    expect(leastPart(due(300, 500), 1_000n)).toBe(800n);
    expect(leastPart(due(300, 500), 100n)).toBe(100n);
    expect(leastPart(due(300), null)).toBe(1n);
  });
});
