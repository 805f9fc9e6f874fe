import type { StaffActor, SystemActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import type { Tx } from '~/lib/db.server';
import { emailAddress } from '~/lib/email-address';
import { newId } from '~/lib/ids';
import { refuse, type Result } from '~/lib/result';
import type { InviteRefusal } from './invitation';
import { isStaffRole, type StaffRole } from './staff-role';

export type NewStaff = { vendorId: string; email: string; name: string; role: string };

export type AddedStaff = { id: string; email: string; name: string; role: StaffRole };

/**
 * Makes somebody staff of a vendor, without anything to sign in with. Who was removed comes back with what is said
 * now. Refuses an address that works already, here or elsewhere.
 */
export async function addStaff(
  tx: Tx,
  actor: StaffActor | SystemActor,
  { vendorId, role, ...typed }: NewStaff,
  { cause, now }: { cause: string; now: Date },
): Promise<Result<{ staff: AddedStaff }, InviteRefusal>> {
  const email = emailAddress(typed.email);
  const name = typed.name.trim().slice(0, 100);
  if (!isStaffRole(role)) return refuse({ kind: 'unknown-role' });
  if (email === null) return refuse({ kind: 'not-an-address' });
  if (name === '') return refuse({ kind: 'no-name' });
  const [back] = await tx.$queryRaw<{ id: string }[]>`
    UPDATE staff SET removed_at = NULL, name = ${name}, role = ${role}
    WHERE vendor_id = ${vendorId}::uuid AND email = ${email} AND removed_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM staff o WHERE o.email = ${email} AND o.removed_at IS NULL)
    RETURNING id`;
  // The insert decides, not a look beforehand: two at once make one person.
  const [added] = back
    ? [back]
    : await tx.$queryRaw<{ id: string }[]>`
        INSERT INTO staff (id, vendor_id, email, name, role, created_at)
        VALUES (${newId()}::uuid, ${vendorId}::uuid, ${email}, ${name}, ${role}, ${now})
        ON CONFLICT DO NOTHING RETURNING id`;
  if (!added) {
    const known = await tx.staff.findFirst({ where: { vendorId, email, removedAt: null } });
    return known ? refuse({ kind: 'already-staff', role: known.role }) : refuse({ kind: 'works-elsewhere' });
  }
  const what = { action: 'staff.created', subject: 'staff', subjectId: added.id, data: { role } };
  await record(tx, { vendorId, actor, cause, ...what });
  return { ok: true, staff: { id: added.id, email, name, role } };
}
