import { randomToken, sha256 } from '~/lib/crypto.server';
import { db, type Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { SESSION_COOKIE, setCookie } from './cookies';

/** docs/decisions/0002: how long a customer's session lives, and why. */
export const SESSION_IDLE_MS = 12 * 3_600_000;
export const SESSION_LIFE_MS = 14 * 86_400_000;

type NewSession = { personId: string; contactId: string | null; userAgent?: string; now: Date };

/** What a new session gives its browser: `cookie` as the browser sends it, `setCookie` as we hand it out. */
export type SessionCookie = { cookie: string; setCookie: string };

/** Signs a person in, without asking who they are: that was done before. */
export async function createSession(session: NewSession): Promise<SessionCookie> {
  const { token } = await openSession(db, session);
  return cookieFor(token);
}

/** The same within a transaction. Only the hash of the token is kept. */
export async function openSession(
  tx: Tx,
  { personId, contactId, userAgent = '', now }: NewSession,
): Promise<{ id: string; token: string }> {
  const id = newId();
  const token = randomToken();
  await tx.$executeRaw`
    INSERT INTO sessions (id, token_hash, person_id, contact_id, created_at, last_seen_at, expires_at, user_agent)
    VALUES (${id}::uuid, ${sha256(token)}, ${personId}::uuid, ${contactId}::uuid, ${now}, ${now},
            ${new Date(now.getTime() + SESSION_LIFE_MS)}, ${userAgent.slice(0, 300)})`;
  return { id, token };
}

export function cookieFor(token: string): SessionCookie {
  return { cookie: `${SESSION_COOKIE}=${token}`, setCookie: setCookie(SESSION_COOKIE, token, SESSION_LIFE_MS / 1000) };
}
