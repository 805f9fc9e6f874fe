import { Journal, type Change } from './journal';
import { INDEXED, KINDS, type Kind, type Records } from './records';
import { Table } from './table';

/** The tables of one account; connected accounts (`Stripe-Account`) never see each other's rows. */
export type Books = { account: string } & { readonly [K in Kind]: Table<Records[K]> };

/** The account behind the secret key itself. */
export const HOME = '';

const IDEMPOTENCY_SECONDS = 24 * 3600;
const EVENT_SECONDS = 30 * 24 * 3600;

/** All rows in memory, every change journalled. Changes gather until `commit`, which writes them as one line. */
export class State {
  private readonly accounts = new Map<string, Books>();
  private pending: Change[] = [];
  private readonly journal: Journal;
  private offsetMs = 0;

  constructor(dataDir: string | null) {
    this.journal = new Journal(dataDir);
    this.journal.read((change) => this.apply(change));
    this.offsetMs = Number(this.books(HOME).setting.get('clock_offset_ms')?.value ?? 0);
    this.journal.compact(this.present());
  }

  books(account: string): Books {
    let books = this.accounts.get(account);
    if (!books) {
      const tables = Object.fromEntries(KINDS.map((kind) => [kind, new Table(INDEXED[kind])]));
      books = { account, ...tables } as unknown as Books;
      this.accounts.set(account, books);
    }
    return books;
  }

  allBooks(): Books[] {
    return [...this.accounts.values()];
  }

  nowMs(): number {
    return Date.now() + this.offsetMs;
  }

  now(): number {
    return Math.floor(this.nowMs() / 1000);
  }

  get clockOffsetSeconds(): number {
    return Math.round(this.offsetMs / 1000);
  }

  /** Time only moves forward: lists rely on rows being in the order of their creation. */
  advanceClock(seconds: number): void {
    this.offsetMs += seconds * 1000;
    this.put(this.books(HOME), 'setting', { id: 'clock_offset_ms', value: this.offsetMs });
    this.commit();
  }

  put<K extends Kind>(books: Books, kind: K, row: Records[K]): void {
    table(books, kind).put(row);
    this.pending.push([books.account, kind, row.id, row]);
  }

  delete(books: Books, kind: Kind, id: string): void {
    books[kind].delete(id);
    this.pending.push([books.account, kind, id, null]);
  }

  commit(): void {
    if (this.pending.length === 0) return;
    this.journal.append(this.pending);
    this.pending = [];
  }

  reset(): void {
    this.accounts.clear();
    this.pending = [];
    this.offsetMs = 0;
    this.journal.compact([]);
  }

  close(): void {
    this.commit();
    this.journal.close();
  }

  private apply([account, kind, id, row]: Change): void {
    // A kind this version no longer knows is skipped, so that an old journal still opens.
    if (!KINDS.includes(kind as Kind)) return;
    const books = this.books(account);
    if (row === null) books[kind as Kind].delete(id);
    else table(books, kind as Kind).put(row as Records[Kind]);
  }

  private *present(): Generator<Change> {
    const now = this.now();
    for (const books of this.accounts.values()) {
      const owed = new Set([...books.delivery.values()].map((delivery) => delivery.event));
      for (const kind of KINDS) {
        for (const row of books[kind].walk(null, null, false)) {
          if (kind === 'idempotency' && 'created' in row && Number(row.created) < now - IDEMPOTENCY_SECONDS) continue;
          if (kind === 'event' && 'created' in row && Number(row.created) < now - EVENT_SECONDS && !owed.has(row.id))
            continue;
          yield [books.account, kind, row.id, row];
        }
      }
    }
  }
}

function table<K extends Kind>(books: Books, kind: K): Table<Records[K]> {
  return books[kind] as unknown as Table<Records[K]>;
}
