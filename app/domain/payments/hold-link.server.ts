import type { LinkActor } from '~/auth/actor';
import type { Tx } from '~/lib/db.server';
import type { QuoteChange } from './start-payment.types';

/**
 * Holds the payment link that is paid through, so that whoever revokes it at the same moment comes before or after.
 * Answers null where it has ended, else those of the invoices that it is not for.
 */
export async function holdLink(
  tx: Tx,
  { linkId, vendorId, customerId }: LinkActor,
  { invoiceIds, now }: { invoiceIds: readonly string[]; now: Date },
): Promise<QuoteChange[] | null> {
  const [link] = await tx.$queryRaw<{ works: boolean; covers: string }[]>`
    SELECT l.revoked_at IS NULL AND l.expires_at > ${now}::timestamptz AS works, l.covers FROM payment_links l
    WHERE l.vendor_id = ${vendorId}::uuid AND l.customer_id = ${customerId}::uuid AND l.id = ${linkId}::uuid FOR SHARE`;
  if (!link?.works || link.covers === 'method') return null;
  if (link.covers === 'account') return [];
  const outside = await tx.$queryRaw<{ id: string }[]>`
    SELECT q.id FROM unnest(${[...invoiceIds]}::uuid[]) AS q (id)
    WHERE NOT EXISTS (SELECT FROM payment_link_invoices n WHERE n.vendor_id = ${vendorId}::uuid AND n.link_id = ${linkId}::uuid AND n.invoice_id = q.id)`;
  return outside.map(({ id }) => ({ kind: 'not-payable', invoiceId: id, number: 'An invoice', reason: 'gone' }));
}
