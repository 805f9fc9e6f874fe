import type { ContactActor } from '~/auth/actor';
import type { CalendarDate } from '~/lib/dates';
import { db } from '~/lib/db.server';
import { followVerification } from './follow-verification.server';

export type ListedVerification = { id: string; brand: string; last4: string; url: string; arrivesOn: CalendarDate };

/**
 * The customer's accounts that are still to be verified. The gateway is asked first: who comes back from its page
 * finds the account among the saved ones even if no webhook rang.
 */
export async function listVerifications(
  actor: ContactActor,
  asked: { cause: string; now: Date },
): Promise<ListedVerification[]> {
  const { vendorId, customerId } = actor;
  const waiting = await db.bankVerification.findMany({
    where: { vendorId, customerId, endedAt: null },
    select: { gatewaySetupId: true },
  });
  if (waiting.length === 0) return [];
  for (const { gatewaySetupId } of waiting) await followVerification({ gatewaySetupId, ...asked });
  const left = await db.bankVerification.findMany({
    where: { vendorId, customerId, endedAt: null },
    orderBy: { createdAt: 'asc' },
  });
  return left.map(({ id, brand, last4, verificationUrl, arrivesOn }) => ({
    id,
    brand,
    last4,
    url: verificationUrl,
    arrivesOn: arrivesOn.toISOString().slice(0, 10),
  }));
}
