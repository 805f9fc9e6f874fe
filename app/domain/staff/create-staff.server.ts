import { record } from '~/domain/audit/record.server';
import { transaction } from '~/lib/db.server';
import { emailAddress } from '~/lib/email-address';
import { newId } from '~/lib/ids';
import { refuse, type Result } from '~/lib/result';
import { pickVendor } from '~/domain/vendors/pick-vendor.server';
import type { PickVendorRefusal } from '~/domain/vendors/pick-vendor-words';
import { isStaffRole, type StaffRole } from './staff-role';

export type CreateStaffRefusal =
  | PickVendorRefusal
  | { kind: 'unknown-role' }
  | { kind: 'not-an-address' }
  | { kind: 'no-name' }
  | { kind: 'already-staff'; role: string };

type NewStaff = { email: string; name: string; role: string; vendorSlug?: string; cause: string; now: Date };

/**
 * Makes somebody staff of a vendor. Repeated with the same role it answers the same person again; with another
 * role it refuses, so that a command run twice by mistake never widens what somebody may do.
 */
export async function createStaff(
  input: NewStaff,
): Promise<Result<{ id: string; created: boolean; vendor: string; role: StaffRole }, CreateStaffRefusal>> {
  const { role, now } = input;
  const email = emailAddress(input.email);
  const name = input.name.trim();
  if (!isStaffRole(role)) return refuse({ kind: 'unknown-role' });
  if (email === null) return refuse({ kind: 'not-an-address' });
  if (name === '') return refuse({ kind: 'no-name' });
  return transaction(async (tx) => {
    const picked = await pickVendor(input.vendorSlug, tx);
    if (!picked.ok) return picked;
    const { vendor } = picked;
    // The insert decides, not a look beforehand: two commands at once make one person.
    const rows = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO staff (id, vendor_id, email, name, role, created_at)
      VALUES (${newId()}::uuid, ${vendor.id}::uuid, ${email}, ${name}, ${role}, ${now})
      ON CONFLICT (vendor_id, email) DO NOTHING RETURNING id::text`;
    const answer = { ok: true as const, vendor: vendor.slug, role };
    if (!rows[0]) {
      const known = await tx.staff.findUniqueOrThrow({ where: { vendorId_email: { vendorId: vendor.id, email } } });
      return known.role === role
        ? { ...answer, id: known.id, created: false }
        : refuse({ kind: 'already-staff' as const, role: known.role });
    }
    await record(tx, {
      vendorId: vendor.id,
      actor: { kind: 'system', name: 'command' },
      action: 'staff.created',
      subject: 'staff',
      subjectId: rows[0].id,
      cause: input.cause,
      data: { role },
    });
    return { ...answer, id: rows[0].id, created: true };
  });
}
