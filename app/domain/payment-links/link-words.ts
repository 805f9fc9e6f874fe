import { countText, invoiceCount } from '~/domain/invoices/invoice-count';
import { unpayableWords } from '~/domain/invoices/payability';
import { formatDate } from '~/lib/dates';
import type { ChangeLinkRefusal } from './change-payment-link.server';
import type { HandOutRefusal } from './hand-out-links.server';
import type { LinkState } from './list-payment-links.server';
import type { MakeLinkRefusal } from './make-payment-links.server';

export const LINK_STATES: Record<LinkState, string> = {
  open: 'open',
  paid: 'paid',
  expired: 'expired',
  revoked: 'revoked',
};

type Refusal = MakeLinkRefusal | ChangeLinkRefusal | HandOutRefusal;

/** Why nothing was made, mailed or changed, for the staff who asked. */
export function linkRefusalWords(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'not-allowed':
      return 'Your role lets you look at links, not make them.';
    case 'nothing-named':
      return 'Nothing is chosen that a link could be for.';
    case 'no-customer':
    case 'no-such-link':
      return 'There is no such customer or link any more.';
    case 'too-many-invoices':
      return `One link takes up to ${countText(refusal.limit)} invoices; this one had ${countText(refusal.count)}. Make one for the account instead.`;
    case 'not-payable': {
      const told = refusal.invoices.map(({ number, reason }) => `${number ?? 'one'} (${unpayableWords(reason)})`);
      const more = refusal.more > 0 ? ` and ${countText(refusal.more)} more` : '';
      return `No link was made: ${told.join(', ')}${more} cannot be paid any more. Leave them out and try again.`;
    }
    case 'last-day-out-of-range':
      return `The last day can be from ${formatDate(refusal.from)} to ${formatDate(refusal.to)}.`;
    case 'made-already':
      return 'These links were made already. Their addresses are shown only once: open a link to copy it again.';
    case 'revoked':
    case 'ended':
      return 'This link works no more. Make a new one.';
    case 'nobody-to-write-to':
      return 'The customer has no contact who pays, so there is no address to mail to. Copy the link instead.';
  }
}

/** "INV-1", "INV-1 and 3 more", "account". */
export function linkFor({
  covers,
  invoiceCount: count,
  firstNumber,
}: {
  covers: 'invoices' | 'account';
  invoiceCount: number;
  firstNumber: string | null;
}): string {
  if (covers === 'account') return 'Everything owed';
  if (count === 1) return firstNumber ?? invoiceCount(1);
  return `${firstNumber} and ${countText(count - 1)} more`;
}
