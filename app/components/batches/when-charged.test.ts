import { expect, test } from 'vitest';
import type { CurrencyTotal } from '~/domain/batch-payments/batch-payment';
import { confirmingWords, confirmWords, overdueWords, titleWords, toBeChargedWords } from './when-charged';

const usd = (count: number): CurrencyTotal => ({ currency: 'USD', count, amountMinor: 100_00n * BigInt(count) });
const eur: CurrencyTotal = { currency: 'EUR', count: 1, amountMinor: 5_00n };
const plan = (chargeable: number, totals: CurrencyTotal[], overdue: CurrencyTotal[]) => ({
  chargeable,
  totals,
  overdue,
});
const [none, some, all] = [plan(7, [usd(7)], []), plan(7, [usd(6), eur], [usd(2), eur]), plan(7, [usd(7)], [usd(7)])];

test('the button says what is charged now and what is scheduled', () => {
  expect(confirmWords(none, 'due-dates')).toBe('Schedule 7 invoices · $700.00');
  expect(confirmWords(some, 'due-dates')).toBe('Charge 3 now, schedule 4 · $600.00 + €5.00');
  expect(confirmWords(all, 'due-dates')).toBe('Charge 7 invoices now · $700.00');
  expect(confirmWords(all, 'date')).toBe('Schedule 7 invoices · $700.00');
  expect(confirmWords(all, 'now')).toBe('Charge 7 invoices · $700.00');
  expect([none, some, all].map((each) => confirmingWords(each, 'due-dates'))).toEqual([
    'Scheduling…',
    'Starting…',
    'Starting…',
  ]);
});

test('so do the headings', () => {
  expect([none, some, all].map((each) => titleWords(each, 'due-dates'))).toEqual([
    'Charge later',
    'Charge now and later',
    'Charge now',
  ]);
  expect([none, some, all].map((each) => titleWords(each, 'date'))).toEqual(Array(3).fill('Charge later'));
  expect(titleWords(none, 'now')).toBe('Charge now');
  expect([none, some, all].map((each) => toBeChargedWords(each, 'due-dates'))).toEqual([
    'to be charged',
    'to be charged: 3 now, 4 on days to come',
    'to be charged now',
  ]);
});

test('what is due already is named with its sum in each currency', () => {
  expect(overdueWords(none)).toBe('At the beginning of that day.');
  expect(overdueWords(some)).toBe('3 of them are due already and are charged at once: $200.00 + €5.00.');
  expect(overdueWords(all)).toBe('All of them are due already and are charged at once: $700.00.');
  expect(overdueWords(plan(7, [usd(7)], [usd(1)]))).toBe('1 of them is due already and is charged at once: $100.00.');
  expect(overdueWords(plan(1, [usd(1)], [usd(1)]))).toBe('It is due already and is charged at once: $100.00.');
});
