import { describe, expect, it } from 'vitest';
import { currencyName, invoiceCount, invoicesInWords } from './words';

describe('words of the pay pages', () => {
  it('calls currencies what people call them', () => {
    expect(currencyName('USD')).toBe('US dollars');
    expect(currencyName('EUR')).toBe('euros');
    expect(currencyName('JPY')).toBe('Japanese yen');
  });

  it('counts invoices', () => {
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
});
