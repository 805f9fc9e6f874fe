import type { GatewayAccess } from '~/domain/payments/gateway-access';
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
};

/** Everything the pay page shows and sends back. Only the first rows: the quote has them all. */
export type PayReview = {
  paymentId: string;
  currency: Currency;
  quote: string;
  count: number;
  totalMinor: bigint;
  lines: PayLine[];
  rest: { count: number; dueMinor: bigint } | null;
  methods: OfferedMethod[];
  gateway: GatewayAccess;
  /** In the gateway's own counting, for its fields alone. */
  gatewayAmount: number;
  email: string;
  vendorName: string;
};

/** What the pay action answers when the payer stays on the page. */
export type PayAnswer =
  | { kind: 'refused'; tone: 'red' | 'amber'; words: Words }
  | { kind: 'authenticate'; clientSecret: string; next: string };
