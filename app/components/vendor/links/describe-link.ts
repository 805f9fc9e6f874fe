import { linkFor } from '~/domain/payment-links/link-words';
import type { ListedLink } from '~/domain/payment-links/list-payment-links.server';
import { lastDayOf } from '~/domain/payment-links/payment-link';
import { formatDate, formatInstant } from '~/lib/dates';
import { formatMoney } from '~/lib/money';
import type { LinkLine } from './links-page';

/** A link as one line of the list: days as they are where the vendor is. */
export function describeLink(link: ListedLink, timeZone: string): LinkLine {
  const { id, customerId, customerName, customerNumber, state, openCount, lastOpenedAt, expiresAt } = link;
  return {
    id,
    customerId,
    customerName,
    customerNumber,
    state,
    openCount,
    what: linkFor(link),
    // What a link that has ended is for may still be owed, but not through it.
    owed: state === 'open' ? link.owed.map(({ dueMinor, currency }) => formatMoney(dueMinor, currency)) : [],
    lastOpened: lastOpenedAt && formatInstant(lastOpenedAt, timeZone),
    until: formatDate(lastDayOf(expiresAt, timeZone)),
  };
}
