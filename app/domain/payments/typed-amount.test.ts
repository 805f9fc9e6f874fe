import { expect, test } from 'vitest';
import { exponentOf } from '~/lib/money';
import { amountAsked, amountExample, readTypedAmount } from './typed-amount';

test.each([
  ['125', 'USD', 12_500n],
  [' 125.5 ', 'USD', 12_550n],
  ['1,234.50', 'USD', 123_450n],
  ['12,345,678', 'USD', 1_234_567_800n],
  ['0', 'USD', 0n],
  ['500', 'JPY', 500n],
  ['1.234', 'KWD', 1_234n],
])('%j in %s is %s', (text, currency, minor) => {
  expect(readTypedAmount(text, currency)).toBe(minor);
});

test.each([
  ['', 'USD'],
  ['1,23', 'USD'],
  ['1.234,50', 'USD'],
  ['12,34,567', 'USD'],
  ['1.005', 'USD'],
  ['0.5', 'JPY'],
  ['-5', 'USD'],
  ['$5', 'USD'],
  ['1e3', 'USD'],
  ['٥', 'USD'],
])('%j in %s is refused', (text, currency) => {
  expect(readTypedAmount(text, currency)).toBeNull();
});

test.each([
  ['USD', 'Type an amount in USD above zero, as in 1,250.00.'],
  ['JPY', 'Type an amount in JPY above zero, as in 1,250.'],
  ['KWD', 'Type an amount in KWD above zero, as in 1,250.000.'],
])('asks for an amount in %s as it can be typed', (currency, words) => {
  expect(amountAsked(currency)).toBe(words);
  expect(readTypedAmount(amountExample(currency), currency)).toBe(1250n * 10n ** BigInt(exponentOf(currency)));
});
