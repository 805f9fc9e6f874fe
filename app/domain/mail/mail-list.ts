import { isCalendarDate, type CalendarDate } from '~/lib/dates';

/** By what staff narrow the list of mails. */
export const MAIL_FILTERS = {
  all: 'All',
  queued: 'On their way',
  sent: 'Sent',
  failed: 'Not delivered',
} as const;
export type MailFilter = keyof typeof MAIL_FILTERS;

/** sent: the mail server took it; failed: it was given up, and `reason` says why. */
export type MailState = 'queued' | 'sent' | 'failed';

export type MailQuery = {
  state: MailFilter;
  search: string;
  /** Written from this day on, and not after that one. */
  from: CalendarDate | null;
  to: CalendarDate | null;
  cursor: string | null;
};

/** An address of the list; what is no filter there is none. */
export function readMailQuery(search: URLSearchParams): MailQuery {
  const date = (name: string) => {
    const text = search.get(name) ?? '';
    return isCalendarDate(text) ? text : null;
  };
  const state = search.get('state') ?? '';
  return {
    state: Object.hasOwn(MAIL_FILTERS, state) ? (state as MailFilter) : 'all',
    search: (search.get('q') ?? '').replaceAll('\0', '').trim().slice(0, 100),
    from: date('from'),
    to: date('to'),
    cursor: search.get('after'),
  };
}

export function mailSearch({ state, search, from, to, cursor }: MailQuery): string {
  const params = new URLSearchParams();
  if (state !== 'all') params.set('state', state);
  if (search) params.set('q', search);
  if (from) params.set('from', from);
  if (to) params.set('to', to);
  if (cursor) params.set('after', cursor);
  const text = params.toString();
  return text && `?${text}`;
}

export type ListedMail = {
  id: string;
  to: string;
  subject: string;
  state: MailState;
  /** What the mail server said last, where it did not take it. */
  reason: string | null;
  createdAt: Date;
  customerName: string | null;
};

/** Mails that tell of a charge to come: once they have arrived, what they say may be no longer so. */
export const ANNOUNCEMENTS = ['charge-scheduled', 'charge-changed', 'charge-moved'];

/** `telling`: it says on which day something is charged; `wrong`: which is not so any more. */
type Announces = { state: string; kind: string; telling: boolean; wrong: boolean };

/** Whether what the mail announced may be no longer so: once it has arrived, a later one may have told otherwise. */
export const mayHaveChanged = ({ state, kind, telling, wrong }: Announces) =>
  wrong || (state === 'sent' && (telling || ANNOUNCEMENTS.includes(kind)));

/**
 * Whether a mail can be sent again, or why not. `link`: it carried a payment link that still works, of which another copy
 * can be mailed.
 */
export type SendAgain =
  | { kind: 'again' }
  | { kind: 'link'; linkId: string }
  | {
      kind: 'never';
      why:
        | 'on-its-way'
        | 'link-expired'
        | 'link-revoked'
        | 'method-request'
        | 'lets-in'
        | 'announcement'
        | 'contact-removed';
      linkId: string | null;
    };

export type VendorMail = ListedMail & {
  customerId: string | null;
  sentAt: Date | null;
  attempts: number;
  /** What it says; null where that let somebody in, as nothing of it is kept. */
  text: string | null;
  again: SendAgain;
  /** The documents that go with it, and where the desk shows them. */
  attachments: { label: string; page: string }[];
};
