import type { StaffActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { transaction, type Tx } from '~/lib/db.server';
import { refuse, type Result } from '~/lib/result';
import type { ManageRefusal } from './manage-words';
import { isStaffRole } from './staff-role';

type Change = { staffId: string; cause: string; now: Date };

/** Gives somebody another role. Their sessions end, so that none goes on with the old one. Repeating it changes nothing. */
export async function changeRole(
  actor: StaffActor,
  { staffId, role, cause }: Change & { role: string },
): Promise<Result<{ name: string }, ManageRefusal>> {
  if (!isStaffRole(role)) return refuse('unknown-role');
  const { vendorId } = actor;
  return transaction(async (tx) => {
    const staff = await lockStaff(tx, vendorId, staffId);
    if (!staff) return refuse('no-such-staff' as const);
    if (staff.role === role) return { ok: true, name: staff.name };
    if (staff.role === 'owner' && (await isLastOwner(tx, vendorId, staffId))) return refuse('last-owner' as const);
    await tx.$executeRaw`UPDATE staff SET role = ${role} WHERE vendor_id = ${vendorId}::uuid AND id = ${staffId}::uuid`;
    const data = { from: staff.role, to: role };
    await record(tx, {
      vendorId,
      actor,
      action: 'staff.role-changed',
      subject: 'staff',
      subjectId: staffId,
      cause,
      data,
    });
    return { ok: true, name: staff.name };
  });
}

/**
 * Takes somebody off the desk, invited or at work: sessions, passkeys, recovery codes and links end with the same
 * statement. What they did stays under their name. The owner who asks cannot be the one who goes.
 */
export async function removeStaff(
  actor: StaffActor,
  { staffId, cause, now }: Change,
): Promise<Result<{ name: string }, ManageRefusal>> {
  if (staffId === actor.staffId) return refuse('yourself');
  const { vendorId } = actor;
  return transaction(async (tx) => {
    const staff = await lockStaff(tx, vendorId, staffId);
    if (!staff) return refuse('no-such-staff' as const);
    if (staff.role === 'owner' && (await isLastOwner(tx, vendorId, staffId))) return refuse('last-owner' as const);
    await tx.$executeRaw`
      UPDATE staff SET removed_at = ${now}, password_hash = NULL, authenticator = NULL, last_step = NULL
      WHERE vendor_id = ${vendorId}::uuid AND id = ${staffId}::uuid`;
    await record(tx, { vendorId, actor, action: 'staff.removed', subject: 'staff', subjectId: staffId, cause });
    return { ok: true, name: staff.name };
  });
}

/** The vendor first, as the database's own rule on its last owner does, so that nobody waits in a circle. */
async function lockStaff(tx: Tx, vendorId: string, staffId: string): Promise<{ role: string; name: string } | null> {
  await tx.$executeRaw`SELECT 1 FROM vendors WHERE id = ${vendorId}::uuid FOR NO KEY UPDATE`;
  const [staff] = await tx.$queryRaw<{ role: string; name: string }[]>`
    SELECT role, name FROM staff WHERE vendor_id = ${vendorId}::uuid AND id = ${staffId}::uuid AND removed_at IS NULL FOR NO KEY UPDATE`;
  return staff ?? null;
}

/** Whether no other owner can sign in; one who was only invited does not count, unless it is only invited who goes. */
async function isLastOwner(tx: Tx, vendorId: string, staffId: string): Promise<boolean> {
  const [left] = await tx.$queryRaw<{ others: number; enrolled: boolean }[]>`
    SELECT count(*) FILTER (WHERE id <> ${staffId}::uuid)::int AS others, bool_or(id = ${staffId}::uuid) AS enrolled FROM staff
    WHERE vendor_id = ${vendorId}::uuid AND role = 'owner' AND removed_at IS NULL AND password_hash IS NOT NULL`;
  return left?.enrolled === true && left.others === 0;
}
