import { describe, expect, it } from 'vitest';
import { findDelimiter, mapColumns, parseMapping } from './column-mapping';

const RECEIVABLES =
  'countryCode,customerID,PaperlessDate,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate,PaperlessBill,DaysToSettle,DaysLate';

describe('mapColumns', () => {
  it('recognises the headers of a receivables export', () => {
    const mapped = mapColumns(RECEIVABLES.split(','), {});
    expect(mapped).toEqual({
      ok: true,
      columns: { country: 0, customer: 1, number: 3, issuedOn: 4, dueOn: 5, amount: 6, disputed: 7, settledOn: 8 },
    });
  });

  it('takes what was declared before what it knows', () => {
    const mapped = mapColumns(['Nr', 'Invoice', 'Customer', 'Issued', 'Due', 'Amount'], { number: 'Nr' });
    expect(mapped.ok && mapped.columns.number).toBe(0);
  });

  it('does not choose between two columns', () => {
    const mapped = mapColumns(['Invoice', 'Number', 'Customer', 'Issued', 'Due', 'Amount'], {});
    expect(!mapped.ok && mapped.refusal.problem).toBe('2 columns could be the number: Invoice, Number');
  });

  it('names the field that is missing and the headers there are', () => {
    const mapped = mapColumns(['Invoice', 'Customer', 'Issued', 'Due'], {});
    expect(!mapped.ok && mapped.refusal).toEqual({
      problem: 'no column for the amount was recognised',
      remedy: 'say which one: --mapping amount=HEADER; the headers are: Invoice, Customer, Issued, Due',
    });
  });

  it('refuses a declared header that is not there', () => {
    const mapped = mapColumns(['Invoice'], { number: 'Nummer' });
    expect(!mapped.ok && mapped.refusal.problem).toBe('there is no column "Nummer"');
  });
});

describe('parseMapping', () => {
  it('reads pairs and JSON alike', () => {
    const pairs = parseMapping('number=Beleg-Nr., dateFormat=D/M/YYYY, decimal=comma, defaultCurrency=EUR');
    const json = parseMapping(
      '{"number":"Beleg-Nr.","dateFormat":"D/M/YYYY","decimal":"comma","defaultCurrency":"EUR"}',
    );
    expect(pairs).toEqual({
      ok: true,
      mapping: { columns: { number: 'Beleg-Nr.' }, dateOrder: 'day-first', decimal: 'comma', defaultCurrency: 'EUR' },
    });
    expect(json).toEqual(pairs);
  });

  it.each(['colour=red', 'decimal=dot', 'dateFormat=YY', 'defaultCurrency=XXX', '{"number"'])('refuses %s', (text) => {
    expect(parseMapping(text).ok).toBe(false);
  });
});

it('finds the delimiter outside quotes', () => {
  expect(['a,b,c', 'a;b;"c,d,e,f"', 'a\tb', 'alone'].map(findDelimiter)).toEqual([',', ';', '\t', null]);
});
