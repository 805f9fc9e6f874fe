import { notArchivableSql } from '~/domain/invoices/archivable.server';
import { readRows, sql } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import type { StaffScope } from './load-staff-selection.server';
import type { Named, StaffSelectionSummary } from './staff-selection';

const NAMED = 3;

type Row = {
  currency: Currency;
  state: string;
  held: boolean;
  count: number;
  dueMinor: string;
  numbers: string[];
};

/** What is selected, counted and summed as it stands now, and what cannot be done with it. One statement. */
export async function summarizeStaffSelection({ vendorId, staffId }: StaffScope): Promise<StaffSelectionSummary> {
  const rows = await readRows<Row>(sql`
    SELECT i.currency, i.desk_state AS state, ${notArchivableSql} AS held, count(*)::int AS count, sum(i.due_minor)::text AS "dueMinor",
      (array_agg(i.number ORDER BY i.number COLLATE "C") FILTER (WHERE i.desk_state <> 'open' OR ${notArchivableSql}))[1:${NAMED}::int] AS numbers
    FROM staff_selections s CROSS JOIN LATERAL unnest(s.invoice_ids) AS ticked (id)
    JOIN invoices i ON i.vendor_id = s.vendor_id AND i.id = ticked.id
    WHERE s.vendor_id = ${vendorId}::uuid AND s.staff_id = ${staffId}::uuid
    GROUP BY 1, 2, 3 ORDER BY sum(i.due_minor) DESC, i.currency`);
  const due = new Map<Currency, bigint>();
  for (const { currency, state, dueMinor } of rows)
    if (state === 'open') due.set(currency, (due.get(currency) ?? 0n) + BigInt(dueMinor));
  return {
    count: countOf(rows),
    due: [...due].map(([currency, dueMinor]) => ({ currency, dueMinor })),
    notPayable: named(rows.filter(({ state }) => state !== 'open')),
    notArchivable: named(rows.filter(({ held }) => held)),
    archived: countOf(rows.filter(({ state }) => state === 'archived')),
  };
}

const countOf = (rows: readonly Row[]) => rows.reduce((all, { count }) => all + count, 0);

function named(rows: readonly Row[]): Named {
  const numbers = rows.flatMap((row) => row.numbers ?? []).sort();
  return { count: countOf(rows), numbers: numbers.slice(0, NAMED) };
}
