import { isId } from '~/lib/ids';
import { isCurrency, type Currency } from '~/lib/money';

/** What the list may be narrowed to; several narrow it together. Named as the address says them. */
export const NARROWINGS = ['owes', 'overdue', 'no-method', 'autopay'] as const;
export type Narrowing = (typeof NARROWINGS)[number];

export const CUSTOMER_SORTS = ['name', 'number', 'newest', 'open', 'overdue'] as const;
export type CustomerSort = (typeof CUSTOMER_SORTS)[number];

/** Where a page ends: the sort's value of its last row, and that row's id, which breaks ties. */
export type CustomerCursor = { value: string; id: string };

export type CustomerQuery = {
  search: string;
  only: readonly Narrowing[];
  sort: CustomerSort;
  descending: boolean;
  /** In which currency amounts are compared, where the list is sorted by one; null: the vendor's usual. */
  currency: Currency | null;
  after: CustomerCursor | null;
  before: CustomerCursor | null;
};

const LONGEST_SEARCH = 100;
const LONGEST_VALUE = 400;

/** Names begin at A, amounts and dates with the largest. */
export function descendsAtFirst(sort: CustomerSort): boolean {
  return sort !== 'name' && sort !== 'number';
}

/** Reads the list's whole state from its address. What cannot be understood counts as not said. */
export function parseCustomerQuery(params: URLSearchParams): CustomerQuery {
  const sort = CUSTOMER_SORTS.find((each) => each === params.get('sort')) ?? 'name';
  const direction = params.get('dir');
  const descending = direction === 'asc' || direction === 'desc' ? direction === 'desc' : descendsAtFirst(sort);
  const code = params.get('currency')?.toUpperCase() ?? '';
  const asked = params.getAll('only');
  const after = decodeCursor(params.get('after'), sort);
  return {
    search: (params.get('q') ?? '').replaceAll('\0', '').trim().slice(0, LONGEST_SEARCH),
    only: NARROWINGS.filter((each) => asked.includes(each)),
    sort,
    descending,
    currency: isCurrency(code) ? code : null,
    after,
    before: after ? null : decodeCursor(params.get('before'), sort),
  };
}

/** The address that shows this list again: `?q=…&only=owes`; empty for the plain list. The counterpart of parseCustomerQuery. */
export function customerSearch({ search, only, sort, descending, currency, after, before }: CustomerQuery): string {
  const entries: [string, string][] = [
    ['q', search],
    ...only.map((each): [string, string] => ['only', each]),
    ['sort', sort === 'name' ? '' : sort],
    ['dir', descending === descendsAtFirst(sort) ? '' : descending ? 'desc' : 'asc'],
    ['currency', currency ?? ''],
    ['after', after ? encodeCursor(after) : ''],
    ['before', before ? encodeCursor(before) : ''],
  ];
  const said = new URLSearchParams(entries.filter(([, value]) => value !== ''));
  return said.size > 0 ? `?${said}` : '';
}

export function encodeCursor({ value, id }: CustomerCursor): string {
  return `${value}~${id}`;
}

/** Null for what is no cursor of this sort; the list then starts at its beginning. */
function decodeCursor(text: string | null, sort: CustomerSort): CustomerCursor | null {
  const at = text?.lastIndexOf('~') ?? -1;
  if (!text || at < 0) return null;
  const value = text.slice(0, at);
  const id = text.slice(at + 1);
  return isId(id) && fits(value, sort) ? { value, id } : null;
}

function fits(value: string, sort: CustomerSort): boolean {
  if (sort === 'open' || sort === 'overdue') return /^\d{1,18}$/.test(value);
  if (sort === 'newest') return /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(value) && isInstant(value);
  return value.length <= LONGEST_VALUE && !value.includes('\0');
}

const isInstant = (value: string) => !Number.isNaN(new Date(value).getTime());

/** Whether the list leaves anybody out. */
export function isNarrowed({ search, only }: Pick<CustomerQuery, 'search' | 'only'>): boolean {
  return search !== '' || only.length > 0;
}
