import { expect, test } from 'vitest';
import { readTypedAmount } from './typed-amount';

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
