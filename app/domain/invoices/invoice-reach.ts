import { countText, invoiceCount } from './invoice-count';
import { formatDate } from '~/lib/dates';
import { paths } from '~/lib/paths';
import type { StoryEvent } from './invoice-story';
import type { VendorInvoice } from './vendor-invoice';

/** How often a contact, or whoever holds a payment link, looked at the invoice. */
export type InvoiceView = {
  contactName: string | null;
  linkId: string | null;
  firstAt: Date;
  lastAt: Date;
  views: number;
};

/** A payment link that names the invoice, or through which it was paid. */
export type InvoiceLink = {
  id: string;
  covers: 'invoices' | 'account';
  invoiceCount: number;
  madeBy: string | null;
  /** Asked for in place of one that had expired. */
  again: boolean;
  createdAt: Date;
  openCount: number;
  /** Null where it was opened before that was written down. */
  firstOpenedAt: Date | null;
  lastOpenedAt: Date | null;
  revokedAt: Date | null;
};

/** A mail about the invoice, or about what happened to it. */
export type InvoiceMail = { id: string; kind: string; to: string; state: string; lastError: string | null; at: Date };

/** What went out about an invoice, and who looked at it. */
export type InvoiceReach = { views: InvoiceView[]; links: InvoiceLink[]; mails: InvoiceMail[] };

/** The first look and the latest, whoever looked: not one event for each. */
export function tellViews({ views }: VendorInvoice): StoryEvent[] {
  const first = views.toSorted((a, b) => a.firstAt.getTime() - b.firstAt.getTime())[0];
  const last = views.toSorted((a, b) => a.lastAt.getTime() - b.lastAt.getTime()).at(-1);
  if (!first || !last) return [];
  const times = views.reduce((sum, view) => sum + view.views, 0);
  const viewed = { key: 'viewed', at: first.firstAt, what: 'Viewed by the customer', ...whereSeen(first) };
  if (times === 1) return [viewed];
  const { by, aside } = whereSeen(last);
  const count = `${countText(times)} times in all`;
  return [
    viewed,
    { key: 'viewed last', at: last.lastAt, what: 'Viewed again', by, aside: aside ? `${aside} · ${count}` : count },
  ];
}

const whereSeen = ({ contactName, linkId }: InvoiceView) => ({
  by: contactName,
  aside: linkId ? 'Through a payment link' : null,
});

export const tellLinks = (invoice: VendorInvoice): StoryEvent[] =>
  invoice.links.flatMap((link) => tellLink(link, invoice));

/** From its making to its end. */
function tellLink(link: InvoiceLink, { notes }: VendorInvoice): StoryEvent[] {
  const { id, openCount, firstOpenedAt, lastOpenedAt, revokedAt } = link;
  const ofLink = notes.filter((note) => note.subjectId === id);
  const event = (key: string, at: Date, what: string, more: Partial<StoryEvent> = {}): StoryEvent => ({
    key: `${id} ${key}`,
    at,
    what,
    page: paths.vendor.link(id),
    ...more,
  });
  const times = openCount > 1 ? `${countText(openCount)} times in all` : null;
  return [
    event('made', link.createdAt, link.again ? 'Fresh payment link made' : 'Payment link made', {
      by: link.madeBy,
      aside: [link.again ? 'The one before had expired' : null, whatFor(link)].filter(Boolean).join(' · ') || null,
    }),
    ...(firstOpenedAt ? [event('opened', firstOpenedAt, 'Payment link opened')] : []),
    ...(lastOpenedAt && (times || !firstOpenedAt)
      ? [
          event('opened last', lastOpenedAt, firstOpenedAt ? 'Payment link opened again' : 'Payment link opened', {
            aside: times,
          }),
        ]
      : []),
    ...ofLink.flatMap(({ action, at, by, data }) => {
      if (action === 'payment_link.copied') return [event(`copied ${at.getTime()}`, at, 'Payment link copied', { by })];
      if (action !== 'payment_link.extended') return [];
      const lastDay = typeof data['lastDay'] === 'string' ? data['lastDay'] : null;
      const until = lastDay ? ` until ${formatDate(lastDay)}` : '';
      return [event(`extended ${at.getTime()}`, at, `Payment link extended${until}`, { by })];
    }),
    ...(revokedAt
      ? [
          event('revoked', revokedAt, 'Payment link revoked', {
            by: ofLink.find(({ action }) => action === 'payment_link.revoked')?.by ?? null,
          }),
        ]
      : []),
  ];
}

function whatFor({ covers, invoiceCount: count }: InvoiceLink): string | null {
  if (covers === 'account') return 'For everything that is owed';
  return count > 1 ? `For ${invoiceCount(count)}` : null;
}

/** What a mail is, in a few words; of one that has no words here its kind is told. */
const MAILS: Partial<Record<string, string>> = {
  'payment-link': 'Payment link',
  receipt: 'Receipt',
  refund: 'Refund',
  'refund-failed': 'News of the refund that came back',
  'credit-note': 'Credit note',
  dispute: 'News from the bank',
  'invoice-dispute': 'Message about the dispute',
  'debit-on-its-way': 'Notice of the debit',
  'debit-verify': 'Request to verify the account',
  'debit-failed': 'News of the failed debit',
  'charge-scheduled': 'Notice of the charge',
  'charge-changed': 'Change of the charge',
  'charge-moved': 'New day of the charge',
  'charge-cancelled': 'Cancellation of the charge',
  'charge-failed': 'News of the failed charge',
};

export const tellMails = ({ mails }: VendorInvoice): StoryEvent[] => mails.map(tellMail);

function tellMail({ id, kind, to, state, lastError, at }: InvoiceMail): StoryEvent {
  const name = MAILS[kind] ?? kind.replaceAll('-', ' ');
  const did = { sent: 'mailed', failed: 'could not be mailed' }[state] ?? 'being mailed';
  const why = state === 'sent' ? null : lastError;
  const aside = [`To ${to}`, why].filter(Boolean).join(' · ');
  return { key: `mail ${id}`, at, what: `${name} ${did}`, aside, page: paths.vendor.mail(id) };
}
