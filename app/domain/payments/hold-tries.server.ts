import type { ContactActor } from '~/auth/actor';
import { sql, type Prisma, type Tx } from '~/lib/db.server';

/** So many declines end a customer's tries of an hour: past that it is card testing (SECURITY S38). */
export const MAX_DECLINES_PER_HOUR = 10;
const HOUR_MS = 3_600_000;

/** SQL: which payments `f` of the customer's own contacts were begun within the hour. */
const ofTheHour = ({ vendorId, customerId }: Pick<ContactActor, 'vendorId' | 'customerId'>, now: Date) => sql`
  f.vendor_id = ${vendorId}::uuid AND f.customer_id = ${customerId}::uuid AND f.channel = 'portal'
  AND f.created_at > ${new Date(now.getTime() - HOUR_MS)}::timestamptz`;

/** SQL: the payment `f` was declined, or was given up while the bank of a card that was typed in waited for an answer. */
const cameToNothing = sql`(f.state = 'failed' OR (f.state = 'cancelled' AND f.gateway_intent_id IS NOT NULL AND f.method_id IS NULL))`;

/** SQL: how many tries of the hour came to nothing. */
export const declinesOf = (contact: Pick<ContactActor, 'vendorId' | 'customerId'>, now: Date): Prisma.Sql => sql`
  (SELECT count(*)::int FROM payments f -- vendor_id is part of ofTheHour
    WHERE ${ofTheHour(contact, now)} AND ${cameToNothing})`;

/**
 * Whether a card that is typed in may be tried. Those that are being tried at this moment count as declined, and whoever
 * asks at the same moment comes before or after, so that many tabs try no more cards than one.
 */
export async function mayTryCard(
  tx: Tx,
  contact: ContactActor,
  { paymentId, now }: { paymentId: string; now: Date },
): Promise<boolean> {
  await tx.$executeRaw`
    SELECT FROM customers c WHERE c.vendor_id = ${contact.vendorId}::uuid AND c.id = ${contact.customerId}::uuid FOR NO KEY UPDATE`;
  const [{ tries }] = await tx.$queryRaw<[{ tries: number }]>`
    SELECT count(*)::int AS tries FROM payments f WHERE ${ofTheHour(contact, now)} -- vendor_id is part of it
      AND f.id <> ${paymentId}::uuid AND (${cameToNothing} OR (f.state IN ('reserved', 'action_required', 'checking') AND f.method_id IS NULL))`;
  return tries < MAX_DECLINES_PER_HOUR;
}
