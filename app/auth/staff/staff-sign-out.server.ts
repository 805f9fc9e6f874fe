import { record } from '~/domain/audit/record.server';
import { isToken, sha256 } from '~/lib/crypto.server';
import { transaction } from '~/lib/db.server';
import type { StaffActor } from '../actor';

type SignOut = { sessionToken: string | null; everywhere: boolean; cause: string; now: Date };
type Ended = { id: string; vendorId: string; staffId: string; role: StaffActor['role']; mine: boolean };

/** Ends the staff session of this browser, or every one of theirs, at once and in every process. Safe to repeat. */
export async function staffSignOut({ sessionToken, everywhere, cause, now }: SignOut): Promise<void> {
  if (!isToken(sessionToken)) return;
  await transaction(async (tx) => {
    const ended = await tx.$queryRaw<Ended[]>`
      WITH mine AS (
        SELECT id, vendor_id, staff_id FROM staff_sessions -- all vendors: the token says whose session it is
        WHERE token_hash = ${sha256(sessionToken)} AND revoked_at IS NULL AND expires_at > ${now}
      )
      UPDATE staff_sessions s SET revoked_at = ${now} FROM mine, staff m
      WHERE s.vendor_id = mine.vendor_id AND s.revoked_at IS NULL AND m.vendor_id = mine.vendor_id AND m.id = mine.staff_id
        AND (s.id = mine.id OR (${everywhere} AND s.staff_id = mine.staff_id))
      RETURNING s.id, s.vendor_id AS "vendorId", s.staff_id AS "staffId", m.role, s.id = mine.id AS mine`;
    const own = ended.find(({ mine }) => mine);
    if (!own) return;
    const { vendorId, staffId, role } = own;
    await record(tx, {
      vendorId,
      actor: { kind: 'staff', vendorId, staffId, role },
      action: everywhere ? 'staff.signed-out-everywhere' : 'staff.signed-out',
      subject: 'staff_session',
      subjectId: own.id,
      cause,
      data: { sessions: ended.length },
    });
  });
}
