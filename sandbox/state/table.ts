/** Rows of one kind in the order they were made, with an index per field that lists filter by. */
export class Table<T extends { id: string }> {
  private readonly rows = new Map<string, T>();
  private readonly order: string[] = [];
  private readonly positions = new Map<string, number>();
  private readonly indexes = new Map<string, Map<string, number[]>>();

  constructor(indexed: readonly string[]) {
    for (const field of indexed) this.indexes.set(field, new Map());
  }

  get size(): number {
    return this.rows.size;
  }

  get(id: string): T | undefined {
    return this.rows.get(id);
  }

  values(): IterableIterator<T> {
    return this.rows.values();
  }

  put(row: T): void {
    const before = this.rows.get(row.id);
    let position = this.positions.get(row.id);
    if (position === undefined) {
      position = this.order.push(row.id) - 1;
      this.positions.set(row.id, position);
    }
    this.rows.set(row.id, row);
    for (const [field, index] of this.indexes) {
      const now = fieldText(row, field);
      const was = before && fieldText(before, field);
      if (was === now) continue;
      if (was) remove(index.get(was), position);
      if (now) insert(index, now, position);
    }
  }

  delete(id: string): void {
    const row = this.rows.get(id);
    const position = this.positions.get(id);
    if (!row || position === undefined) return;
    for (const [field, index] of this.indexes) {
      const value = fieldText(row, field);
      if (value) remove(index.get(value), position);
    }
    this.rows.delete(id);
    this.positions.delete(id);
    this.order[position] = '';
  }

  positionOf(id: string): number | undefined {
    return this.positions.get(id);
  }

  /** Rows newest first (or oldest first) beyond a position; an indexed filter reads only its own rows. */
  *walk(filter: [string, string] | null, beyond: number | null, newestFirst: boolean): Generator<T> {
    const places = filter ? (this.indexes.get(filter[0])?.get(filter[1]) ?? []) : null;
    const length = places ? places.length : this.order.length;
    let at: number;
    if (beyond === null) at = newestFirst ? length - 1 : 0;
    else {
      const cut = places ? lowerBound(places, beyond) : beyond;
      at = newestFirst ? cut - 1 : cut + (places && places[cut] !== beyond ? 0 : 1);
    }
    for (; at >= 0 && at < length; at += newestFirst ? -1 : 1) {
      const row = this.rows.get(this.order[places ? places[at]! : at]!);
      if (row) yield row;
    }
  }

  /** All rows of an index value, oldest first. */
  where(field: string, value: string): T[] {
    return [...this.walk([field, value], null, false)];
  }
}

function fieldText(row: object, field: string): string | null {
  const value = (row as Record<string, unknown>)[field];
  return typeof value === 'string' ? value : null;
}

function lowerBound(places: number[], position: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(index: Map<string, number[]>, value: string, position: number): void {
  const places = index.get(value);
  if (!places) index.set(value, [position]);
  else if (places[places.length - 1]! < position) places.push(position);
  else places.splice(lowerBound(places, position), 0, position);
}

function remove(places: number[] | undefined, position: number): void {
  const at = places?.indexOf(position) ?? -1;
  if (at >= 0) places!.splice(at, 1);
}
