import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currencyName, exponentOf, formatMoney, fromDecimal, isCurrency, sumMinor, toDecimal } from './money';

const currency = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'HUF', 'CLF');
const amount = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });

describe('money', () => {
  test('decimal text and back is the same amount, in any currency', () => {
    fc.assert(fc.property(amount, currency, (minor, code) => fromDecimal(toDecimal(minor, code), code) === minor));
  });

  test.each([
    [123456n, 'USD', '1234.56'],
    [5n, 'USD', '0.05'],
    [-5n, 'USD', '-0.05'],
    [1234n, 'JPY', '1234'],
    [1234n, 'KWD', '1.234'],
    [0n, 'EUR', '0.00'],
  ] as const)('%s %s is written %s', (minor, code, text) => {
    expect(toDecimal(minor, code)).toBe(text);
  });

  test.each(['1,000', '1.005', '1e21', 'NaN', '', '.5', '1.', '--1', '0x10', '12345678901234567890'])(
    'refuses to guess at %j',
    (text) => {
      expect(fromDecimal(text, 'USD')).toBeNull();
    },
  );

  test('reads fewer decimals than the currency has', () => {
    expect(fromDecimal('12.5', 'USD')).toBe(1250n);
    expect(fromDecimal(' 12 ', 'KWD')).toBe(12000n);
  });

  test('uses the exponents of ISO 4217, not those of Intl', () => {
    expect(exponentOf('HUF')).toBe(2);
    expect(exponentOf('IQD')).toBe(3);
    expect(formatMoney(123450n, 'HUF', 'en-US')).toContain('1,234.50');
    expect(isCurrency('ABC')).toBe(false);
    expect(isCurrency('constructor')).toBe(false);
  });

  test('prints large amounts exactly', () => {
    expect(formatMoney(1234567890n, 'USD')).toBe('$12,345,678.90');
    expect(formatMoney(100000n, 'EUR', 'es-ES').replace(/\s/g, ' ')).toBe('1.000,00 €');
    expect(formatMoney(99999n, 'EUR', 'es-ES').replace(/\s/g, ' ')).toBe('999,99 €');
    expect(formatMoney(900719925474099399n, 'USD')).toBe('$9,007,199,254,740,993.99');
  });

  test('calls currencies what people call them', () => {
    expect(['USD', 'EUR', 'JPY'].map((code) => currencyName(code))).toEqual(['US dollars', 'euros', 'Japanese yen']);
  });

  test('adds up whatever is there', () => {
    expect(sumMinor([])).toBe(0n);
    expect(sumMinor([1n, 2n, -4n])).toBe(-1n);
  });
});
