import type { StaffActor, SystemActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { getConfig } from '~/lib/config.server';
import { randomToken, sha256 } from '~/lib/crypto.server';
import type { Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { paths } from '~/lib/paths';
import { INVITATION_DAYS } from './invitation';

/**
 * Makes the link with which a member of staff chooses how they sign in. Any earlier one is worth nothing from now on.
 * Only its hash is kept, so the link is answered here and never again.
 */
export async function openInvitation(
  tx: Tx,
  actor: StaffActor | SystemActor,
  { vendorId, staffId }: { vendorId: string; staffId: string },
  { cause, now }: { cause: string; now: Date },
): Promise<{ id: string; link: string }> {
  const id = newId();
  const token = randomToken();
  await endInvitations(tx, { vendorId, staffId, now });
  await tx.$executeRaw`
    INSERT INTO staff_invitations (id, vendor_id, staff_id, token_hash, invited_by, created_at, expires_at)
    VALUES (${id}::uuid, ${vendorId}::uuid, ${staffId}::uuid, ${sha256(token)}, ${actor.kind === 'staff' ? actor.staffId : null}::uuid,
            ${now}, ${new Date(now.getTime() + INVITATION_DAYS * 86_400_000)})`;
  await record(tx, { vendorId, actor, action: 'staff.invited', subject: 'staff', subjectId: staffId, cause });
  return { id, link: new URL(paths.vendor.invitation(token), getConfig().APP_URL).href };
}

/** The links of a member of staff that are still good are so no longer. Answers how many there were. */
export function endInvitations(
  tx: Tx,
  { vendorId, staffId, now }: { vendorId: string; staffId: string; now: Date },
): Promise<number> {
  return tx.$executeRaw`
    UPDATE staff_invitations SET revoked_at = ${now}
    WHERE vendor_id = ${vendorId}::uuid AND staff_id = ${staffId}::uuid AND accepted_at IS NULL AND revoked_at IS NULL`;
}
