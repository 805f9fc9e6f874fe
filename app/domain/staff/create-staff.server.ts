import { transaction } from '~/lib/db.server';
import { refuse, type Result } from '~/lib/result';
import { pickVendor } from '~/domain/vendors/pick-vendor.server';
import type { PickVendorRefusal } from '~/domain/vendors/pick-vendor-words';
import { addStaff } from './add-staff.server';
import type { InviteRefusal } from './invitation';
import { openInvitation } from './open-invitation.server';
import { isStaffRole, type StaffRole } from './staff-role';

export type CreateStaffRefusal = PickVendorRefusal | InviteRefusal;

type ByCommand = { email: string; name: string; role: string; vendorSlug?: string; cause: string; now: Date };
export type CreatedStaff = { id: string; created: boolean; vendor: string; role: StaffRole; link: string | null };

/**
 * Makes somebody staff of a vendor and answers the link with which they choose how they sign in: no password is ever
 * known to anybody else. Repeated with the same role it answers the same person with another link, or without one
 * once they can sign in; with another role it refuses, so that a command run twice by mistake never widens what
 * somebody may do.
 */
export async function createStaff(input: ByCommand): Promise<Result<CreatedStaff, CreateStaffRefusal>> {
  const actor = { kind: 'system', name: 'command' } as const;
  const { role } = input;
  if (!isStaffRole(role)) return refuse({ kind: 'unknown-role' });
  return transaction(async (tx) => {
    const picked = await pickVendor(input.vendorSlug, tx);
    if (!picked.ok) return picked;
    const { id: vendorId, slug: vendor } = picked.vendor;
    const added = await addStaff(tx, actor, { ...input, vendorId }, input);
    if (!added.ok && added.refusal.kind !== 'already-staff') return added;
    const email = input.email.trim().toLowerCase();
    const staff = await tx.staff.findFirstOrThrow({ where: { vendorId, email, removedAt: null } });
    if (staff.role !== role) return refuse({ kind: 'already-staff' as const, role: staff.role });
    const answer = { ok: true as const, id: staff.id, created: added.ok, vendor, role };
    if (staff.passwordHash !== null) return { ...answer, link: null };
    const { link } = await openInvitation(tx, actor, { vendorId, staffId: staff.id }, input);
    return { ...answer, link };
  });
}
