import type { ReversalLine } from '~/components/refunds/describe-refund';
import type { GatewayAccess } from '~/domain/payments/gateway-access';
import type { PayableTotal } from '~/domain/payments/payable-total';
import type { PaymentState } from '~/domain/payments/payment-state';
import type { Currency } from '~/lib/money';

/** A payment as its page shows it; dates are text already, worded in the vendor's zone. */
export type ShownPayment = {
  id: string;
  state: PaymentState;
  outside: boolean;
  currency: Currency;
  amountMinor: bigint;
  /** Credit on account that it uses besides. */
  creditMinor: bigint;
  feeMinor: bigint;
  unappliedMinor: bigint;
  /** "Visa •••• 4242"; null when none is known. */
  method: { brand: string; last4: string } | null;
  failureCode: string | null;
  startedOn: string;
  /** At the bank: by when the money has usually arrived. */
  expectedOn: string | null;
  mandateReference: string | null;
  waitsFor: 'microdeposits' | null;
  settledOn: string | null;
  invoiceCount: number;
  invoices: { invoiceId: string; number: string; amountMinor: bigint }[];
  receipt: { id: string; number: string } | null;
};

/** What the bank still needs of the payer: our script shows it in place, or a page of the bank's is gone to. */
export type PaymentAction = {
  clientSecret: string | null;
  redirectUrl: string | null;
  /** Where the payer tells what the small deposit says, and by when it is there. */
  verification: { url: string; arrivesOn: string } | null;
};

export type PaymentPage = {
  payment: ShownPayment;
  /** Set while the payer must authenticate. */
  action: PaymentAction | null;
  gateway: GatewayAccess;
  vendorName: string;
  /** Null where it is not the reader's to know. */
  email: string | null;
  mayPay: boolean;
  /** Arrived here from paying just now. */
  justPaid: boolean;
  after: { stillOwedMinor: bigint; otherOpenCount: number; next: (PayableTotal & { to: string }) | null } | null;
  /** What went back of the payment since, and what still counts of it. */
  since: { lines: ReversalLine[]; left: string };
  /** Where to try again with the same invoices. */
  tryAgain: string;
};
