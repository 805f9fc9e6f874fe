import type { Cursor } from '~/domain/invoices/list-cursor';
import { methodFor } from '~/domain/payment-methods/method-for.server';
import { Prisma, readRows, sql } from '~/lib/db.server';
import type { DeskInvoice } from './desk-invoice';
import { isDeskNarrowed, type DeskFilter, type DeskQuery } from './desk-query';
import {
  deskWhere,
  isSearched,
  unsearched,
  disputedOf,
  namedCustomers,
  orderBy,
  searched,
  SORT_COLUMNS,
  type DeskScope,
  type Searched,
} from './desk-where.server';
import { deskCursorOf, type DeskSort } from './list-order';
import { statesOf } from './list-tabs';

export const PAGE_ROWS = 50;

/** So many matches are counted and, where no index sorts them, sorted; beyond that the list says "more than". */
const MOST_COUNTED = 1_000;

/** Twice as many of one currency: the index of any order but by amount passes by all the others, so walking it costs more. */
const mostCounted = ({ filter, order }: DeskQuery) =>
  filter.currency !== null && order.sort !== 'amount' ? 2 * MOST_COUNTED : MOST_COUNTED;

/** What is asked for, and by whom: what they have ticked is marked. */
type Asked = DeskScope & { view: DeskQuery; staffId: string };

export type DeskPage = {
  rows: DeskInvoice[];
  previous: string | null;
  next: string | null;
  /** How many pass the filter; null where nothing is filtered, and the tab's count says it. */
  matching: { count: number; more: boolean } | null;
  /** What the rows are sorted by, where that is not what was asked for: too many match to be sorted so. */
  sortedBy: DeskSort | null;
};

/**
 * One page of the vendor's invoices, by keyset: the last of twenty thousand pages costs what the first does. What a
 * filter leaves is gathered by the index of what is filtered and sorted, as long as it is few; of many, the index of
 * the order is walked. So the cost is bounded by the page and not by the table, whatever is asked: PostgreSQL alone
 * guesses wrong where dates and numbers grow together, and reads half the table.
 */
export async function listDeskInvoices(scope: Asked): Promise<DeskPage> {
  const { view } = scope;
  const asked = view.order.sort;
  if (!isDeskNarrowed(view.filter)) {
    const rows = await readRows<RawInvoice>(detailsOf(scope, sql`ARRAY(${walked(scope, asked)})`));
    return { ...pageOf(rows, view, asked), matching: null, sortedBy: null };
  }
  const most = mostCounted(view);
  const sort = sortOfMany(view);
  const ofMany = sort === asked ? scope : { ...scope, view: { ...view, after: null, before: null } };
  const rows = await readRows<Partial<RawInvoice> & { matching: number }>(sql`
    WITH ${gatheredBy(scope, most + 1)}, counted AS MATERIALIZED (SELECT count(*)::int AS matching FROM gathered)
    SELECT counted.matching, shown.* FROM counted LEFT JOIN LATERAL (${detailsOf(
      scope,
      // Of these two one is run, since a CASE asks for what it answers with alone.
      sql`CASE WHEN counted.matching <= ${most}::int THEN ARRAY(${sorted(scope, asked)}) ELSE ARRAY(${walked(ofMany, sort)}) END`,
    )}) shown ON true ORDER BY shown.nth`);
  const count = rows[0]?.matching ?? 0;
  const found = rows.filter((row): row is RawInvoice & { matching: number } => row.id != null);
  const matching = { count: Math.min(count, most), more: count > most };
  if (!matching.more) return { ...pageOf(found, view, asked), matching, sortedBy: null };
  return { ...pageOf(found, ofMany.view, sort), matching, sortedBy: sort === asked ? null : sort };
}

/** What is filtered by dates goes along with the other date and the number; walking these would pass by everything older. */
function sortOfMany({ filter, order }: DeskQuery): DeskSort {
  if (order.sort === 'amount') return 'amount';
  return dateFilter(filter) ?? order.sort;
}

function dateFilter(filter: DeskFilter): 'due' | 'issued' | null {
  if (filter.dueFrom || filter.dueTo) return 'due';
  return filter.issuedFrom || filter.issuedTo ? 'issued' : null;
}

type Page = Pick<DeskPage, 'rows' | 'previous' | 'next'>;

/** SQL: the ids of a page out of `gathered`, in order. */
function sorted({ view }: Asked, sort: DeskSort): Prisma.Sql {
  const { down, beyond } = edge(view, sort);
  return sql`SELECT i.id FROM gathered i WHERE ${beyond} ORDER BY ${orderBy(sort, down)} LIMIT ${PAGE_ROWS + 1}`;
}

/** SQL: the ids of a page by the index of the order. */
function walked(scope: Asked, sort: DeskSort): Prisma.Sql {
  const { down, beyond } = edge(scope.view, sort);
  const order = orderBy(sort, down);
  return sql`
    SELECT i.id FROM (${inOrder(scope, beyond, order)}) i
    WHERE ${isSearched(scope, SEARCHED)} ORDER BY ${order} LIMIT ${PAGE_ROWS + 1}`;
}

/**
 * SQL: what the search is looked for in, in that order. Each state is a range of the index by itself, and a tab of
 * several takes of each: a page of it, or, where a search leaves nobody knows how many, as it goes. PostgreSQL is told so
 * in either case: left alone, it sorts half the table. OFFSET 0 keeps the search out of the states, or whom it names
 * would be looked up for each of them.
 */
function inOrder(scope: Asked, beyond: Prisma.Sql, order: Prisma.Sql): Prisma.Sql {
  const { tab, filter } = scope.view;
  const columns = sql`i.id, i.customer_id, i.due_on, i.issued_on, i.currency, i.desk_minor, i.number`;
  const branches = statesOf(tab).map(
    (state) => sql`
      SELECT ${columns} FROM invoices i -- vendor_id is part of unsearched
      WHERE ${unsearched(scope, [state])} AND ${beyond}`,
  );
  if (branches.length === 1) return branches[0]!;
  const most = filter.search === '' ? sql`LIMIT ${PAGE_ROWS + 1}` : Prisma.empty;
  const all = Prisma.join(
    branches.map((branch) => sql`(${branch} ORDER BY ${order} ${most})`),
    ' UNION ALL ',
  );
  return sql`SELECT ${columns} FROM (${all}) i ORDER BY ${order} OFFSET 0`;
}

/** What `gatheredBy` finds out of a search. */
const SEARCHED: Searched = { named: sql`SELECT n.id FROM named n`, someNumber: sql`EXISTS (SELECT FROM of_number)` };

/** SQL: `gathered`, up to `most` of the invoices that pass the filter, and for a search what it names. */
function gatheredBy(scope: DeskScope, most: number): Prisma.Sql {
  const { search, customer } = scope.view.filter;
  const columns = sql`i.id, i.due_on, i.issued_on, i.currency, i.desk_minor, i.number`;
  if (search === '') return sql`gathered AS MATERIALIZED (${narrowedBy(scope, columns, most)})`;
  const { ofNumbers, ofCustomers } = searched(scope, columns, most, sql`SELECT n.id FROM of_number n`, SEARCHED.named);
  const found =
    customer === ''
      ? sql`SELECT ${columns} FROM (SELECT * FROM of_number UNION ALL (${ofCustomers})) i LIMIT ${most}`
      : narrowedBy(scope, columns, most);
  return sql`
    named AS MATERIALIZED (${namedCustomers(scope)}), of_number AS MATERIALIZED (${ofNumbers}),
    gathered AS MATERIALIZED (${found})`;
}

/** SQL: up to `most` invoices that pass the filter, by the index of what narrows them. */
function narrowedBy(scope: DeskScope, columns: Prisma.Sql, most: number): Prisma.Sql {
  const { view } = scope;
  const { filter } = view;
  if (filter.customer !== '')
    return sql`
      SELECT ${columns} FROM invoices i -- vendor_id is part of deskWhere
      WHERE ${deskWhere(scope)} ORDER BY i.customer_id, i.due_on DESC, i.id LIMIT ${most}`;
  if (filter.disputed)
    return sql`
      SELECT ${columns} FROM (${disputedOf(scope.vendorId)}) d JOIN invoices i ON i.vendor_id = ${scope.vendorId}::uuid AND i.id = d.invoice_id
      WHERE ${deskWhere(scope)} LIMIT ${most}`;
  const sort = filter.minMinor !== null || filter.maxMinor !== null ? 'amount' : (dateFilter(filter) ?? 'amount');
  const branches = statesOf(view.tab).map(
    (state) => sql`(
      SELECT ${columns} FROM invoices i -- vendor_id is part of deskWhere
      WHERE ${deskWhere(scope, [state])} ORDER BY ${orderBy(sort, false)} LIMIT ${most})`,
  );
  return sql`SELECT ${columns} FROM (${Prisma.join(branches, ' UNION ALL ')}) i LIMIT ${most}`;
}

/** Where the page begins: which way it is read, and SQL for what lies beyond the cursor. */
function edge({ order, after, before }: DeskQuery, sort: DeskSort): { down: boolean; beyond: Prisma.Sql } {
  const cursor = after ?? before;
  const down = order.descending !== (before !== null);
  if (!cursor) return { down, beyond: sql`true` };
  const columns = Prisma.join([...SORT_COLUMNS[sort], sql`i.id`]);
  return { down, beyond: sql`(${columns}) ${down ? sql`<` : sql`>`} (${keyOf(cursor, sort)}, ${cursor.id}::uuid)` };
}

function keyOf({ value }: Cursor, sort: DeskSort): Prisma.Sql {
  if (sort === 'amount') return sql`${value.slice(0, 3)}::bpchar, ${value.slice(4)}::bigint`;
  return sort === 'number' ? sql`${value}::text` : sql`${value}::date`;
}

/** As the driver gives it: amounts as texts. */
type RawInvoice = Omit<DeskInvoice, 'amountMinor' | 'totalMinor' | 'inFlightMinor' | 'method'> & {
  amountMinor: string;
  totalMinor: string;
  inFlightMinor: string;
  brand: string | null;
  last4: string | null;
  nth: string;
};

/** SQL: all that the list shows of the few invoices that the array `ids` names, in its order. */
function detailsOf({ vendorId, staffId }: { vendorId: string; staffId: string }, ids: Prisma.Sql): Prisma.Sql {
  return sql`
    SELECT i.id, i.number, i.summary, i.customer_id AS "customerId", c.number AS "customerNumber", c.name AS "customerName",
      i.issued_on::text AS "issuedOn", i.due_on::text AS "dueOn", i.currency, i.desk_state AS state, i.desk_minor::text AS "amountMinor",
      i.total_minor::text AS "totalMinor", i.in_flight_minor::text AS "inFlightMinor", i.disputed_at IS NOT NULL OR i.disputed_minor > 0 AS disputed, held.state AS "paymentState", m.brand, m.last4,
      i.id IN (SELECT unnest(s.invoice_ids) FROM staff_selections s WHERE s.vendor_id = ${vendorId}::uuid AND s.staff_id = ${staffId}::uuid) AS ticked, page.nth
    FROM unnest(${ids}) WITH ORDINALITY page (id, nth) JOIN invoices i ON i.vendor_id = ${vendorId}::uuid AND i.id = page.id
    JOIN customers c ON c.vendor_id = i.vendor_id AND c.id = i.customer_id
    LEFT JOIN LATERAL (
      SELECT f.* FROM (SELECT i.vendor_id, i.customer_id, i.currency) c, LATERAL (${methodFor(sql`m.brand, m.last4`)}) f
    ) m ON true
    LEFT JOIN LATERAL (
      SELECT p.state FROM allocations a JOIN payments p ON p.vendor_id = a.vendor_id AND p.id = a.payment_id
      WHERE i.in_flight_minor > 0 AND a.vendor_id = i.vendor_id AND a.invoice_id = i.id AND p.ended_at IS NULL
      ORDER BY p.created_at DESC LIMIT 1
    ) held ON true
    ORDER BY page.nth`;
}

function pageOf(found: RawInvoice[], { after, before }: DeskQuery, sort: DeskSort): Page {
  const backwards = before !== null;
  const more = found.length > PAGE_ROWS;
  const rows = found.slice(0, PAGE_ROWS).map(readInvoice);
  if (backwards) rows.reverse();
  const first = rows[0];
  const last = rows.at(-1);
  return {
    rows,
    previous: first && (backwards ? more : after !== null) ? deskCursorOf(first, sort) : null,
    next: last && (backwards || more) ? deskCursorOf(last, sort) : null,
  };
}

function readInvoice({ brand, last4, nth: _nth, ...row }: RawInvoice): DeskInvoice {
  return {
    ...row,
    amountMinor: BigInt(row.amountMinor),
    totalMinor: BigInt(row.totalMinor),
    inFlightMinor: BigInt(row.inFlightMinor),
    method: brand === null || last4 === null ? null : { brand, last4 },
  };
}
