import type { ChargeRules } from '~/domain/credits/plan-credit';
import type { FeeRule } from '~/domain/fees/fee';
import type { MethodKind } from '~/domain/payment-methods/method-kind';
import type { GatewayAccess } from '~/domain/payments/gateway-access';
import type { TypedAmounts } from '~/domain/payments/part-amounts';
import type { DateOffer } from '~/domain/scheduled-charges/offer-dates.server';
import type { SpreadRule } from '~/domain/payments/spread';
import type { Words } from '~/domain/payments/words';
import type { CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';

export type OfferedMethod = {
  id: string;
  brand: string;
  last4: string;
  /** The gateway's word: credit, debit, prepaid, unknown. */
  funding: string;
  /** "09/28". */
  expiry: string | null;
  expired: boolean;
  isDefault: boolean;
};

export type PayLine = {
  invoiceId: string;
  number: string;
  summary: string;
  dueOn: CalendarDate;
  totalMinor: bigint;
  dueMinor: bigint;
  payMinor: bigint;
};

/** Everything the pay page shows and sends back. Only the first rows: the quote has them all. */
export type PayReview = {
  paymentId: string;
  currency: Currency;
  quote: string;
  count: number;
  /** What the invoices get: the credit and the charge come to it; a fee comes on top (with-fee.ts). */
  totalMinor: bigint;
  creditMinor: bigint;
  chargeMinor: bigint;
  /** The customer's credit, where it may be used; `switchTo` where using it is theirs to choose. */
  credit: { availableMinor: bigint; kept: boolean; switchTo: string | null } | null;
  rules: ChargeRules;
  lines: PayLine[];
  rest: { count: number; payMinor: bigint } | null;
  methods: OfferedMethod[];
  /** What a new one may be. */
  kinds: MethodKind[];
  gateway: GatewayAccess;
  /** The charge in the gateway's own counting, for its fields alone; they take no nought. */
  gatewayAmount: number;
  /** Where the receipt goes; null where it is not the reader's to know. */
  email: string | null;
  vendorName: string;
  /** Whether it may be paid on a later date instead; null where that is not asked. */
  dates: DateOffer | null;
  /** Whether a new card or account may be kept for next time. */
  maySave: boolean;
  /** What is passed on, by kind of method: the page works it out as the server does, who decides. */
  fees: FeeRule[];
  /** Where less than all may be paid. `choosing`: the page has a field for each amount, and so every line. */
  parts: { minimumMinor: bigint; choosing: boolean; switchTo: string } | null;
};

/** A new card or account that the server has looked at: its one-time token is still good, so nobody types it twice. */
export type ReadMethod = { token: string; kind: MethodKind; brand: string; last4: string; funding: string };

/** What the pay action answers when the payer stays on the page, which then stays with the method that was chosen. */
export type PayAnswer =
  | { kind: 'refused'; tone: 'red' | 'amber'; words: Words; method: string; read: ReadMethod | null }
  /** Without scripts the amounts are worked out here, and shown before anything is paid. */
  | { kind: 'amounts'; method: string; words: Words | null; amounts: TypedAmounts; sum: string; rule: SpreadRule }
  | { kind: 'authenticate'; clientSecret: string; next: string };
