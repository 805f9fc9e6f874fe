import type { LinkActor } from '~/auth/actor';
import { sql, type Tx } from '~/lib/db.server';
import type { QuoteChange } from './start-payment.types';

/** So many tries of a day that have not paid end those through one link: past that it is card testing (SECURITY S38). */
export const MAX_TRIES_PER_LINK = 10;
const DAY_MS = 86_400_000;

/**
 * SQL: how many tries through the link have not paid, of late. One that is not decided yet is among them, so that many at
 * the same moment are no more than one after the other; and one that was given up while the bank waited for an answer.
 */
export const unpaidTries = (
  { linkId, vendorId }: Pick<LinkActor, 'linkId' | 'vendorId'>,
  { besides, now }: { besides: string; now: Date },
) => sql`
  (SELECT count(*)::int FROM payments f WHERE f.vendor_id = ${vendorId}::uuid AND f.payment_link_id = ${linkId}::uuid
    AND f.created_at > ${new Date(now.getTime() - DAY_MS)}::timestamptz AND f.id <> ${besides}::uuid
    AND (f.state IN ('failed', 'reserved', 'action_required', 'checking') OR (f.state = 'cancelled' AND f.gateway_intent_id IS NOT NULL)))`;

type Asked = { paymentId: string; invoiceIds: readonly string[]; charges: boolean; now: Date };

/**
 * Holds the payment link that is paid through, so that whoever revokes it, or tries another card, at the same moment comes
 * before or after. Answers why it takes no payment, else those of the invoices that it is not for.
 */
export async function holdLink(
  tx: Tx,
  link: LinkActor,
  { paymentId, invoiceIds, charges, now }: Asked,
): Promise<QuoteChange[] | 'link-ended' | 'too-many-declines'> {
  const { linkId, vendorId, customerId } = link;
  const [held] = await tx.$queryRaw<{ works: boolean; covers: string }[]>`
    SELECT l.revoked_at IS NULL AND l.expires_at > ${now}::timestamptz AS works, l.covers FROM payment_links l
    WHERE l.vendor_id = ${vendorId}::uuid AND l.customer_id = ${customerId}::uuid AND l.id = ${linkId}::uuid FOR NO KEY UPDATE`;
  if (!held?.works || held.covers === 'method') return 'link-ended';
  if (charges) {
    const [{ tries }] = await tx.$queryRaw<[{ tries: number }]>`
      SELECT ${unpaidTries(link, { besides: paymentId, now })} AS tries -- vendor_id is part of it`;
    if (tries >= MAX_TRIES_PER_LINK) return 'too-many-declines';
  }
  if (held.covers === 'account') return [];
  const outside = await tx.$queryRaw<{ id: string }[]>`
    SELECT q.id FROM unnest(${[...invoiceIds]}::uuid[]) AS q (id)
    WHERE NOT EXISTS (SELECT FROM payment_link_invoices n WHERE n.vendor_id = ${vendorId}::uuid AND n.link_id = ${linkId}::uuid AND n.invoice_id = q.id)`;
  return outside.map(({ id }) => ({ kind: 'not-payable', invoiceId: id, number: 'An invoice', reason: 'gone' }));
}
