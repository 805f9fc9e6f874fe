import type { CalendarDate } from '~/lib/dates';
import { Prisma, sql } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import { likeText } from '~/lib/like';
import { dueRange } from './ageing';
import type { ListFilter } from './list-query';
import type { InvoiceScope } from './open-invoice';
import { payable } from './payable.server';

/** SQL: the invoice `i` is this customer's, can be paid, and passes the filter. Shared by list, count, export and "select all", so that they mean the same rows. */
export function openWhere(
  { vendorId, customerId }: InvoiceScope,
  currency: Currency,
  filter: ListFilter,
  today: CalendarDate,
): Prisma.Sql {
  const age = filter.age ? dueRange(filter.age, today) : { from: null, to: null };
  const conditions = [
    sql`i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid AND i.currency = ${currency}`,
    payable,
    ...[filter.dueFrom, age.from].flatMap((from) => (from ? [sql`i.due_on >= ${from}::date`] : [])),
    ...[filter.dueTo, age.to].flatMap((to) => (to ? [sql`i.due_on <= ${to}::date`] : [])),
    ...(filter.minMinor === null ? [] : [sql`i.due_minor >= ${filter.minMinor}::bigint`]),
    ...(filter.maxMinor === null ? [] : [sql`i.due_minor <= ${filter.maxMinor}::bigint`]),
    ...(filter.search === ''
      ? []
      : [
          sql`(i.number || ' ' || i.summary || ' ' || coalesce(i.memo, '')) ILIKE ALL (${patterns(filter.search)}::text[])`,
        ]),
  ];
  return Prisma.join(conditions, ' AND ');
}

/** Every word must be found somewhere. What ILIKE takes for a wildcard is taken literally. */
function patterns(search: string): string[] {
  return search.split(/\s+/).map((word) => `%${likeText(word)}%`);
}
