import { encodeCursor, type Cursor } from '~/domain/invoices/list-cursor';
import { isCalendarDate, type CalendarDate } from '~/lib/dates';
import { fromDecimal, isCurrency, toDecimal, type Currency } from '~/lib/money';
import { decodeDeskCursor, DESK_SORTS, type DeskOrder } from './list-order';
import { TABS, type Tab } from './list-tabs';

/** What the vendor's list may be narrowed to, within its tab. */
export type DeskFilter = {
  search: string;
  /** A customer's number. */
  customer: string;
  currency: Currency | null;
  dueFrom: CalendarDate | null;
  dueTo: CalendarDate | null;
  issuedFrom: CalendarDate | null;
  issuedTo: CalendarDate | null;
  /** Of the amount that is listed: what is due of an open invoice, the total of any other. Only with a currency. */
  minMinor: bigint | null;
  maxMinor: bigint | null;
  /** Only those that a customer disputes, in whole or in part. */
  disputed: boolean;
};

/** What a view that is kept keeps: not the page. */
export type DeskView = { tab: Tab; filter: DeskFilter; order: DeskOrder };
export type DeskQuery = DeskView & { after: Cursor | null; before: Cursor | null };

const FIELDS = ['due-from', 'due-to', 'issued-from', 'issued-to', 'min', 'max'] as const;
type FieldName = (typeof FIELDS)[number];
/** A field that could not be understood, and how to write it. The rest of the filter still counts. */
export type DeskProblems = Partial<Record<FieldName | 'customer', string>>;
/** What stands in the fields, understood or not. */
export type TypedFields = Record<FieldName | 'q' | 'customer' | 'currency', string>;

const LONGEST = 100;

export const NO_DESK_FILTER: DeskFilter = {
  search: '',
  customer: '',
  currency: null,
  dueFrom: null,
  dueTo: null,
  issuedFrom: null,
  issuedTo: null,
  minMinor: null,
  maxMinor: null,
  disputed: false,
};

/** Reads the list's whole state from its address. */
export function parseDeskQuery(params: URLSearchParams): {
  query: DeskQuery;
  problems: DeskProblems;
  typed: TypedFields;
} {
  const problems: DeskProblems = {};
  const text = (name: string) => (params.get(name) ?? '').replaceAll('\0', '').trim().slice(0, LONGEST);
  const asked = text('currency').toUpperCase();
  const currency = isCurrency(asked) ? asked : null;
  const read = <T>(name: FieldName, understand: (typed: string) => T | null, remedy: string): T | null => {
    const typed = text(name);
    const value = typed === '' ? null : understand(typed);
    if (typed !== '' && value === null) problems[name] = remedy;
    return value;
  };
  const date = (name: FieldName) =>
    read(name, (typed) => (isCalendarDate(typed) ? typed : null), 'Write a date like 2026-03-31.');
  const amount = (name: FieldName) => {
    if (!currency) return read(name, () => null, 'Choose the currency too.');
    const understand = (typed: string) => {
      const minor = fromDecimal(typed, currency);
      return minor !== null && minor >= 0n ? minor : null;
    };
    return read(name, understand, `Write an amount like ${toDecimal(125000n, currency)}.`);
  };
  const filter: DeskFilter = {
    search: text('q'),
    customer: text('customer'),
    currency,
    dueFrom: date('due-from'),
    dueTo: date('due-to'),
    issuedFrom: date('issued-from'),
    issuedTo: date('issued-to'),
    minMinor: amount('min'),
    maxMinor: amount('max'),
    disputed: params.get('disputed') === '1',
  };
  const tab = TABS.find((name) => name === params.get('tab')) ?? 'open';
  const sort = DESK_SORTS.find((name) => name === params.get('sort')) ?? 'due';
  const order = { sort, descending: params.get('dir') === 'desc' };
  const after = decodeDeskCursor(params.get('after'), sort);
  const before = after ? null : decodeDeskCursor(params.get('before'), sort);
  const typed = Object.fromEntries(['q', 'customer', ...FIELDS].map((name) => [name, text(name)])) as Omit<
    TypedFields,
    'currency'
  >;
  return { query: { tab, filter, order, after, before }, problems, typed: { ...typed, currency: currency ?? '' } };
}

/** The address that shows this list again: `?tab=paid&q=…`. The counterpart of parseDeskQuery. */
export function deskSearch({ tab, filter, order, after, before }: DeskView & Partial<DeskQuery>): string {
  const money = (minor: bigint | null) => (minor === null || !filter.currency ? '' : toDecimal(minor, filter.currency));
  const entries: Record<string, string> = {
    tab,
    q: filter.search,
    customer: filter.customer,
    currency: filter.currency ?? '',
    'due-from': filter.dueFrom ?? '',
    'due-to': filter.dueTo ?? '',
    'issued-from': filter.issuedFrom ?? '',
    'issued-to': filter.issuedTo ?? '',
    min: money(filter.minMinor),
    max: money(filter.maxMinor),
    disputed: filter.disputed ? '1' : '',
    sort: order.sort === 'due' ? '' : order.sort,
    dir: order.descending ? 'desc' : '',
    after: after ? encodeCursor(after) : '',
    before: before ? encodeCursor(before) : '',
  };
  return `?${new URLSearchParams(Object.entries(entries).filter(([, value]) => value !== ''))}`;
}

/** Whether the filter leaves anything of the tab out. */
export function isDeskNarrowed(filter: DeskFilter): boolean {
  return Object.values(filter).some((value) => value !== null && value !== '' && value !== false);
}

/** The same list narrowed otherwise, from its first page. */
export function narrowed<Q extends DeskView>(query: Q, change: Partial<DeskFilter>): Q {
  return { ...query, filter: { ...query.filter, ...change }, after: null, before: null };
}
