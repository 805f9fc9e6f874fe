import { record } from '~/domain/audit/record.server';
import { db, transaction } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import type { SignedInStaff } from './staff-guards.server';
import { STAFF_IDLE_MS } from './staff-sessions.server';

export type ListedSession = { id: string; userAgent: string; createdAt: Date; lastSeenAt: Date; here: boolean };

/** Where they are signed in now, this browser first, then whoever was seen last. */
export async function listStaffSessions(me: SignedInStaff, now: Date): Promise<ListedSession[]> {
  const { vendorId, staffId } = me.actor;
  const sessions = await db.staffSession.findMany({
    where: {
      vendorId,
      staffId,
      revokedAt: null,
      expiresAt: { gt: now },
      lastSeenAt: { gt: new Date(now.getTime() - STAFF_IDLE_MS) },
    },
    orderBy: { lastSeenAt: 'desc' },
    select: { id: true, userAgent: true, createdAt: true, lastSeenAt: true },
  });
  return sessions
    .map((session) => ({ ...session, here: session.id === me.sessionId }))
    .sort((a, b) => Number(b.here) - Number(a.here));
}

/** Ends one of their sessions, at once and in every process. False: none of theirs, or ended already. */
export function endStaffSession(me: SignedInStaff, sessionId: unknown, now: Date): Promise<boolean> {
  const { actor, cause } = me;
  if (!isId(sessionId)) return Promise.resolve(false);
  return transaction(async (tx) => {
    const ended = await tx.staffSession.updateMany({
      where: { vendorId: actor.vendorId, staffId: actor.staffId, id: sessionId, revokedAt: null },
      data: { revokedAt: now },
    });
    if (ended.count === 0) return false;
    const what = { action: 'staff.session-ended', subject: 'staff_session', subjectId: sessionId };
    await record(tx, { vendorId: actor.vendorId, actor, cause, ...what });
    return true;
  });
}
