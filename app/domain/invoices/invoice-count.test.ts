import { expect, it } from 'vitest';
import { invoiceCount, invoicesInWords } from './invoice-count';

it('counts invoices in figures and in words', () => {
  expect([0, 1, 2, 9, 10, 1000].map(invoicesInWords)).toEqual([
    'no invoices',
    'one invoice',
    'two invoices',
    'nine invoices',
    '10 invoices',
    '1,000 invoices',
  ]);
  expect([1, 12, 10_000].map(invoiceCount)).toEqual(['1 invoice', '12 invoices', '10,000 invoices']);
});
