import { randomToken, sha256 } from '~/lib/crypto.server';
import { db, type Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { setCookie, STAFF_COOKIE } from '../cookies';
import type { SessionCookie } from '../sessions.server';

/** docs/decisions/0018: how long staff stays signed in, and why. */
export const STAFF_IDLE_MS = 30 * 60_000;
export const STAFF_LIFE_MS = 12 * 3_600_000;
/** How fresh a second factor must be for what moves money. */
export const FACTOR_FRESH_MS = 5 * 60_000;

type NewStaffSession = { vendorId: string; staffId: string; userAgent?: string; now: Date };

/** Signs staff in, without asking who they are: that was done before. */
export async function createStaffSession(session: NewStaffSession): Promise<SessionCookie> {
  return (await openStaffSession(db, session)).cookie;
}

/** The same within a transaction. Only the hash of the token is kept. */
export async function openStaffSession(
  tx: Tx,
  { vendorId, staffId, userAgent = '', now }: NewStaffSession,
): Promise<{ id: string; cookie: SessionCookie }> {
  const id = newId();
  const token = randomToken();
  await tx.$executeRaw`
    INSERT INTO staff_sessions (id, vendor_id, staff_id, token_hash, user_agent, created_at, last_seen_at, expires_at, factor_at)
    VALUES (${id}::uuid, ${vendorId}::uuid, ${staffId}::uuid, ${sha256(token)}, ${userAgent.slice(0, 300)}, ${now}, ${now},
            ${new Date(now.getTime() + STAFF_LIFE_MS)}, ${now})`;
  return { id, cookie: staffCookieFor(token) };
}

export function staffCookieFor(token: string): SessionCookie {
  return { cookie: `${STAFF_COOKIE}=${token}`, setCookie: setCookie(STAFF_COOKIE, token, STAFF_LIFE_MS / 1000) };
}
