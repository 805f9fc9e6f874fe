import { expect, test } from 'vitest';
import { readDisputedAmount } from './invoice-dispute';

test.each([
  ['', 'USD', null],
  ['  ', 'USD', null],
  ['30', 'USD', 3_000n],
  ['$30.50', 'USD', 3_050n],
  ['€ 12.00', 'EUR', 1_200n],
  ['1,234.56', 'USD', 123_456n],
  ['500', 'JPY', 500n],
  // What could mean two things, or nothing, is asked about again.
  ['12,50', 'USD', undefined],
  ['1,23.4', 'USD', undefined],
  ['0.005', 'USD', undefined],
  ['500.5', 'JPY', undefined],
  ['$', 'USD', undefined],
  ['half', 'USD', undefined],
  ['USD 12', 'USD', 1_200n],
  ['0,500', 'USD', undefined],
  // Neither another currency nor a thousand is guessed at.
  ['€50', 'USD', undefined],
  ['50 €', 'USD', undefined],
  ['12k', 'USD', undefined],
  ['50%', 'USD', undefined],
])('the amount "%s" in %s is %s', (text, currency, minor) => {
  expect(readDisputedAmount(text, currency)).toBe(minor);
});

test.each([
  ['30,50', 3_050n],
  ['1.234,56 €', 123_456n],
  ['€ 12.00', 1_200n],
  ['', null],
  ['1,234.56', undefined],
  ['1.234', undefined],
])('on a German page the amount "%s" is %s', (text, minor) => {
  expect(readDisputedAmount(text, 'EUR', 'de')).toBe(minor);
});

test.each([
  ['\u200f1,234.50\u00a0US$\u200e', 'USD', 123_450n],
  ['US$ 12', 'USD', 1_200n],
  ['١٬٢٣٤٫٥٠', 'USD', 123_450n],
  ['1.500 د.ك.', 'KWD', 1_500n],
  ['12,50', 'USD', undefined],
  ['12 €', 'USD', undefined],
])('on an Arabic page the amount "%s" in %s is %s', (text, currency, minor) => {
  expect(readDisputedAmount(text, currency, 'ar')).toBe(minor);
});
