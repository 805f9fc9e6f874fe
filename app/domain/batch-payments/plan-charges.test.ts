import { expect, test } from 'vitest';
import { planCharges, type BatchOptions, type SelectedInvoice } from './plan-charges';

const invoice = (invoiceId: string, values: Partial<SelectedInvoice> = {}): SelectedInvoice => ({
  invoiceId,
  customerId: 'ann',
  currency: 'USD',
  dueOn: '2026-11-20',
  dueMinor: 100n,
  skip: null,
  ...values,
});
const plan = (invoices: SelectedInvoice[], options: Partial<BatchOptions> = {}, maxItems = 1_000) => {
  const { charges, skipped } = planCharges(
    invoices,
    { chargePer: 'invoice', when: 'now', runOn: null, ...options },
    { today: '2026-11-27', maxItems },
  );
  return {
    charges: charges.map(({ runOn, amountMinor, items }) => [
      items.map((item) => item.invoiceId).join(''),
      amountMinor,
      runOn,
    ]),
    skipped: skipped.map(({ invoiceId, skip, position }) => [invoiceId, skip, position]),
  };
};

test('one charge for each invoice, and those that cannot be charged apart', () => {
  expect(plan([invoice('a'), invoice('b', { skip: 'paid' }), invoice('c', { dueMinor: 5n })])).toEqual({
    charges: [
      ['a', 100n, null],
      ['c', 5n, null],
    ],
    skipped: [['b', 'paid', 1]],
  });
});

test('one charge for each customer and currency, and another one where a payment is full', () => {
  const invoices = [
    invoice('a'),
    invoice('b', { customerId: 'bob' }),
    invoice('c', { currency: 'EUR' }),
    invoice('d'),
    invoice('e'),
  ];
  expect(plan(invoices, { chargePer: 'customer' }, 2).charges).toEqual([
    ['ad', 200n, null],
    ['b', 100n, null],
    ['c', 100n, null],
    ['e', 100n, null],
  ]);
});

test('on the due dates: what fell due at once, the rest on its day, one charge for each day', () => {
  const invoices = [
    invoice('a'),
    invoice('b', { dueOn: '2026-11-27' }),
    invoice('c', { dueOn: '2026-12-01' }),
    invoice('d', { dueOn: '2026-12-01' }),
    invoice('e', { dueOn: '2026-12-02' }),
  ];
  expect(plan(invoices, { chargePer: 'customer', when: 'due-dates' }).charges).toEqual([
    ['ab', 200n, null],
    ['cd', 200n, '2026-12-01'],
    ['e', 100n, '2026-12-02'],
  ]);
});

test('on one date: whatever is due when', () => {
  const invoices = [invoice('a'), invoice('b', { dueOn: '2027-01-01' })];
  expect(plan(invoices, { when: 'date', runOn: '2026-12-03' }).charges).toEqual([
    ['a', 100n, '2026-12-03'],
    ['b', 100n, '2026-12-03'],
  ]);
  expect(plan(invoices, { when: 'date', runOn: '2026-11-27' }).charges.map(([, , runOn]) => runOn)).toEqual([
    null,
    null,
  ]);
});
