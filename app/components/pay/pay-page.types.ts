import type { GatewayAccess } from '~/domain/payments/gateway-access';
import type { TypedAmounts } from '~/domain/payments/part-amounts';
import type { SpreadRule } from '~/domain/payments/spread';
import type { Words } from '~/domain/payments/words';
import type { CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';

export type OfferedMethod = {
  id: string;
  brand: string;
  last4: string;
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
  totalMinor: bigint;
  lines: PayLine[];
  rest: { count: number; payMinor: bigint } | null;
  methods: OfferedMethod[];
  gateway: GatewayAccess;
  /** In the gateway's own counting, for its fields alone. */
  gatewayAmount: number;
  email: string;
  vendorName: string;
  /** Where less than all may be paid. `choosing`: the page has a field for each amount, and so every line. */
  parts: { minimumMinor: bigint; choosing: boolean; switchTo: string } | null;
};

/** What the pay action answers when the payer stays on the page. */
export type PayAnswer =
  | { kind: 'refused'; tone: 'red' | 'amber'; words: Words }
  /** Without scripts the amounts are worked out here, and shown before anything is paid. */
  | { kind: 'amounts'; words: Words | null; amounts: TypedAmounts; sum: string; rule: SpreadRule }
  | { kind: 'authenticate'; clientSecret: string; next: string };
