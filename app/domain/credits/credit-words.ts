import type { CreditSource } from './grant-credit.server';

/** Where credit comes from, in a few words. */
export const CREDIT_SOURCES: Record<CreditSource, string> = {
  credit_note: 'credit note',
  overpayment: 'overpayment',
  voided_invoice: 'paid after the invoice was void',
  refund_returned: 'refund that did not arrive',
  dispute_reinstated: 'dispute that was won',
};
