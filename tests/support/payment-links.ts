import type { LinkActor } from '~/auth/actor';
import type { LinkToMake } from '~/domain/payment-links/make-payment-links.server';
import type { StartPaymentInput } from '~/domain/payments/start-payment.types';
import type { LinkReview } from '~/domain/payment-links/review-link.server';
import { newId } from '~/lib/ids';
import { makePayer, type Payer } from './payer';

export type TestLink = { actor: LinkActor; token: string; expiresAt: Date };

/** A link of the payer's customer, for these invoices or for the account. Needs a world. */
export async function makeLink(
  { actor: { vendorId, customerId } }: { actor: Pick<LinkActor, 'vendorId' | 'customerId'> },
  covers: LinkToMake['covers'] = 'account',
  { now = new Date(), lastDay = null }: { now?: Date; lastDay?: string | null } = {},
): Promise<TestLink> {
  const { makePaymentLink } = await import('~/domain/payment-links/make-payment-links.server');
  const { transaction } = await import('~/lib/db.server');
  const made = await transaction((tx) =>
    makePaymentLink(tx, {
      vendorId,
      link: { customerId, covers },
      lastDay,
      actor: { kind: 'system', name: 'test' },
      cause: 'test',
      now,
    }),
  );
  if (!made.ok) throw new Error(`the link was not made: ${made.refusal.kind}`);
  const { linkId, token, expiresAt } = made.link;
  return { actor: { kind: 'link', linkId, vendorId, customerId }, token, expiresAt };
}

/** Ends a link at once. */
export async function revokeLink({ actor: { vendorId, linkId } }: TestLink, now = new Date()): Promise<void> {
  const { revokePaymentLink } = await import('~/domain/payment-links/change-payment-link.server');
  const staff = { kind: 'staff', vendorId, staffId: newId(), role: 'biller' } as const;
  const revoked = await revokePaymentLink(staff, linkId, { cause: 'test', now });
  if (!revoked.ok) throw new Error(`the link was not revoked: ${revoked.refusal.kind}`);
}

/** A new card as the gateway's fields hand it over. */
export async function newCard(
  gatewayCard = 'pm_card_visa',
  save = false,
): Promise<Extract<StartPaymentInput['method'], { kind: 'new' }>> {
  const answer = await fetch(`${process.env['STRIPE_API_BASE']}/v1/test_helpers/confirmation_tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${process.env['STRIPE_SECRET_KEY']}` },
    body: new URLSearchParams({ payment_method: gatewayCard }),
  });
  const { id } = (await answer.json()) as { id: string };
  return { kind: 'new', confirmationTokenId: id, save, of: 'card' };
}

/** What whoever opens the link is shown. */
export async function review({ token }: TestLink, now = new Date()): Promise<LinkReview> {
  const { findLink } = await import('~/auth/link/find-link.server');
  const { reviewLink } = await import('~/domain/payment-links/review-link.server');
  const link = await findLink([token]);
  if (!link) throw new Error('the token opens nothing');
  return reviewLink(link, { currency: null, first: undefined }, now);
}

/** What the link's page would post: the invoices that it shows, whole. */
export async function asked(
  link: TestLink,
  method: StartPaymentInput['method'],
  more: Partial<StartPaymentInput> = {},
): Promise<StartPaymentInput> {
  const shown = await review(link);
  if (shown.kind !== 'ready') throw new Error(`nothing to pay: ${shown.kind}`);
  const { quote, credit } = shown;
  return {
    paymentId: newId(),
    currency: quote.currency,
    quote: quote.lines,
    creditMinor: credit?.usedMinor ?? 0n,
    method,
    returnUrl: 'http://localhost:3000/links',
    inPlace: true,
    cause: 'test',
    ...more,
  };
}

/** A customer with invoices of 100.00 each, and a link for them. */
export async function linkedInvoices(count = 2): Promise<{ payer: Payer; ids: string[]; link: TestLink }> {
  const payer = await makePayer();
  const ids = (await payer.invoices(count)).map(({ id }) => id);
  return { payer, ids, link: await makeLink(payer, ids) };
}
