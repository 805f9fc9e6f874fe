import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromGatewayAmount, gatewayLimits, toGatewayAmount } from './gateway-amount';

describe('amounts at the gateway', () => {
  test('what can be charged comes back as the same amount', () => {
    const currency = fc.constantFrom('USD', 'JPY', 'ISK', 'UGX', 'MGA', 'KWD');
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 10n }), currency, (minor, code) => {
        const there = toGatewayAmount(minor, code);
        return there === null || fromGatewayAmount(there, code) === minor;
      }),
    );
  });

  test.each([
    [1999n, 'USD', 1999],
    [500n, 'JPY', 500],
    [5n, 'ISK', 500],
    [12300n, 'MGA', 123],
    [1230n, 'KWD', 1230],
  ] as const)('%s %s is %s there', (minor, code, there) => {
    expect(toGatewayAmount(minor, code)).toBe(there);
  });

  test('refuses what would be rounded, and more than eight digits', () => {
    expect(toGatewayAmount(1231n, 'KWD')).toBeNull();
    expect(toGatewayAmount(12345n, 'MGA')).toBeNull();
    expect(toGatewayAmount(100_000_000n, 'USD')).toBeNull();
    expect(gatewayLimits('USD')).toEqual({ minMinor: 50n, maxMinor: 99_999_999n });
    expect(gatewayLimits('KWD').minMinor).toBe(500n);
  });
});
