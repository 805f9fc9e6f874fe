import type { CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';
import type { MovementWords } from './movement-words';
import type { StatementQuery } from './statement-query';

/** One entry of the books that changed what the customer owes. */
export type Movement = MovementWords & {
  id: string;
  on: CalendarDate;
  /** More owed is positive, less is negative. */
  amountMinor: bigint;
  balanceMinor: bigint;
};

/** One invoice that was still open when the period ended. */
export type OpenItem = {
  id: string;
  number: string;
  summary: string;
  issuedOn: CalendarDate;
  dueOn: CalendarDate;
  totalMinor: bigint;
  paidMinor: bigint;
  creditedMinor: bigint;
  dueMinor: bigint;
  /** Of what is due, as it is now: in a payment under way, and disputed. */
  inFlightMinor: bigint;
  disputedMinor: bigint;
};

/** What the books say of the period: opening + charged + settled = closing. */
export type StatementSums = {
  openingMinor: bigint;
  chargedMinor: bigint;
  /** Payments, credits and voids: nought or less. */
  settledMinor: bigint;
  closingMinor: bigint;
  movements: number;
  /** Moved with a later date than the period's end. */
  laterMinor: bigint;
  /** Credit on account at the end of the period; it is not taken off the balance until it is used. */
  creditMinor: bigint;
};

/** Where the balance stands in the portal at this moment: the parts come to all that the invoices say is owed. */
export type Standing = {
  payableMinor: bigint;
  inFlightMinor: bigint;
  disputedMinor: bigint;
  /** The vendor archived it: owed by the books, not asked for in the portal. */
  archivedMinor: bigint;
};

export type OpenItemSums = {
  count: number;
  dueMinor: bigint;
  archivedMinor: bigint;
  /** What the books hold beside the invoices listed, so that the list comes to the balance. */
  otherMinor: bigint;
};

type Listed =
  | { kind: 'balance-forward'; movements: Movement[]; broughtForwardMinor: bigint }
  | { kind: 'open-items'; items: OpenItem[]; itemSums: OpenItemSums };

/** A statement, or a page of it. */
export type Statement = {
  query: StatementQuery;
  currency: Currency;
  today: CalendarDate;
  sums: StatementSums;
  /** Only where the period reaches today: the portal knows no other day. */
  standing: Standing | null;
  listed: Listed;
  /** Whether it begins with the period, and where its next page does. */
  first: boolean;
  next: string | null;
};

/** More lines are nobody’s reading, and 5,000 took 140 MB to draw; the file of figures takes any number. */
export const MOST_PDF_LINES = 2_000;

export function isTooLongForPaper({ sums, listed }: Pick<Statement, 'sums' | 'listed'>): boolean {
  return (listed.kind === 'open-items' ? listed.itemSums.count : sums.movements) > MOST_PDF_LINES;
}

/** The day by which lateness is told: the end of the period, or today where that is still to come. */
export function asOf({ query, today }: Pick<Statement, 'query' | 'today'>): CalendarDate {
  return query.to < today ? query.to : today;
}
