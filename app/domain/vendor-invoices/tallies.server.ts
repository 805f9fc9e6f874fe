import type { CalendarDate } from '~/lib/dates';
import { readRows, sql, transaction } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import { statesOf, TABS, type DeskState, type Tab } from './list-tabs';

/** How many invoices a tab holds, and what they come to in each currency. */
export type TabTotal = { count: number; sums: { currency: Currency; count: number; amountMinor: bigint }[] };
export type TabTotals = Record<Tab, TabTotal>;

type Row = { state: DeskState; currency: Currency; late: boolean; count: string; amountMinor: string };

/** Every tab's count and sums: exact, and read from a few rows however many invoices there are. */
export async function readTabTotals(vendorId: string, today: CalendarDate): Promise<TabTotals> {
  const rows = await readRows<Row>(sql`
    SELECT t.desk_state AS state, t.currency, coalesce(t.due_on < ${today}::date, false) AS late, sum(t.invoices)::text AS count, sum(t.amount_minor)::text AS "amountMinor"
    FROM invoice_tallies t WHERE t.vendor_id = ${vendorId}::uuid GROUP BY 1, 2, 3 HAVING sum(t.invoices) <> 0 ORDER BY sum(t.invoices) DESC, t.currency`);
  return Object.fromEntries(TABS.map((tab) => [tab, totalOf(tab, rows)])) as TabTotals;
}

function totalOf(tab: Tab, rows: readonly Row[]): TabTotal {
  const sums = new Map<Currency, { currency: Currency; count: number; amountMinor: bigint }>();
  const states = statesOf(tab);
  for (const row of rows) {
    if (!states.includes(row.state) || (tab === 'overdue' && !row.late) || (tab === 'upcoming' && row.late)) continue;
    const sum = sums.get(row.currency) ?? { currency: row.currency, count: 0, amountMinor: 0n };
    const count = sum.count + Number.parseInt(row.count, 10);
    sums.set(row.currency, { ...sum, count, amountMinor: sum.amountMinor + BigInt(row.amountMinor) });
  }
  return { count: [...sums.values()].reduce((all, { count }) => all + count, 0), sums: [...sums.values()] };
}

/** How many invoices can be paid now. */
export async function countOpen({ vendorId }: { vendorId: string }): Promise<number> {
  const [row] = await readRows<{ count: number }>(sql`
    SELECT coalesce(sum(t.invoices), 0)::int AS count FROM invoice_tallies t WHERE t.vendor_id = ${vendorId}::uuid AND t.desk_state = 'open'`);
  return row?.count ?? 0;
}

const ADDING_UP = 4_017_001;

/**
 * Adds up the changes that were committed into one row for each state, currency and date. Whoever reads meanwhile sees
 * either all the old rows or the new ones. Safe to repeat; of two at once the second goes away.
 */
export async function addUpTallies(): Promise<void> {
  await transaction(async (tx) => {
    const [mine] = await tx.$queryRaw<{ mine: boolean }[]>`SELECT pg_try_advisory_xact_lock(${ADDING_UP}) AS mine`;
    if (!mine?.mine) return;
    // All vendors: the sum of each stays what it was.
    await tx.$executeRaw`
      WITH many AS (
        SELECT t.vendor_id, t.desk_state, t.currency, t.due_on FROM invoice_tallies t
        GROUP BY t.vendor_id, t.desk_state, t.currency, t.due_on HAVING count(*) > 1 OR sum(t.invoices) = 0
      ), gone AS (
        DELETE FROM invoice_tallies t USING many m
        WHERE t.vendor_id = m.vendor_id AND t.desk_state = m.desk_state AND t.currency = m.currency AND t.due_on IS NOT DISTINCT FROM m.due_on
        RETURNING t.*
      )
      INSERT INTO invoice_tallies (vendor_id, desk_state, currency, due_on, invoices, amount_minor)
      SELECT g.vendor_id, g.desk_state, g.currency, g.due_on, sum(g.invoices), sum(g.amount_minor) FROM gone g
      GROUP BY g.vendor_id, g.desk_state, g.currency, g.due_on HAVING sum(g.invoices) <> 0 OR sum(g.amount_minor) <> 0`;
  });
}
