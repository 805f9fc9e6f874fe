import { isCalendarDate, type CalendarDate } from '~/lib/dates';
import type { Language } from '~/lib/languages/language';
import { typedNumber } from '~/lib/languages/typed-number';
import { fromDecimal, isCurrency, toDecimal, type Currency } from '~/lib/money';
import { AGE_BUCKETS, type AgeBucket } from './ageing';
import { filterRemedies } from './filter-problems.words';
import { decodeCursor, encodeCursor, SORTS, type Cursor, type Sort } from './list-cursor';

/** What the open list may be narrowed to. */
export type ListFilter = {
  search: string;
  age: AgeBucket | 'overdue' | null;
  dueFrom: CalendarDate | null;
  dueTo: CalendarDate | null;
  minMinor: bigint | null;
  maxMinor: bigint | null;
};

export type ListOrder = { sort: Sort; descending: boolean };
export type ListQuery = { filter: ListFilter; order: ListOrder; after: Cursor | null; before: Cursor | null };

/** A filter field that could not be understood, and how to write it. The rest of the filter still counts. */
export type FilterProblems = Partial<Record<'from' | 'to' | 'min' | 'max', string>>;

const LONGEST_SEARCH = 100;

/** The currency the address asks for, if it names one. */
export function askedCurrency(params: URLSearchParams): Currency | null {
  const code = params.get('currency')?.toUpperCase() ?? '';
  return isCurrency(code) ? code : null;
}

/** Reads the list's whole state from its address. Amounts are in the currency that is shown, and plain in every language; only what is said of mistakes is in the reader's. */
export function parseListQuery(
  params: URLSearchParams,
  currency: Currency,
  language: Language = 'en',
): { query: ListQuery; problems: FilterProblems } {
  const problems: FilterProblems = {};
  const read = <T>(name: keyof FilterProblems, understand: (text: string) => T | null, remedy: string): T | null => {
    const text = params.get(name)?.trim() ?? '';
    const value = text === '' ? null : understand(text);
    if (text !== '' && value === null) problems[name] = remedy;
    return value;
  };
  const date = (text: string) => (isCalendarDate(text) ? text : null);
  const amount = (text: string) => {
    const minor = fromDecimal(text, currency);
    return minor !== null && minor >= 0n ? minor : null;
  };
  const say = filterRemedies(language);
  const dateRemedy = say('date');
  const amountRemedy = say('amount', { example: typedNumber(toDecimal(125000n, currency), language) });
  const filter: ListFilter = {
    search: (params.get('q') ?? '').replaceAll('\0', '').trim().slice(0, LONGEST_SEARCH),
    age: [...AGE_BUCKETS, 'overdue' as const].find((age) => age === params.get('age')) ?? null,
    dueFrom: read('from', date, dateRemedy),
    dueTo: read('to', date, dateRemedy),
    minMinor: read('min', amount, amountRemedy),
    maxMinor: read('max', amount, amountRemedy),
  };
  const sort = SORTS.find((name) => name === params.get('sort')) ?? 'due';
  const order = { sort, descending: params.get('dir') === 'desc' };
  const after = decodeCursor(params.get('after'), sort);
  return { query: { filter, order, after, before: after ? null : decodeCursor(params.get('before'), sort) }, problems };
}

/** The address that shows this list again: `?currency=USD&q=…`. The counterpart of parseListQuery. */
export function listSearch({ filter, order, after, before }: ListQuery, currency: Currency): string {
  const money = (minor: bigint | null) => (minor === null ? '' : toDecimal(minor, currency));
  const entries: Record<string, string> = {
    currency,
    q: filter.search,
    age: filter.age ?? '',
    from: filter.dueFrom ?? '',
    to: filter.dueTo ?? '',
    min: money(filter.minMinor),
    max: money(filter.maxMinor),
    sort: order.sort === 'due' ? '' : order.sort,
    dir: order.descending ? 'desc' : '',
    after: after ? encodeCursor(after) : '',
    before: before ? encodeCursor(before) : '',
  };
  return `?${new URLSearchParams(Object.entries(entries).filter(([, value]) => value !== ''))}`;
}

/** Whether the filter leaves anything out beyond the currency. */
export function isNarrowed(filter: ListFilter): boolean {
  return Object.values(filter).some((value) => value !== null && value !== '');
}

export const NO_FILTER: ListFilter = {
  search: '',
  age: null,
  dueFrom: null,
  dueTo: null,
  minMinor: null,
  maxMinor: null,
};
