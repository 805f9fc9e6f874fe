import type { Outbox } from '../gateway/work';
import { newId } from '../state/ids';
import type { DeliveryRow } from '../state/records';
import type { Books, State } from '../state/state';
import { DueQueue } from './due-queue';
import { Poster } from './post';
import { signatureHeader } from './signature';

export type WebhookMode = 'deliver' | 'hold' | 'drop';
export type WebhookConduct = {
  mode: WebhookMode;
  duplicate: number;
  shuffle: boolean;
  delayMs: number;
  url: string | null;
  secret: string;
};

const AT_ONCE = 16;
const FIRST_RETRY_MS = 1000;
const LONGEST_WAIT_MS = 3600_000;
const GIVE_UP_AFTER_MS = 3 * 24 * 3600_000;
const MAIN = 'main';

type Waiting = DeliveryRow & { books: Books; since: number };

/** Owes every event to every endpoint until a 2xx: doubling waits for three days by the sandbox's clock, at least once, in no promised order. */
export class Dispatcher implements Outbox {
  delivered = 0;
  failedTries = 0;
  private underWay = 0;
  private timer: NodeJS.Timeout | null = null;
  private readonly waiting = new DueQueue<Waiting>();
  private readonly poster = new Poster();
  private idle = new Set<() => void>();
  private stopped = false;

  constructor(
    private readonly state: State,
    public conduct: WebhookConduct,
    private readonly log: (line: string) => void,
  ) {
    this.load();
  }

  owe(books: Books, event: { id: string; type: string }): number {
    if (this.conduct.mode === 'drop') return 0;
    const endpoints = this.endpointsFor(books, event.type);
    for (const endpoint of endpoints) {
      for (let copy = 0; copy <= this.conduct.duplicate; copy++) {
        // Shuffling spreads what falls due together; the queue then gives it out in that order.
        const jitter = this.conduct.shuffle ? Math.random() * 40 : 0;
        const row = {
          id: newId('whd'),
          event: event.id,
          endpoint,
          attempts: 0,
          dueAtMs: this.state.nowMs() + this.conduct.delayMs + jitter,
        };
        this.state.put(books, 'delivery', row);
        this.waiting.add({ ...row, books, since: row.dueAtMs });
      }
    }
    return endpoints.length;
  }

  /** Sends what is due, as far as the number of connections allows; the rest follows by itself. */
  run(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    while (!this.stopped && this.conduct.mode !== 'hold' && this.underWay < AT_ONCE) {
      const next = this.waiting.peek();
      if (!next) break;
      const wait = next.dueAtMs - this.state.nowMs();
      if (wait > 0) {
        this.timer = setTimeout(() => this.run(), Math.min(wait, 60_000));
        this.timer.unref();
        break;
      }
      this.send(this.waiting.take()!).catch((error: unknown) => this.log(`webhook delivery failed: ${String(error)}`));
    }
    this.tellIfIdle();
  }

  get pending(): number {
    return this.waiting.size + this.underWay;
  }

  /** Nothing under way, nothing due now (what waits for a later retry or is held does not count). */
  quiet(): boolean {
    const next = this.waiting.peek();
    return this.underWay === 0 && (this.conduct.mode === 'hold' || !next || next.dueAtMs > this.state.nowMs());
  }

  whenQuiet(): Promise<void> {
    this.run();
    return this.quiet() ? Promise.resolve() : new Promise((resolve) => this.idle.add(resolve));
  }

  /** Deliveries that wait for a retry become due at once. */
  hurry(): void {
    const all: Waiting[] = [];
    for (let each = this.waiting.take(); each; each = this.waiting.take()) all.push(each);
    for (const each of all) this.waiting.add({ ...each, dueAtMs: Math.min(each.dueAtMs, this.state.nowMs()) });
    this.run();
  }

  reset(): void {
    this.waiting.clear();
    this.delivered = 0;
    this.failedTries = 0;
    this.conduct = { ...this.conduct, mode: 'deliver', duplicate: 0, shuffle: false, delayMs: 0 };
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    this.poster.close();
    while (this.underWay > 0) await new Promise<void>((resolve) => this.idle.add(resolve));
  }

  private async send(delivery: Waiting): Promise<void> {
    const { books, endpoint } = delivery;
    const event = books.event.get(delivery.event);
    const target = endpoint === MAIN ? this.conduct : books.webhook_endpoint.get(endpoint);
    if (!event || !target?.url || !books.delivery.get(delivery.id)) {
      this.state.delete(books, 'delivery', delivery.id);
      this.state.commit();
      return;
    }
    this.underWay += 1;
    const payload = JSON.stringify(event, null, 2);
    const accepted = await this.poster.post(target.url, payload, signatureHeader(payload, target.secret));
    this.underWay -= 1;
    // A reset meanwhile has put other books in their place; a stop leaves what failed for the next start.
    const current = this.state.books(books.account) === books;
    if (current && !(this.stopped && !accepted)) this.settle(delivery, accepted);
    this.run();
  }

  private settle(delivery: Waiting, accepted: boolean): void {
    const { books, since, ...row } = delivery;
    const attempts = row.attempts + 1;
    const wait = Math.min(FIRST_RETRY_MS * 2 ** row.attempts, LONGEST_WAIT_MS);
    const dueAtMs = this.state.nowMs() + wait;
    if (accepted) this.delivered += 1;
    else {
      this.failedTries += 1;
      this.log(`webhook ${row.event} was not accepted (try ${attempts}), next in ${wait} ms`);
    }
    if (accepted || dueAtMs - since > GIVE_UP_AFTER_MS) this.state.delete(books, 'delivery', row.id);
    else {
      const next = { ...row, attempts, dueAtMs };
      this.state.put(books, 'delivery', next);
      this.waiting.add({ ...next, books, since });
    }
    this.state.commit();
  }

  private endpointsFor(books: Books, type: string): string[] {
    const made = [...books.webhook_endpoint.values()].filter(
      ({ enabled_events }) => enabled_events.includes('*') || enabled_events.includes(type),
    );
    return [...(this.conduct.url ? [MAIN] : []), ...made.map(({ id }) => id)];
  }

  private load(): void {
    for (const books of this.state.allBooks()) {
      for (const row of books.delivery.values()) this.waiting.add({ ...row, books, since: row.dueAtMs });
    }
  }

  private tellIfIdle(): void {
    if (!this.stopped && !this.quiet()) return;
    const told = this.idle;
    this.idle = new Set();
    for (const resolve of told) resolve();
  }
}
