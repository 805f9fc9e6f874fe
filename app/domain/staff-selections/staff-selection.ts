import type { Currency } from '~/lib/money';

/** So many invoices at most are selected: the ids are one row, read with every page. */
export const MAX_SELECTED = 100_000;

/** Some of the selected, and the numbers of the first of them. */
export type Named = { count: number; numbers: string[] };

/** What somebody has selected, on all pages, and what cannot be done with it. */
export type StaffSelectionSummary = {
  count: number;
  /** What is due of it, per currency; of what is not open, nothing. */
  due: { currency: Currency; dueMinor: bigint }[];
  /** Not open: nothing can be charged, and no link pays it. */
  notPayable: Named;
  /** In payment, or disputed: cannot be put away. */
  notArchivable: Named;
  archived: number;
};

export const NOTHING_SELECTED: StaffSelectionSummary = {
  count: 0,
  due: [],
  notPayable: { count: 0, numbers: [] },
  notArchivable: { count: 0, numbers: [] },
  archived: 0,
};

/** What one press of a button does to the selection: the page's own ticks always, then perhaps more. */
export type StaffSelectionChange = {
  /** The ids of the rows the page showed, and of those the ticked ones. */
  shown: readonly string[];
  ticked: readonly string[];
  then:
    | { kind: 'nothing' }
    /** Everything that the list at this address holds, on all its pages. */
    | { kind: 'add-matching'; params: URLSearchParams }
    | { kind: 'clear' }
    | { kind: 'keep-first' }
    | { kind: 'drop'; what: 'not-payable' | 'not-archivable' };
};
