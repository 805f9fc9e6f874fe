import { record } from '~/domain/audit/record.server';
import { isToken, sha256 } from '~/lib/crypto.server';
import { transaction } from '~/lib/db.server';

type SignOut = { sessionToken: string | null; everywhere: boolean; cause: string; now: Date };

/**
 * Ends the session of this browser, or every session of its person. All processes ask the database at each
 * request, so it holds at once. Safe to repeat; a browser that is signed out already changes nothing.
 */
export async function signOut({ sessionToken, everywhere, cause, now }: SignOut): Promise<void> {
  if (!isToken(sessionToken)) return;
  const tokenHash = sha256(sessionToken);
  await transaction(async (tx) => {
    const ended = await tx.$queryRaw<{ id: string; personId: string; mine: boolean }[]>`
      WITH mine AS (SELECT id, person_id FROM sessions WHERE token_hash = ${tokenHash} AND revoked_at IS NULL AND expires_at > ${now})
      UPDATE sessions s SET revoked_at = ${now} FROM mine
      WHERE s.revoked_at IS NULL AND (s.id = mine.id OR (${everywhere} AND s.person_id = mine.person_id))
      RETURNING s.id, s.person_id AS "personId", s.id = mine.id AS mine`;
    const own = ended.find(({ mine }) => mine);
    if (!own) return;
    await record(tx, {
      vendorId: null,
      actor: { kind: 'person', personId: own.personId },
      action: everywhere ? 'person.signed-out-everywhere' : 'person.signed-out',
      subject: 'session',
      subjectId: own.id,
      cause,
      data: { sessions: ended.length },
    });
  });
}
