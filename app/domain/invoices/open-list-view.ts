import type { AvailableCredit } from '~/domain/credits/available-credit';
import type { SelectedTotal } from '~/domain/selections/selection';
import type { ChargeToCome } from '~/domain/scheduled-charges/charge-state';
import type { CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';
import type { FilterProblems, ListQuery } from './list-query';
import type { OpenInvoice, OpenTotals } from './open-invoice';
import type { InPayment, RecentPayment } from './recent-payment';
import type { UnpayableInvoice } from './unpayable-invoice';

/** All that the open-invoices page shows. */
export type OpenListView = {
  currency: Currency;
  totals: OpenTotals[];
  query: ListQuery;
  /** What the filter fields hold, as typed: a mistake stays to be mended. */
  typed: Record<'q' | 'from' | 'to' | 'min' | 'max', string>;
  problems: FilterProblems;
  rows: OpenInvoice[];
  previous: string | null;
  next: string | null;
  /** How many pass the filter, and what they come to. */
  matching: { count: number; dueMinor: bigint };
  selection: SelectedTotal[];
  unpayable: { rows: UnpayableInvoice[]; more: boolean };
  /** What payments under way hold, per currency; it is owed until they are through. */
  inPayment: InPayment[];
  /** What the customer could use of their credit, per currency. */
  credit: AvailableCredit[];
  /** Payments that wait for their payer. */
  waiting: RecentPayment[];
  /** Charges agreed beforehand that are to come. */
  charges: ChargeToCome[];
  recentlyPaid: { rows: RecentPayment[]; more: boolean };
  today: CalendarDate;
  mayPay: boolean;
};
