import type { Currency } from '~/lib/money';

export type CreditNoteInput = {
  /** Made beforehand: the same id asks the same thing again, and writes it once. */
  creditNoteId: string;
  vendorId: string;
  /** An invoice that is lowered, or a customer who is given credit in a currency. */
  of: { invoiceId: string } | { customerId: string; currency: Currency };
  amountMinor: bigint;
  reason: string;
  cause: string;
};

export type CreditNoteRefusal =
  | { kind: 'not-allowed' }
  | { kind: 'no-reason' }
  | { kind: 'not-an-amount' }
  | { kind: 'no-invoice' }
  | { kind: 'no-customer' }
  | { kind: 'void' }
  /** The notes of an invoice come to its total at the most. */
  | { kind: 'too-much'; leftMinor: bigint; currency: Currency }
  | { kind: 'other-request' };

export type IssuedCreditNote = {
  id: string;
  number: string;
  currency: Currency;
  amountMinor: bigint;
  /** What the invoice is lowered by; the rest is credit on account. */
  appliedMinor: bigint;
};
