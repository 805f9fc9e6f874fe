import { addDays, type CalendarDate } from '~/lib/dates';
import { db } from '~/lib/db.server';
import { sumMinor, type Currency } from '~/lib/money';
import { AGE_BUCKETS, LAST_DAY_LATE } from './ageing';
import type { InvoiceScope, OpenTotals } from './open-invoice';
import { payable } from './payable.server';

/**
 * What is open per currency and by age: one statement that reads the index invoices_open alone. The currency
 * with most invoices comes first.
 */
export async function openTotals({ vendorId, customerId }: InvoiceScope, today: CalendarDate): Promise<OpenTotals[]> {
  const [late, over30, over60, over90] = LAST_DAY_LATE.map((last) => addDays(today, -last));
  const sums = await db.$queryRaw<{ currency: Currency; part: number; count: number; dueMinor: bigint }[]>`
    SELECT i.currency, (i.due_on < ${late}::date)::int + (i.due_on < ${over30}::date)::int + (i.due_on < ${over60}::date)::int
             + (i.due_on < ${over90}::date)::int AS part,
           count(*)::int AS count, sum(i.due_minor)::bigint AS "dueMinor"
    FROM invoices i
    WHERE i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid AND ${payable}
    GROUP BY 1, 2`;
  const currencies = [...new Set(sums.map((row) => row.currency))];
  return currencies
    .map((currency): OpenTotals => {
      const own = sums.filter((row) => row.currency === currency);
      return {
        currency,
        count: own.reduce((count, row) => count + row.count, 0),
        dueMinor: sumMinor(own.map((row) => row.dueMinor)),
        overdueMinor: sumMinor(own.filter((row) => row.part > 0).map((row) => row.dueMinor)),
        buckets: AGE_BUCKETS.map((bucket, part) => {
          const row = own.find((sum) => sum.part === part);
          return { bucket, count: row?.count ?? 0, dueMinor: row?.dueMinor ?? 0n };
        }),
      };
    })
    .sort((a, b) => b.count - a.count || a.currency.localeCompare(b.currency));
}
