import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDecimal } from '~/lib/money';
import { readAmount } from './read-amount';

const minor = (text: string, currency = 'USD', style: 'auto' | 'point' | 'comma' = 'auto') => {
  const read = readAmount(text, currency, style);
  return read.ok ? read.amountMinor : read.problem;
};

describe('readAmount', () => {
  it.each([
    ['55.94', 5594n],
    ['68.8', 6880n],
    ['100', 10000n],
    ['1234,56', 123456n],
    ['1,234.56', 123456n],
    ['1.234,56', 123456n],
    ['1 234,56', 123456n],
    ["1'234'567.80", 123456780n],
    ['1,234,567', 123456700n],
    ['0.01', 1n],
    ['0.5', 50n],
  ])('reads %s', (text, amount) => expect(minor(text)).toBe(amount));

  it.each(['1.234', '1,234', '12.345', '999,999'])('refuses %s, which can be two amounts', (text) => {
    expect(minor(text)).toBe('can be read as two amounts');
  });

  it('reads them once the sender has said how', () => {
    expect(minor('1.234', 'USD', 'comma')).toBe(123_400n);
    expect(minor('1,234', 'USD', 'point')).toBe(123_400n);
    expect(minor('1.234', 'KWD', 'point')).toBe(1_234n);
  });

  it.each(['', '$55.94', '55.94 USD', '1,23,456', '12 34', '1.2.3', 'abc', '1e5', 'NaN'])('refuses %j', (text) => {
    expect(minor(text)).toBe('is not an amount');
  });

  it('refuses what no invoice asks for', () => {
    expect(minor('-5.00')).toBe('is below zero');
    expect(minor('(5.00)')).toBe('is below zero');
    expect(minor('0.00')).toBe('is zero');
    expect(minor('0.500')).toBe('has more decimals than USD has');
    expect(minor('1.5', 'JPY')).toBe('has more decimals than JPY has');
  });

  it('reads every amount that was written in full', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 12n), (amount) => {
        const read = readAmount(toDecimal(amount, 'USD'), 'USD', 'auto');
        return read.ok && read.amountMinor === amount;
      }),
    );
  });
});
