import type { VendorActor } from '~/auth/actor';
import { db } from '~/lib/db.server';
import { emailAddress } from '~/lib/email-address';
import { isStaffRole } from './staff-role';

/** In whose name a command acts: a member of the vendor's staff, or nobody's but its own. Null: the address names nobody. */
export async function commandActor(vendorId: string, email: string | undefined): Promise<VendorActor | null> {
  if (email === undefined) return { kind: 'system', name: 'command' };
  const address = emailAddress(email);
  if (address === null) return null;
  const staff = await db.staff.findFirst({ where: { vendorId, email: address }, select: { id: true, role: true } });
  if (!staff || !isStaffRole(staff.role)) return null;
  return { kind: 'staff', vendorId, staffId: staff.id, role: staff.role };
}
