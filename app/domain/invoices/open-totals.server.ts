import { addDays, type CalendarDate } from '~/lib/dates';
import { db, type Prisma, sql } from '~/lib/db.server';
import { sumMinor, type Currency } from '~/lib/money';
import { AGE_BUCKETS, LAST_DAY_LATE } from './ageing';
import type { InvoiceScope, OpenTotals } from './open-invoice';
import { payable } from './payable.server';

/** One currency and one part of the ageing. Amounts come as text, so that they stay exact inside JSON too. */
export type TotalRow = { currency: Currency; part: number; count: number; dueMinor: string };

/** SQL: what is open per currency and by age, read from the index invoices_open alone. */
export function selectTotals({ vendorId, customerId }: InvoiceScope, today: CalendarDate): Prisma.Sql {
  const [late, over30, over60, over90] = LAST_DAY_LATE.map((last) => addDays(today, -last));
  return sql`
    SELECT i.currency, (i.due_on < ${late}::date)::int + (i.due_on < ${over30}::date)::int + (i.due_on < ${over60}::date)::int
             + (i.due_on < ${over90}::date)::int AS part,
           count(*)::int AS count, sum(i.due_minor)::text AS "dueMinor"
    FROM invoices i
    WHERE i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid AND ${payable}
    GROUP BY 1, 2`;
}

/** The currency with most invoices comes first. */
export function readTotals(rows: readonly TotalRow[]): OpenTotals[] {
  return [...new Set(rows.map((row) => row.currency))]
    .map((currency) => totalsIn(currency, rows.filter((row) => row.currency === currency)))
    .sort((a, b) => b.count - a.count || a.currency.localeCompare(b.currency));
}

export async function openTotals(scope: InvoiceScope, today: CalendarDate): Promise<OpenTotals[]> {
  return readTotals(await db.$queryRaw<TotalRow[]>(selectTotals(scope, today)));
}

function totalsIn(currency: Currency, rows: readonly TotalRow[]): OpenTotals {
  const buckets = AGE_BUCKETS.map((bucket, part) => {
    const row = rows.find((each) => each.part === part);
    return { bucket, count: row?.count ?? 0, dueMinor: BigInt(row?.dueMinor ?? 0) };
  });
  return {
    currency,
    count: buckets.reduce((count, bucket) => count + bucket.count, 0),
    dueMinor: sumMinor(buckets.map((bucket) => bucket.dueMinor)),
    overdueMinor: sumMinor(buckets.slice(1).map((bucket) => bucket.dueMinor)),
    buckets,
  };
}
