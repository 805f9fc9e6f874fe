import type { Tender } from '~/domain/fees/fee';
import type { MethodKind } from '~/domain/payment-methods/method-kind';
import type { CreditChange } from '~/domain/credits/reserve-credit.server';
import type { TypedMethod } from '~/gateways/stripe-tokens.server';
import type { Currency } from '~/lib/money';
import type { PaymentState } from './payment-state';
import type { QuoteLine } from './quote';

export type StartPaymentInput = {
  /** Minted by the page (UUIDv7); the idempotency key of everything that follows. */
  paymentId: string;
  currency: Currency;
  quote: QuoteLine[];
  /** The credit on account that the payer was shown to be used, and will be held to; none if left out. */
  creditMinor?: bigint;
  /** The fee that the payer was shown on top. Compared, never charged because it is said here; none means no fee. */
  feeMinor?: bigint;
  /** `none` where credit covers all. */
  method:
    | { kind: 'none' }
    | { kind: 'saved'; methodId: string }
    /** `of` is what was filled in: a card unless said otherwise. */
    | { kind: 'new'; confirmationTokenId: string; save: boolean; of?: MethodKind };
  /** Where the payer was when they agreed: a bank wants it with every debit of an account. */
  acceptance?: { ip: string; userAgent: string };
  /** Absolute address of the payment's page, for a bank that redirects. */
  returnUrl: string;
  /** Whether our script runs in the payer's browser: 3-D Secure is then a dialog in place, else a redirect. */
  inPlace: boolean;
  cause: string;
};

/** One thing that is no longer as the payer saw it. */
export type QuoteChange =
  | { kind: 'amount'; invoiceId: string; number: string; wasMinor: bigint; isMinor: bigint }
  /** Something else of it (due date, text) was edited; the amount is the same. */
  | { kind: 'details'; invoiceId: string; number: string }
  /** What the method carries on top; without one credit covers it all. */
  | { kind: 'fee'; of: Tender | null; wasMinor: bigint; isMinor: bigint }
  | {
      kind: 'not-payable';
      invoiceId: string;
      number: string;
      reason: 'paid' | 'in-flight' | 'disputed' | 'void' | 'gone';
    }
  | CreditChange;

export type StartPaymentRefusal =
  /** `typed`: the new card or account, as the gateway told it; its one-time token is still good. */
  | { kind: 'changed'; changes: QuoteChange[]; typed?: TypedMethod | null }
  | { kind: 'too-many'; limit: number; count: number }
  | { kind: 'amount-out-of-range'; minMinor: bigint; maxMinor: bigint; currency: Currency }
  | { kind: 'parts-not-allowed' }
  /** The vendor's minimum for a payment in parts. */
  | { kind: 'below-minimum'; minimumMinor: bigint; currency: Currency }
  | { kind: 'method-gone' }
  /** The gateway knows nothing of a new card or account. */
  | { kind: 'method-not-read' }
  | { kind: 'gateway-silent' }
  /** A bank account pays in one currency alone. */
  | { kind: 'method-not-for-currency' }
  /** The vendor does not offer this kind. */
  | { kind: 'method-not-taken' }
  | { kind: 'viewer' }
  | { kind: 'nothing-selected' }
  /** The payment link was revoked, or has expired. */
  | { kind: 'link-ended' }
  | { kind: 'other-request' }
  | { kind: 'too-many-declines'; retryAfterSeconds: number };

/** The payment as it stands after the call. A decline is not a refusal: there was an attempt, and it failed. */
export type StartedPayment = {
  id: string;
  state: PaymentState;
  failureCode: string | null;
  /** Set with action_required: the page hands it to the gateway's script (3-D Secure). */
  clientSecret: string | null;
  /** Set with action_required where no script runs: the bank's page to go to. */
  redirectUrl: string | null;
};
