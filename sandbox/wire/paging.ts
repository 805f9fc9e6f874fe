import type { Table } from '../state/table';
import { badParam, noSuch } from './api-error';
import { integer, range, text, type Params } from './params';

export const paging = { limit: integer, starting_after: text, ending_before: text };
export const pagingByTime = { ...paging, created: range };

export type Page<T> = { object: 'list'; data: T[]; has_more: boolean; url: string };
type Query = Partial<Params<typeof pagingByTime>>;

/** Newest first, by cursor. `filter` names an indexed field; `keep` drops what an index cannot tell. */
export function page<T extends { id: string }>(
  table: Table<T>,
  url: string,
  query: Query,
  filter: [string, string | undefined] | null = null,
  keep: (row: T) => boolean = () => true,
): Page<T> {
  const limit = query.limit ?? 10;
  if (limit < 1 || limit > 100)
    throw badParam('This value must be between 1 and 100 (inclusive).', 'parameter_invalid_integer', 'limit');
  const backward = query.ending_before !== undefined;
  const cursor = query.ending_before ?? query.starting_after;
  const beyond = cursor === undefined ? null : table.positionOf(cursor);
  if (beyond === undefined) throw noSuch('object', cursor!, backward ? 'ending_before' : 'starting_after', 400);

  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = query.created ?? {};
  const indexed = filter && filter[1] !== undefined ? ([filter[0], filter[1]] as [string, string]) : null;
  const rows: T[] = [];
  for (const row of table.walk(indexed, beyond, !backward)) {
    const created = (row as { created?: number }).created ?? 0;
    // Rows lie in the order of their creation, so nothing older follows.
    if (!backward && (created <= gt || created < gte)) break;
    if (created <= gt || created < gte || created >= lt || created > lte || !keep(row)) continue;
    if (rows.push(row) > limit) break;
  }
  const data = rows.slice(0, limit);
  return { object: 'list', data: backward ? data.reverse() : data, has_more: rows.length > limit, url };
}
