import type { CalendarDate } from '~/lib/dates';
import { db } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import type { ListFilter } from './list-query';
import type { InvoiceScope } from './open-invoice';
import { openWhere } from './open-where.server';

/** How many open invoices pass the filter, and what they come to. */
export async function countOpenInvoices(
  scope: InvoiceScope,
  currency: Currency,
  filter: ListFilter,
  today: CalendarDate,
): Promise<{ count: number; dueMinor: bigint }> {
  const [row] = await db.$queryRaw<[{ count: number; dueMinor: bigint }]>`
    SELECT count(*)::int AS count, coalesce(sum(i.due_minor), 0)::bigint AS "dueMinor"
    FROM invoices i -- vendor_id is part of openWhere
    WHERE ${openWhere(scope, currency, filter, today)}`;
  return row;
}
