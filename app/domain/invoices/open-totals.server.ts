import type { CalendarDate } from '~/lib/dates';
import { db, Prisma, sql } from '~/lib/db.server';
import { sumMinor, type Currency } from '~/lib/money';
import { AGE_BUCKETS, dueRange } from './ageing';
import type { InvoiceScope, OpenTotals } from './open-invoice';
import { payable } from './payable.server';

/** One currency and one part of the ageing. Amounts come as text, so that they stay exact inside JSON too. */
export type TotalRow = { currency: Currency; part: number; count: number; dueMinor: string };

/**
 * SQL: what is open per currency and by age, read from the index invoices_open alone. One range of due dates at
 * a time: that sums ten thousand rows in less than half the time that sorting each row into its part takes.
 */
export function selectTotals({ vendorId, customerId }: InvoiceScope, today: CalendarDate): Prisma.Sql {
  const parts = AGE_BUCKETS.map((bucket, part) => {
    const { from, to } = dueRange(bucket, today);
    return sql`(${part}::int, ${from ?? '-infinity'}::date, ${to ?? 'infinity'}::date)`;
  });
  return sql`
    SELECT t.currency, age.part, t.count, t."dueMinor"
    FROM (VALUES ${Prisma.join(parts)}) AS age (part, first, last)
    CROSS JOIN LATERAL (
      SELECT i.currency, count(*)::int AS count, sum(i.due_minor)::text AS "dueMinor"
      FROM invoices i
      WHERE i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid AND ${payable}
        AND i.due_on >= age.first AND i.due_on <= age.last
      GROUP BY i.currency
    ) t`;
}

/** The currency with most invoices comes first. */
export function readTotals(rows: readonly TotalRow[]): OpenTotals[] {
  return [...new Set(rows.map((row) => row.currency))]
    .map((currency) =>
      totalsIn(
        currency,
        rows.filter((row) => row.currency === currency),
      ),
    )
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
