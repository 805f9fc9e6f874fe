import { record } from '~/domain/audit/record.server';
import { isToken, randomToken, sha256 } from '~/lib/crypto.server';
import { transaction } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import { refuse, type Result } from '~/lib/result';
import type { ContactActor } from './actor';
import { cookieFor, type SessionCookie } from './sessions.server';

type Switch = { sessionToken: string | null; contactId: unknown; cause: string; now: Date };
type Switched = Omit<ContactActor, 'kind'> & { sessionId: string };

/**
 * Lets the person of this session look at another of their customers. What they may do changes with it, so
 * the session gets a new token and the old one is worth nothing. Refuses a customer that is not theirs.
 */
export async function switchCustomer({
  sessionToken,
  contactId,
  cause,
  now,
}: Switch): Promise<Result<SessionCookie, 'not-yours'>> {
  if (!isToken(sessionToken) || !isId(contactId)) return refuse('not-yours');
  const token = randomToken();
  return transaction(async (tx) => {
    const [switched] = await tx.$queryRaw<Switched[]>`
      UPDATE sessions s SET contact_id = c.id, token_hash = ${sha256(token)}, last_seen_at = ${now}
      FROM contacts c -- all vendors: the person has contacts at several, and chooses among their own
      WHERE s.token_hash = ${sha256(sessionToken)} AND s.revoked_at IS NULL AND s.expires_at > ${now}
        AND c.id = ${contactId}::uuid AND c.person_id = s.person_id AND c.removed_at IS NULL
      RETURNING s.id AS "sessionId", s.person_id AS "personId", c.id AS "contactId", c.vendor_id AS "vendorId", c.customer_id AS "customerId", c.role`;
    if (!switched) return refuse('not-yours' as const);
    const { sessionId, ...contact } = switched;
    const actor: ContactActor = { kind: 'contact', ...contact };
    const what = { action: 'customer.chosen', subject: 'session', subjectId: sessionId } as const;
    await record(tx, { vendorId: actor.vendorId, actor, ...what, cause, data: { customerId: actor.customerId } });
    return { ok: true, ...cookieFor(token) };
  });
}
