import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spread } from '~/domain/payments/spread';
import { chargeRules, gatewayLimits, toGatewayAmount } from '~/gateways/gateway-amount';
import { sumMinor } from '~/lib/money';
import { lotsTotal, takeOldestFirst } from './lots';
import { planCredit } from './plan-credit';
import { taxInNote } from './tax-in-note';

const minor = fc.bigInt(0n, 10n ** 9n);
const due = fc.bigInt(1n, 10n ** 7n);
const currency = fc.constantFrom('USD', 'JPY', 'KWD', 'MGA', 'ISK', 'EUR');

describe('planCredit', () => {
  it.each([
    [10_000n, 0n, 0n],
    [10_000n, 4_000n, 4_000n],
    [10_000n, 10_000n, 10_000n],
    [10_000n, 90_000n, 10_000n],
    // Twenty cents cannot be charged, so fifty are, and less credit is used.
    [10_000n, 9_980n, 9_950n],
    // Nothing would be left to charge that could be.
    [40n, 10n, 0n],
    [50n, 20n, 0n],
  ])('of a total of %s with %s there uses %s', (total, available, used) => {
    expect(planCredit(total, available, chargeRules('USD'))).toBe(used);
  });

  it('leaves nothing, something the gateway can charge, or the whole total, in any currency', () => {
    fc.assert(
      fc.property(due, minor, currency, (total, available, code) => {
        const rules = chargeRules(code);
        const used = planCredit(total, available, rules);
        const charge = total - used;
        expect(used >= 0n && used <= available && used <= total).toBe(true);
        if (used > 0n && charge > 0n && charge <= gatewayLimits(code).maxMinor) {
          expect(charge >= rules.minMinor).toBe(true);
          expect(toGatewayAmount(charge, code)).not.toBeNull();
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('and the shares of money and credit add up to the last unit, over 1 to 1,000 invoices', () => {
    fc.assert(
      fc.property(fc.array(due, { minLength: 1, maxLength: 1_000 }), minor, currency, (dues, available, code) => {
        const total = sumMinor(dues);
        const used = planCredit(total, available, chargeRules(code));
        const credits = spread(
          dues.map((dueMinor) => ({ dueMinor })),
          used,
          'oldest',
        );
        const money = dues.map((dueMinor, at) => dueMinor - credits[at]!);
        expect(sumMinor(credits)).toBe(used);
        expect(sumMinor(money)).toBe(total - used);
        expect([...credits, ...money].every((share) => share >= 0n)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('takeOldestFirst', () => {
  const lots = fc.array(fc.record({ remainingMinor: due, day: fc.nat(400) }), { maxLength: 30 }).map((rows) =>
    rows.map(({ remainingMinor, day }, at) => ({
      id: String(at).padStart(3, '0'),
      remainingMinor,
      createdAt: new Date(day * 86_400_000),
    })),
  );

  it('takes all it can, each lot whole before a younger one is touched', () => {
    fc.assert(
      fc.property(lots, minor, (all, asked) => {
        const shares = takeOldestFirst(all, asked);
        const held = lotsTotal(all);
        expect(sumMinor(shares.map((share) => share.amountMinor))).toBe(asked < held ? asked : held);
        const taken = new Map(shares.map((share) => [share.creditId, share.amountMinor]));
        const touched = all.filter((lot) => taken.has(lot.id)).sort((a, b) => +b.createdAt - +a.createdAt);
        for (const lot of all) {
          const share = taken.get(lot.id) ?? 0n;
          expect(share <= lot.remainingMinor).toBe(true);
          if (share < lot.remainingMinor) expect(touched.every((other) => other.createdAt <= lot.createdAt)).toBe(true);
        }
      }),
    );
  });
});

describe('taxInNote', () => {
  it('the notes of a whole invoice take back exactly its tax, in however many parts', () => {
    fc.assert(
      fc.property(fc.array(due, { minLength: 1, maxLength: 20 }), fc.bigInt(0n, 100n), (parts, perCent) => {
        const totalMinor = sumMinor(parts);
        const taxMinor = (totalMinor * perCent) / 100n;
        let [notedMinor, notedTaxMinor] = [0n, 0n];
        for (const part of parts) {
          const tax = taxInNote({ totalMinor, taxMinor, notedMinor, notedTaxMinor }, part);
          expect(tax >= 0n && tax <= part).toBe(true);
          notedMinor += part;
          notedTaxMinor += tax;
        }
        expect(notedTaxMinor).toBe(taxMinor);
      }),
    );
  });
});
