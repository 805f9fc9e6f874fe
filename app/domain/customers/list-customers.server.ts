import type { StaffActor } from '~/auth/actor';
import { payable } from '~/domain/invoices/payable.server';
import type { CalendarDate } from '~/lib/dates';
import { db, Prisma, readRows, sql } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import { encodeCursor, type CustomerQuery, type CustomerSort } from './customer-query';
import { customerWhere } from './customer-where.server';
import type { Balance, ListedCustomer } from './listed-customer';

export const PAGE_ROWS = 50;

export type CustomerPage = {
  rows: ListedCustomer[];
  previous: string | null;
  next: string | null;
  /** How many pass the filter. */
  matching: number;
  /** Where amounts are compared: in which currency, of which. */
  currencies: Currency[];
  comparedIn: Currency | null;
};

type Row = Omit<ListedCustomer, 'balances'> & {
  /** What the list is sorted by. */
  key: string;
  balances: { currency: Currency; openMinor: string; overdueMinor: string }[];
};

/** SQL: what a sort compares, how a cursor says it, and its type. An amount is of one currency, and nought where nothing is owed in it. */
const SORT_KEY: Record<CustomerSort, { key: Prisma.Sql; said: Prisma.Sql; type: Prisma.Sql }> = {
  name: { key: sql`lower(c.name)`, said: sql`lower(c.name)`, type: sql`text` },
  number: { key: sql`c.number`, said: sql`c.number`, type: sql`text` },
  newest: {
    key: sql`c.created_at`,
    said: sql`to_char(c.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
    type: sql`timestamptz`,
  },
  open: { key: sql`coalesce(o.minor, 0)`, said: sql`coalesce(o.minor, 0)::text`, type: sql`numeric` },
  overdue: { key: sql`coalesce(o.minor, 0)`, said: sql`coalesce(o.minor, 0)::text`, type: sql`numeric` },
};

/**
 * One page of the vendor's customers, with what each owes, pays with, and has agreed to. Pages go by keyset: the last
 * costs what the first does. What a row shows beside its customer is read for the rows of the page alone.
 */
export async function listCustomers(
  { vendorId }: Pick<StaffActor, 'vendorId'>,
  query: CustomerQuery,
  today: CalendarDate,
): Promise<CustomerPage> {
  const byAmount = query.sort === 'open' || query.sort === 'overdue';
  const currencies = byAmount ? await owedCurrencies(vendorId) : [];
  const comparedIn = byAmount ? (query.currency ?? currencies[0] ?? 'USD') : null;
  const [found, matching] = await Promise.all([
    selectRows(vendorId, query, { today, comparedIn }),
    countMatching(vendorId, query, today),
  ]);
  const backwards = query.before !== null;
  const more = found.length > PAGE_ROWS;
  const rows = found.slice(0, PAGE_ROWS);
  if (backwards) rows.reverse();
  const first = rows[0];
  const last = rows.at(-1);
  const cursor = (row: Row) => encodeCursor({ value: row.key, id: row.id });
  return {
    rows: rows.map(({ key: _key, ...row }) => ({ ...row, balances: row.balances.map(readBalance) })),
    previous: first && (backwards ? more : query.after !== null) ? cursor(first) : null,
    next: last && (backwards || more) ? cursor(last) : null,
    matching,
    currencies,
    comparedIn,
  };
}

function selectRows(
  vendorId: string,
  query: CustomerQuery,
  { today, comparedIn }: { today: CalendarDate; comparedIn: Currency | null },
): Promise<Row[]> {
  const { sort, descending, after, before } = query;
  const { key, said, type } = SORT_KEY[sort];
  const cursor = after ?? before;
  const down = descending !== (before !== null);
  const beyond = cursor
    ? sql`AND (${key}, c.id) ${down ? sql`<` : sql`>`} (${cursor.value}::${type}, ${cursor.id}::uuid)`
    : Prisma.empty;
  const direction = down ? sql`DESC` : sql`ASC`;
  return readRows<Row>(sql`
    WITH page AS (
      SELECT c.id, c.number, c.name, ${said} AS key, row_number() OVER (ORDER BY ${key} ${direction}, c.id ${direction}) AS place
      FROM customers c ${comparedIn === null ? Prisma.empty : owedIn(vendorId, comparedIn, sort === 'overdue' ? today : null)}
      WHERE ${customerWhere(vendorId, query, today)} ${beyond} -- vendor_id is part of customerWhere
      ORDER BY ${key} ${direction}, c.id ${direction} LIMIT ${PAGE_ROWS + 1}
    )
    SELECT page.id, page.number, page.name, page.key, ${besides(vendorId, today)}
    FROM page ORDER BY page.place`);
}

/** SQL: what the customer owes (or is late with, before `lateBefore`) in one currency, joined as `o`. */
function owedIn(vendorId: string, currency: Currency, lateBefore: CalendarDate | null): Prisma.Sql {
  const late = lateBefore === null ? Prisma.empty : sql`AND i.due_on < ${lateBefore}::date`;
  return sql`LEFT JOIN (
    SELECT i.customer_id, sum(i.due_minor) AS minor FROM invoices i
    WHERE i.vendor_id = ${vendorId}::uuid AND i.currency = ${currency} AND ${payable} ${late} GROUP BY i.customer_id
  ) o ON o.customer_id = c.id`;
}

/** SQL: what a line shows of the customer `page.id` besides its name. */
export function besides(vendorId: string, today: CalendarDate): Prisma.Sql {
  return sql`
    coalesce((SELECT json_agg(json_build_object('currency', b.currency, 'openMinor', b.open, 'overdueMinor', b.late) ORDER BY b.currency) FROM (
      SELECT i.currency, sum(i.due_minor)::text AS open, coalesce(sum(i.due_minor) FILTER (WHERE i.due_on < ${today}::date), 0)::text AS late
      FROM invoices i WHERE i.vendor_id = ${vendorId}::uuid AND i.customer_id = page.id AND ${payable} GROUP BY i.currency
    ) b), '[]') AS balances,
    (SELECT json_build_object('brand', m.brand, 'last4', m.last4, 'expMonth', m.exp_month, 'expYear', m.exp_year, 'others', count(*) OVER () - 1)
      FROM payment_methods m WHERE m.vendor_id = ${vendorId}::uuid AND m.customer_id = page.id AND m.removed_at IS NULL
      ORDER BY m.default_since DESC NULLS LAST, m.created_at DESC, m.id DESC LIMIT 1) AS method,
    array(SELECT a.currency::text FROM autopays a WHERE a.vendor_id = ${vendorId}::uuid AND a.customer_id = page.id AND a.ended_at IS NULL
      ORDER BY a.currency) AS "autopayIn"`;
}

export function readBalance(row: Row['balances'][number]): Balance {
  return { currency: row.currency, openMinor: BigInt(row.openMinor), overdueMinor: BigInt(row.overdueMinor) };
}

async function countMatching(vendorId: string, query: CustomerQuery, today: CalendarDate): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM customers c -- vendor_id is part of customerWhere
    WHERE ${customerWhere(vendorId, query, today)}`;
  return row?.n ?? 0;
}

/** The currencies in which customers owe, the usual one first. */
export async function owedCurrencies(vendorId: string): Promise<Currency[]> {
  const rows = await db.$queryRaw<{ currency: Currency }[]>`
    SELECT i.currency FROM invoices i WHERE i.vendor_id = ${vendorId}::uuid AND ${payable}
    GROUP BY i.currency ORDER BY count(*) DESC, i.currency`;
  return rows.map(({ currency }) => currency);
}
