import { record } from '~/domain/audit/record.server';
import { transaction, type Tx } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import type { SignedInStaff } from './staff-guards.server';

/**
 * Lets staff look at the portal as one of their customers sees it, to read and nothing else, until they stop or their
 * session ends. Both are in the audit. False: no customer of theirs.
 */
export function viewAsCustomer(me: SignedInStaff, customerId: unknown, now: Date): Promise<boolean> {
  const { vendorId } = me.actor;
  if (!isId(customerId)) return Promise.resolve(false);
  return transaction(async (tx) => {
    const customer = await tx.customer.findFirst({ where: { vendorId, id: customerId }, select: { id: true } });
    if (!customer) return false;
    await setViewed(tx, me, { viewedCustomerId: customerId, viewingSince: now });
    await note(tx, me, 'customer.viewed-as', customerId);
    return true;
  });
}

/** Back to being staff. Answers which customer it was; null where they were looking as nobody. */
export function stopViewing(me: SignedInStaff): Promise<string | null> {
  const { vendorId } = me.actor;
  return transaction(async (tx) => {
    const session = await tx.staffSession.findFirst({ where: { vendorId, id: me.sessionId } });
    if (!session?.viewedCustomerId) return null;
    await setViewed(tx, me, { viewedCustomerId: null, viewingSince: null });
    await note(tx, me, 'customer.view-ended', session.viewedCustomerId);
    return session.viewedCustomerId;
  });
}

async function setViewed(
  tx: Tx,
  { actor, sessionId }: SignedInStaff,
  data: { viewedCustomerId: string | null; viewingSince: Date | null },
): Promise<void> {
  await tx.staffSession.updateMany({ where: { vendorId: actor.vendorId, id: sessionId, revokedAt: null }, data });
}

function note(tx: Tx, { actor, cause }: SignedInStaff, action: string, customerId: string): Promise<void> {
  return record(tx, { vendorId: actor.vendorId, actor, action, subject: 'customer', subjectId: customerId, cause });
}
