import { isCalendarDate, type CalendarDate } from '~/lib/dates';
import { isId } from '~/lib/ids';

export const SORTS = ['due', 'amount', 'number'] as const;
export type Sort = (typeof SORTS)[number];

/** Where a page ends: the sort's value of its last row, and that row's id, which breaks ties. */
export type Cursor = { value: string; id: string };

/** `2026-01-03~019a…`: readable in the address bar, and safe to change by hand, since it is only ever compared with. */
export function encodeCursor({ value, id }: Cursor): string {
  return `${value}~${id}`;
}

/** Null for what is no cursor of this sort; the list then starts at its beginning. */
export function decodeCursor(text: string | null, sort: Sort): Cursor | null {
  const at = text?.lastIndexOf('~') ?? -1;
  if (!text || at < 0) return null;
  const value = text.slice(0, at);
  const id = text.slice(at + 1);
  return isId(id) && fits(value, sort) ? { value, id } : null;
}

function fits(value: string, sort: Sort): boolean {
  if (sort === 'due') return isCalendarDate(value);
  if (sort === 'amount') return /^\d{1,18}$/.test(value);
  return value.length <= 200 && !value.includes('\0');
}

type Sortable = { id: string; number: string; dueOn: CalendarDate; dueMinor: bigint };

export function cursorOf(row: Sortable, sort: Sort): string {
  const value = sort === 'due' ? row.dueOn : sort === 'amount' ? row.dueMinor.toString() : row.number;
  return encodeCursor({ value, id: row.id });
}
