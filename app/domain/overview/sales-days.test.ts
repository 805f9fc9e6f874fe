import { expect, test } from 'vitest';
import { salesDays } from './sales-days';

test.each([
  [50_000n, 100_000n, 45n],
  [100_000n, 100_000n, 90n],
  [0n, 100_000n, 0n],
  [1_000_000n, 300_000n, 300n],
  [11_111n, 1_000_000n, 1n],
  [5_555n, 1_000_000n, 0n],
])('%d owed of %d billed in ninety days are %d days', (owedMinor, billedMinor, days) => {
  expect(salesDays({ owedMinor, billedMinor }, 90)).toBe(days);
});

test('where nothing was billed nothing is said', () => {
  expect(salesDays(undefined, 90)).toBeNull();
  expect(salesDays({ owedMinor: 100n, billedMinor: 0n }, 90)).toBeNull();
});
