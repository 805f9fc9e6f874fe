import { expect, test } from 'vitest';
import { NOTHING_SELECTED } from '~/domain/staff-selections/staff-selection';
import { numbersWords } from './bulk-words';
import { selectedNow } from './selected-now';

const row = (number: string, values: Partial<Parameters<typeof selectedNow>[1][number]> = {}) => ({
  id: number,
  number,
  currency: 'USD',
  state: 'open' as const,
  amountMinor: 100n,
  inFlightMinor: 0n,
  disputed: false,
  ticked: false,
  ...values,
});

test('ticks of the page count on top of what the server counted, and unticking takes away', () => {
  const stored = { ...NOTHING_SELECTED, count: 5, due: [{ currency: 'USD', dueMinor: 500n }] };
  const rows = [row('A', { ticked: true }), row('B'), row('C', { currency: 'EUR', amountMinor: 7n }), row('D')];
  expect(selectedNow(stored, rows, new Set(['A']))).toEqual(stored);
  expect(selectedNow(stored, rows, new Set(['B', 'C']))).toMatchObject({
    count: 6,
    due: [
      { currency: 'USD', dueMinor: 500n },
      { currency: 'EUR', dueMinor: 7n },
    ],
  });
  expect(selectedNow(stored, rows, new Set())).toMatchObject({ count: 4, due: [{ currency: 'USD', dueMinor: 400n }] });
});

test('what cannot be charged or archived is counted and named, a few of them', () => {
  const rows = [
    row('PAID', { state: 'paid' }),
    row('HELD', { state: 'processing', inFlightMinor: 1n }),
    row('PART', { inFlightMinor: 1n }),
    row('ASKED', { state: 'disputed', disputed: true }),
    row('VOID', { state: 'void', disputed: true }),
    row('AWAY', { state: 'archived', ticked: true }),
  ];
  const stored = { ...NOTHING_SELECTED, count: 1, archived: 1, notPayable: { count: 1, numbers: ['AWAY'] } };
  const now = selectedNow(stored, rows, new Set(['PAID', 'HELD', 'PART', 'ASKED', 'VOID']));
  expect(now).toMatchObject({ count: 5, archived: 0, notPayable: { count: 4 }, notArchivable: { count: 3 } });
  expect(now.notArchivable.numbers).toEqual(['ASKED', 'HELD', 'PART']);
  expect(now.due).toEqual([{ currency: 'USD', dueMinor: 100n }]);
  expect(numbersWords({ count: 1, numbers: ['A'] })).toBe('A');
  expect(numbersWords({ count: 2, numbers: ['A', 'B'] })).toBe('A and B');
  expect(numbersWords({ count: 7, numbers: ['A', 'B'] })).toBe('A, B and 5 more');
  expect(numbersWords({ count: 7, numbers: [] })).toBe('7 invoices');
});
