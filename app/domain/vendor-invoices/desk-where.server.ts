import { addDays, type CalendarDate } from '~/lib/dates';
import { Prisma, sql } from '~/lib/db.server';
import type { DeskView } from './desk-query';
import type { DeskSort } from './list-order';
import { statesOf, type DeskState } from './list-tabs';

/** What a list shows, judged on a date of the vendor. The filter's customer is one of theirs, or nobody's. */
export type DeskScope = { vendorId: string; view: DeskView; customerId: string | null; today: CalendarDate };

/** What is known of a search already: SQL for the customers that are called so, and for whether any number is. */
export type Searched = { named: Prisma.Sql; someNumber: Prisma.Sql };

/** SQL: the invoice `i` is the vendor's, in the tab, and passes the filter. Shared by list, count, export and "select all", so that they mean the same rows. */
export function deskWhere(scope: DeskScope, states = statesOf(scope.view.tab)): Prisma.Sql {
  return sql`${unsearched(scope, states)} AND ${isSearched(scope)}`;
}

/** SQL: the search finds the vendor's invoice `i`. */
export function isSearched(scope: DeskScope, known?: Searched): Prisma.Sql {
  const { search } = scope.view.filter;
  if (search === '') return sql`true`;
  // The number begins or ends so, or the customer is called so. Whether any number does is asked once, not of each row
  // that is passed by on the way to those of a customer.
  const ofNumber = Prisma.join(numberIs(search), ' OR ');
  const anyNumber = sql`EXISTS (SELECT FROM invoices i WHERE i.vendor_id = ${scope.vendorId}::uuid AND (${ofNumber}))`;
  const { named, someNumber } = known ?? { named: namedCustomers(scope), someNumber: anyNumber };
  return sql`(((SELECT ${someNumber}) AND (${ofNumber})) OR i.customer_id IN (${named}))`;
}

/** SQL: the same but for the search. */
export function unsearched({ vendorId, view, customerId, today }: DeskScope, states: readonly DeskState[]): Prisma.Sql {
  const { tab, filter } = view;
  const from = [filter.dueFrom, tab === 'upcoming' ? today : null];
  const to = [filter.dueTo, tab === 'overdue' ? addDays(today, -1) : null];
  const conditions = [
    sql`i.vendor_id = ${vendorId}::uuid`,
    inStates(states),
    ...(filter.customer === '' ? [] : [sql`i.customer_id = ${customerId}::uuid`]),
    ...(filter.currency ? [sql`i.currency = ${filter.currency}`] : []),
    ...from.flatMap((date) => (date ? [sql`i.due_on >= ${date}::date`] : [])),
    ...to.flatMap((date) => (date ? [sql`i.due_on <= ${date}::date`] : [])),
    ...(filter.issuedFrom ? [sql`i.issued_on >= ${filter.issuedFrom}::date`] : []),
    ...(filter.issuedTo ? [sql`i.issued_on <= ${filter.issuedTo}::date`] : []),
    ...(filter.minMinor === null ? [] : [sql`i.desk_minor >= ${filter.minMinor.toString()}::bigint`]),
    ...(filter.disputed ? [sql`i.id IN (${disputedOf(vendorId)})`] : []),
    ...(filter.maxMinor === null ? [] : [sql`i.desk_minor <= ${filter.maxMinor.toString()}::bigint`]),
  ];
  return Prisma.join(conditions, ' AND ');
}

/** SQL: the invoices that customers dispute and nobody has settled; the overview counts the same. */
export function disputedOf(vendorId: string): Prisma.Sql {
  return sql`SELECT q.invoice_id FROM invoice_disputes q WHERE q.vendor_id = ${vendorId}::uuid AND q.kind = 'dispute' AND q.ended_at IS NULL`;
}

function inStates(states: readonly DeskState[]): Prisma.Sql {
  const [first, ...others] = states;
  return others.length === 0 ? sql`i.desk_state = ${first}` : sql`i.desk_state = ANY (${states}::text[])`;
}

/** SQL: the number of `i` begins or ends with what was typed, written as it is or in capitals. */
function numberIs(search: string): Prisma.Sql[] {
  return spellings(search).flatMap((text) => [
    beginsWith(sql`i.number`, sql`${text}::text`),
    beginsWith(sql`reverse(i.number)`, sql`${backwards(text)}::text`),
  ]);
}

/** SQL: a range, which an index answers alone. LIKE would be asked of each row that the index found once more. */
function beginsWith(column: Prisma.Sql, text: Prisma.Sql): Prisma.Sql {
  return sql`${column} COLLATE "C" BETWEEN ${text} AND ${text} || ${LAST_SIGN}`;
}

/** SQL: the customers whose name or number begins with what was typed. */
export function namedCustomers({ vendorId, view }: DeskScope): Prisma.Sql {
  // By the same lower() as the index: the database's alphabet may be smaller than ours.
  const text = sql`lower(${view.filter.search}::text)`;
  return sql`
    SELECT c.id FROM customers c WHERE c.vendor_id = ${vendorId}::uuid
      AND (${beginsWith(sql`lower(c.name)`, text)} OR ${beginsWith(sql`lower(c.number)`, text)})`;
}

/**
 * SQL: those columns of what passes the filter and the search, by number and, but for those already `found`, by customer,
 * at most `most` of each. Whether a few customers' invoices are gone through, or those in the filter and asked whose they
 * are, is left to PostgreSQL: without an order to keep it judges well.
 */
export function searched(
  scope: DeskScope,
  columns: Prisma.Sql,
  most: number,
  found: Prisma.Sql,
  named: Prisma.Sql,
): { ofNumbers: Prisma.Sql; ofCustomers: Prisma.Sql } {
  const rest = unsearched(scope, statesOf(scope.view.tab));
  const ofNumbers = numberIs(scope.view.filter.search).map(
    (part) => sql`(
        SELECT ${columns} FROM invoices i -- vendor_id is part of unsearched
        WHERE ${rest} AND ${part} LIMIT ${most})`,
  );
  // Asked of what was taken, not of all that is gone through. Fewer than `most` are found, or nothing else is wanted.
  const ofCustomers = sql`
        SELECT * FROM (
          SELECT ${columns} FROM invoices i -- vendor_id is part of unsearched
          WHERE ${rest} AND i.customer_id IN (${named}) LIMIT ${2 * most}) i
        WHERE i.id NOT IN (${found}) LIMIT ${most}`;
  return { ofNumbers: Prisma.join(ofNumbers, ' UNION '), ofCustomers };
}

/** Sorts after whatever somebody may have written. */
const LAST_SIGN = '\u{10FFFF}';

const spellings = (text: string) => [...new Set([text, text.toUpperCase()])];
const backwards = (text: string) => [...text].reverse().join('');

/** SQL: the columns a sort goes by, the id last, which breaks ties. */
export const SORT_COLUMNS: Record<DeskSort, Prisma.Sql[]> = {
  due: [sql`i.due_on`],
  issued: [sql`i.issued_on`],
  amount: [sql`i.currency`, sql`i.desk_minor`],
  number: [sql`i.number COLLATE "C"`],
};

export function orderBy(sort: DeskSort, down: boolean): Prisma.Sql {
  const direction = down ? sql`DESC` : sql`ASC`;
  return Prisma.join([...SORT_COLUMNS[sort], sql`i.id`].map((column) => sql`${column} ${direction}`));
}
