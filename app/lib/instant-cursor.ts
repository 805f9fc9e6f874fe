import { isCalendarDate } from './dates';
import { isId } from './ids';

/** Where a page of a list by time ends: the instant of its last row, and that row's id, which breaks ties. */
export type InstantCursor = { at: Date; id: string };

export function encodeInstantCursor({ at, id }: InstantCursor): string {
  return `${at.toISOString()}_${id}`;
}

/** Null for what is no cursor; the list then starts at its beginning. */
export function decodeInstantCursor(text: string | null): InstantCursor | null {
  const [instant = '', id] = text?.split('_') ?? [];
  const at = new Date(instant);
  // Only years that the database knows too.
  return isId(id) && isCalendarDate(instant.slice(0, 10)) && !Number.isNaN(at.getTime()) ? { at, id } : null;
}
