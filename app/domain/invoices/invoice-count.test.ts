import { expect, it } from 'vitest';
import { invoiceCount, invoicesInWords } from './invoice-count';

it('counts invoices in figures and in words', () => {
  expect([0, 1, 2, 9, 10, 1000].map((count) => invoicesInWords(count))).toEqual([
    'no invoices',
    'one invoice',
    'two invoices',
    'nine invoices',
    '10 invoices',
    '1,000 invoices',
  ]);
  expect([1, 12, 10_000].map((count) => invoiceCount(count))).toEqual(['1 invoice', '12 invoices', '10,000 invoices']);
});

it('counts them in other languages', () => {
  expect(invoiceCount(1, 'de')).toBe('1 Rechnung');
  expect(invoiceCount(10_000, 'de')).toBe('10.000 Rechnungen');
  expect(invoiceCount(0, 'fr')).toBe('0 facture');
  expect(invoicesInWords(4, 'es')).toBe('4 facturas');
});
