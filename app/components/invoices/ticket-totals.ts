import type { OpenInvoice } from '~/domain/invoices/open-invoice';
import { TICKET_LINES, type SelectedTotal } from '~/domain/selections/selection';
import { sumMinor, type Currency } from '~/lib/money';

type Row = Pick<OpenInvoice, 'id' | 'number' | 'dueOn' | 'dueMinor' | 'ticked'>;

/**
 * What is selected in the shown currency at this moment: what the server counted over all pages, with this
 * page's rows as they are ticked now in place of as they were when it was loaded.
 */
export function ticketNow(
  stored: SelectedTotal | undefined,
  rows: readonly Row[],
  ticked: ReadonlySet<string>,
  currency: Currency,
): SelectedTotal {
  const before = rows.filter((row) => row.ticked);
  const here = rows.filter((row) => ticked.has(row.id));
  const onPage = new Set(rows.map((row) => row.id));
  const elsewhere = (stored?.lines ?? []).filter((line) => !onPage.has(line.id));
  const lines = [...elsewhere, ...here.map(({ id, number, dueOn, dueMinor }) => ({ id, number, dueOn, dueMinor }))];
  return {
    currency,
    count: (stored?.count ?? 0) - before.length + here.length,
    dueMinor:
      (stored?.dueMinor ?? 0n) -
      sumMinor(before.map((row) => row.dueMinor)) +
      sumMinor(here.map((row) => row.dueMinor)),
    lines: lines
      .sort((a, b) => (a.dueOn === b.dueOn ? (a.id < b.id ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1))
      .slice(0, TICKET_LINES),
  };
}
