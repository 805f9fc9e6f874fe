import type { ChargeInvoice, ChargeKind, ChargeState } from '~/domain/scheduled-charges/charge-state';
import type { PaymentState } from '~/domain/payments/payment-state';
import type { Currency } from '~/lib/money';

/** A charge as its page shows it; dates are text already, worded in the vendor's zone. */
export type ShownCharge = {
  id: string;
  kind: ChargeKind;
  state: ChargeState;
  reason: string | null;
  currency: Currency;
  amountMinor: bigint;
  agreedMinor: bigint;
  on: string;
  agreedBy: string;
  agreedOn: string;
  endedOn: string | null;
  method: { brand: string; last4: string };
  invoiceCount: number;
  invoices: ChargeInvoice[];
  tries: { paymentId: string; state: PaymentState; on: string; why: string | null }[];
};
