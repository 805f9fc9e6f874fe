import { encodeCursor, type Cursor } from '~/domain/invoices/list-cursor';
import { isCalendarDate, type CalendarDate } from '~/lib/dates';
import { isId } from '~/lib/ids';
import { isCurrency, type Currency } from '~/lib/money';

export const DESK_SORTS = ['due', 'issued', 'amount', 'number'] as const;
export type DeskSort = (typeof DESK_SORTS)[number];
export type DeskOrder = { sort: DeskSort; descending: boolean };

/** Null for what is no cursor of this sort; the list then starts at its beginning. */
export function decodeDeskCursor(text: string | null, sort: DeskSort): Cursor | null {
  const at = text?.lastIndexOf('~') ?? -1;
  if (!text || at < 0) return null;
  const value = text.slice(0, at);
  const id = text.slice(at + 1);
  return isId(id) && fits(value, sort) ? { value, id } : null;
}

function fits(value: string, sort: DeskSort): boolean {
  if (sort === 'due' || sort === 'issued') return isCalendarDate(value);
  if (sort === 'amount') return /^[A-Z]{3} \d{1,18}$/.test(value) && isCurrency(value.slice(0, 3));
  return value.length <= 200 && !value.includes('\0');
}

type Sortable = {
  id: string;
  number: string;
  issuedOn: CalendarDate;
  dueOn: CalendarDate;
  currency: Currency;
  amountMinor: bigint;
};

/** Where a page ends. Amounts are sorted currency by currency, since 1,000 yen are neither more nor less than 20 dollars. */
export function deskCursorOf(row: Sortable, sort: DeskSort): string {
  const values: Record<DeskSort, string> = {
    due: row.dueOn,
    issued: row.issuedOn,
    amount: `${row.currency} ${row.amountMinor}`,
    number: row.number,
  };
  return encodeCursor({ value: values[sort], id: row.id });
}
