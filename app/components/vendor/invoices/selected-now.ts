import type { DeskInvoice } from '~/domain/vendor-invoices/desk-invoice';
import type { Named, StaffSelectionSummary } from '~/domain/staff-selections/staff-selection';
import type { Currency } from '~/lib/money';

type Row = Pick<
  DeskInvoice,
  'id' | 'number' | 'currency' | 'state' | 'amountMinor' | 'inFlightMinor' | 'disputed' | 'ticked'
>;

const NAMED = 3;

/**
 * What is selected at this moment: what the server counted over all pages, with this page's rows as they are ticked now
 * in place of as they were when it was loaded.
 */
export function selectedNow(
  stored: StaffSelectionSummary,
  rows: readonly Row[],
  ticked: ReadonlySet<string>,
): StaffSelectionSummary {
  const due = new Map<Currency, bigint>(stored.due.map(({ currency, dueMinor }) => [currency, dueMinor]));
  const now = { ...stored, notPayable: { ...stored.notPayable }, notArchivable: { ...stored.notArchivable } };
  for (const row of rows) {
    const change = (ticked.has(row.id) ? 1 : 0) - (row.ticked ? 1 : 0);
    if (change === 0) continue;
    now.count += change;
    if (row.state === 'open') due.set(row.currency, (due.get(row.currency) ?? 0n) + BigInt(change) * row.amountMinor);
    else now.notPayable = changed(now.notPayable, row.number, change);
    if (isHeld(row)) now.notArchivable = changed(now.notArchivable, row.number, change);
    if (row.state === 'archived') now.archived += change;
  }
  const sums = [...due].filter(([, dueMinor]) => dueMinor > 0n);
  return { ...now, due: sums.map(([currency, dueMinor]) => ({ currency, dueMinor })) };
}

/** The counterpart of notArchivableSql. */
export function isHeld({ state, inFlightMinor, disputed }: Pick<Row, 'state' | 'inFlightMinor' | 'disputed'>): boolean {
  return state !== 'archived' && (inFlightMinor > 0n || (disputed && state !== 'void'));
}

function changed({ count, numbers }: Named, number: string, change: number): Named {
  const others = numbers.filter((each) => each !== number);
  return { count: count + change, numbers: change > 0 ? [...others, number].sort().slice(0, NAMED) : others };
}
