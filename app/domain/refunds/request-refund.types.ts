import type { Currency } from '~/lib/money';
import type { ReversalPart } from './spread-reversal';
import type { RefundState } from './refund-state';

export type RequestRefundInput = {
  /** Made beforehand by the form or the command: the same id asks the same thing again. */
  refundId: string;
  paymentId: string;
  /** So much off each named invoice; so much by the default rule (newest due first); or all that is left. */
  what:
    | { kind: 'parts'; parts: readonly ReversalPart[] }
    | { kind: 'amount'; amountMinor: bigint }
    | { kind: 'all' }
    /** So much of one lot of credit that the payment's money has become. */
    | { kind: 'credit'; creditId: string; amountMinor: bigint };
  reason: string;
  cause: string;
};

export type RequestRefundRefusal =
  | { kind: 'not-allowed' }
  | { kind: 'no-reason' }
  | { kind: 'no-payment' }
  | { kind: 'not-settled' }
  | { kind: 'not-an-amount' }
  | { kind: 'nothing-left' }
  | { kind: 'too-much'; leftMinor: bigint; currency: Currency }
  | { kind: 'too-much-on-invoice'; number: string; leftMinor: bigint; currency: Currency }
  | { kind: 'not-on-payment'; invoiceId: string }
  | { kind: 'no-credit' }
  | { kind: 'disputed' }
  | { kind: 'not-chargeable'; currency: Currency }
  | { kind: 'other-request' };

export type RequestedRefund = {
  id: string;
  state: RefundState;
  /** Why it failed, in the gateway's words. */
  failureCode: string | null;
  amountMinor: bigint;
  currency: Currency;
  /** False while nobody knows whether the gateway has it. */
  known: boolean;
};
