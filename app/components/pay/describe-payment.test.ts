import { describe, expect, it } from 'vitest';
import { describePayment, describePaymentLine } from './describe-payment';

const payment = {
  id: 'p',
  state: 'succeeded' as const,
  channel: 'portal' as const,
  currency: 'USD',
  amountMinor: 100n,
  creditMinor: 0n,
  feeMinor: 0n,
  unappliedMinor: 0n,
  methodBrand: 'visa',
  methodLast4: '4242',
  failureCode: null,
  createdAt: new Date('2026-03-05T22:59:00Z'),
  settledAt: new Date('2026-03-05T23:01:00Z'),
  expectedOn: null,
  mandateReference: null,
  waitsFor: null,
  invoiceCount: 40,
  invoices: Array.from({ length: 40 }, (_, i) => ({ invoiceId: `i${i}`, number: `INV-${i}`, amountMinor: 1n })),
  receipt: { id: 'r', number: 'R-2026-000031' },
};

describe('a payment in words', () => {
  it('gives days as they are where the vendor is', () => {
    expect(describePayment(payment, 'Europe/Berlin')).toMatchObject({
      startedOn: '5 Mar 2026',
      settledOn: '6 Mar 2026',
    });
    expect(describePayment(payment, 'UTC').settledOn).toBe('5 Mar 2026');
    expect(describePayment({ ...payment, settledAt: null }, 'UTC').settledOn).toBeNull();
  });

  it('sends no more rows than the page shows', () => {
    expect(describePayment(payment, 'UTC').invoices).toHaveLength(13);
    expect(describePayment(payment, 'UTC').invoiceCount).toBe(40);
  });

  it('says when a debit is expected, as long as it is at the bank', () => {
    const debit = { ...payment, receiptId: null, receiptNumber: null, settledAt: null, expectedOn: '2026-03-11' };
    expect(describePaymentLine({ ...debit, state: 'processing' }, 'UTC').expectedOn).toBe('11 Mar 2026');
    expect(describePaymentLine({ ...debit, state: 'failed' }, 'UTC').expectedOn).toBeNull();
    expect(describePayment({ ...debit, state: 'processing' }, 'UTC').expectedOn).toBe('11 Mar 2026');
  });

  it('makes a line of the history, also of what was paid outside', () => {
    const listed = {
      ...payment,
      channel: 'outside' as const,
      methodBrand: null,
      methodLast4: null,
      receiptId: null,
      receiptNumber: null,
    };
    expect(describePaymentLine(listed, 'UTC')).toMatchObject({
      outside: true,
      method: null,
      receipt: null,
      on: '5 Mar 2026',
    });
  });
});
