import type { CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';

/** A payment as the open list tells of it. */
export type RecentPayment = {
  id: string;
  currency: Currency;
  /** In money and credit. */
  amountMinor: bigint;
  invoiceCount: number;
  /** The day it was paid, or else begun, as a date of the vendor. */
  on: CalendarDate;
};

/** How much of what is owed in a currency is held by payments under way. */
export type InPayment = { currency: Currency; amountMinor: bigint };
