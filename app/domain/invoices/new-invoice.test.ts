import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invoiceLine, invoiceTax, invoiceTotal } from './new-invoice';

describe('invoiceLine', () => {
  it('multiplies quantity and price and adds the tax', () => {
    const line = invoiceLine({ description: 'Hours', quantityMilli: 18_500n, unitPriceMinor: 11_250n, taxRateBp: 400 });
    expect([line.netMinor, line.taxMinor]).toEqual([208_125n, 8_325n]);
  });

  it('rounds half a minor unit up, and half a credit the same way', () => {
    expect(invoiceLine({ description: 'Half', quantityMilli: 500n, unitPriceMinor: 1n }).netMinor).toBe(1n);
    expect(invoiceLine({ description: 'Half back', quantityMilli: 500n, unitPriceMinor: -1n }).netMinor).toBe(-1n);
    expect(invoiceLine({ description: 'Less than half', quantityMilli: 499n, unitPriceMinor: 1n }).netMinor).toBe(0n);
  });

  it('is never more than half a minor unit off', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 7n), fc.bigInt(-(10n ** 9n), 10n ** 9n), (quantityMilli, unitPriceMinor) => {
        const { netMinor } = invoiceLine({ description: '', quantityMilli, unitPriceMinor });
        const off = netMinor * 1000n - quantityMilli * unitPriceMinor;
        return off >= -500n && off <= 500n;
      }),
    );
  });
});

it('a total is what the lines come to', () => {
  const lines = [
    invoiceLine({ description: 'Taxed', unitPriceMinor: 10_000n, taxRateBp: 1000 }),
    invoiceLine({ description: 'Untaxed', quantityMilli: 3000n, unitPriceMinor: 500n }),
  ];
  expect([invoiceTax(lines), invoiceTotal(lines)]).toEqual([1_000n, 12_500n]);
});
