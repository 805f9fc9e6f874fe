import type Stripe from 'stripe';
import { API_VERSION } from '../keys';
import { newId } from '../state/ids';
import type { Kind, Records, Task } from '../state/records';
import { HOME, type Books, type State } from '../state/state';

/** Where events go to be delivered; answers to how many endpoints. */
export type Outbox = { owe(books: Books, event: { id: string; type: string }): number };
export type RequestMark = { id: string | null; idempotency_key: string | null };

/** One unit of work on one account: every row, event and delivery of it is journalled as one line. */
export class Work {
  readonly now: number;

  constructor(
    readonly state: State,
    readonly books: Books,
    private readonly outbox: Outbox,
    private readonly request: RequestMark,
    /** Where this gateway is reached, for the pages it links to. */
    readonly url: string,
  ) {
    this.now = state.now();
  }

  put<K extends Kind>(kind: K, row: Records[K]): Records[K] {
    this.state.put(this.books, kind, row);
    return row;
  }

  /** Rows are never changed in place, so an event may hold the row itself as its snapshot. */
  emit(type: Stripe.Event.Type, object: object, previous?: object): void {
    const id = newId('evt');
    const event: Stripe.EventBase = {
      id,
      object: 'event',
      ...(this.books.account !== HOME && { account: this.books.account }),
      api_version: API_VERSION,
      created: this.now,
      data: { object, ...(previous && { previous_attributes: previous }) },
      livemode: false,
      pending_webhooks: this.outbox.owe(this.books, { id, type }),
      request: this.request,
      type,
    };
    this.put('event', event);
  }

  later(seconds: number, action: Task['action'], target: string, detail = ''): void {
    this.put('task', { id: newId('task'), dueAt: this.now + seconds, action, target, detail });
  }
}
