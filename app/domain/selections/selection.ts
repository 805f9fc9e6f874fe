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

/** What one press of a button does to the selection: the page's own ticks always, then perhaps more. */
export type SelectionChange = {
  /** The ids of the rows the page showed, and of those the ticked ones. */
  shown: string[];
  ticked: string[];
  then:
    | { kind: 'nothing' }
    /** Everything that the list at this address holds, on all its pages. */
    | { kind: 'add-matching'; params: URLSearchParams }
    | { kind: 'clear' }
    | { kind: 'keep-first'; currency: Currency };
};
