import { expect, it } from 'vitest';
import { formatQuantity, formatRate } from './line-words';

it('writes quantities and rates with the decimals they have', () => {
  expect([1000n, 1500n, 4250n, 1n, 12_000_000n].map((milli) => formatQuantity(milli))).toEqual([
    '1',
    '1.5',
    '4.25',
    '0.001',
    '12000',
  ]);
  expect([0, 1900, 825, 775, 10000].map((points) => formatRate(points))).toEqual([
    '0 %',
    '19 %',
    '8.25 %',
    '7.75 %',
    '100 %',
  ]);
});

it('writes decimals after a comma where the language does', () => {
  expect([formatQuantity(1500n, 'de'), formatQuantity(2000n, 'fr'), formatRate(775, 'es')]).toEqual([
    '1,5',
    '2',
    '7,75 %',
  ]);
  expect([formatQuantity(1500n, 'ar'), formatRate(775, 'ar')]).toEqual(['1.5', '7.75%']);
});
