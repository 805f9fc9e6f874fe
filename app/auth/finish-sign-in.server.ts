import { record } from '~/domain/audit/record.server';
import { isToken, sha256 } from '~/lib/crypto.server';
import type { Tx } from '~/lib/db.server';
import { cookieFor, openSession, type SessionCookie } from './sessions.server';
import type { SigningBrowser } from './signing-browser';

type Finish = {
  personId: string;
  requestId: string;
  browser: SigningBrowser;
  how: 'code' | 'link';
  cause: string;
  now: Date;
};

/**
 * The last step of signing in, in the transaction that used the code or link up. The session always gets a
 * new token: one that was planted in the browser before is worth nothing. Null when the person was removed
 * from every customer meanwhile.
 */
export async function finishSignIn(
  tx: Tx,
  { personId, requestId, browser, how, cause, now }: Finish,
): Promise<SessionCookie | null> {
  const contacts = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM contacts WHERE person_id = ${personId}::uuid AND removed_at IS NULL LIMIT 2 -- all vendors: a person signs in to all of theirs`;
  const [only, another] = contacts;
  if (!only) return null;
  const oldHash = isToken(browser.sessionToken) ? sha256(browser.sessionToken) : null;
  await tx.$executeRaw`UPDATE sessions SET revoked_at = ${now} WHERE token_hash = ${oldHash} AND revoked_at IS NULL`;
  // What else this browser asked for is of no use any more.
  const browserHash = isToken(browser.browserToken) ? sha256(browser.browserToken) : null;
  await tx.$executeRaw`UPDATE sign_in_requests SET used_at = ${now} WHERE browser_hash = ${browserHash} AND used_at IS NULL`;
  const session = await openSession(tx, {
    personId,
    contactId: another ? null : only.id,
    userAgent: browser.userAgent,
    now,
  });
  const actor = { kind: 'person', personId } as const;
  await record(tx, {
    vendorId: null,
    actor,
    action: 'person.signed-in',
    subject: 'session',
    subjectId: session.id,
    cause,
    data: { how, requestId },
  });
  return cookieFor(session.token);
}
