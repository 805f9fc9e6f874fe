import type { CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';

/** How many lines of a selection its ticket names; the rest is counted. */
export const TICKET_LINES = 6;

export type SelectedLine = { id: string; number: string; dueOn: CalendarDate; dueMinor: bigint };

/** What is selected in one currency: one payment's worth. */
export type SelectedTotal = {
  currency: Currency;
  count: number;
  dueMinor: bigint;
  /** The first few by due date. */
  lines: SelectedLine[];
};
