import type { CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';
import type { AgeBucket } from './ageing';

/** One row of the open list; nothing that the list does not show. */
export type OpenInvoice = {
  id: string;
  number: string;
  summary: string;
  issuedOn: CalendarDate;
  dueOn: CalendarDate;
  totalMinor: bigint;
  paidMinor: bigint;
  inFlightMinor: bigint;
  dueMinor: bigint;
  /** Whether the reader's stored selection holds it. */
  ticked: boolean;
};

/** What is open in one currency, and how old it is. Currencies are never summed. */
export type OpenTotals = {
  currency: Currency;
  count: number;
  dueMinor: bigint;
  overdueMinor: bigint;
  /** All five parts, youngest first, empty ones too. */
  buckets: { bucket: AgeBucket; count: number; dueMinor: bigint }[];
};

/** Whose invoices: every query names both. */
export type InvoiceScope = { vendorId: string; customerId: string };
