import type { StaffActor } from '~/auth/actor';
import { db } from '~/lib/db.server';
import type { StaffRole } from './staff-role';

export type ListedStaff = {
  id: string;
  name: string;
  email: string;
  role: StaffRole;
  /** active: can sign in; invited: has a link that is good; lapsed: has none. */
  state: 'active' | 'invited' | 'lapsed';
  lastSeenAt: Date | null;
  invitedUntil: Date | null;
};

/** Everybody who works for the vendor, owners first, then by name. */
export async function listStaff({ vendorId }: StaffActor, now: Date): Promise<ListedStaff[]> {
  return db.$queryRaw<ListedStaff[]>`
    SELECT m.id, m.name, m.email, m.role, i.expires_at AS "invitedUntil",
      CASE WHEN m.password_hash IS NOT NULL THEN 'active' WHEN i.expires_at > ${now} THEN 'invited' ELSE 'lapsed' END AS state,
      (SELECT max(s.last_seen_at) FROM staff_sessions s WHERE s.vendor_id = m.vendor_id AND s.staff_id = m.id) AS "lastSeenAt"
    FROM staff m
    LEFT JOIN staff_invitations i ON i.vendor_id = m.vendor_id AND i.staff_id = m.id AND i.accepted_at IS NULL AND i.revoked_at IS NULL
    WHERE m.vendor_id = ${vendorId}::uuid AND m.removed_at IS NULL
    ORDER BY array_position(ARRAY['owner', 'biller', 'viewer'], m.role), m.name, m.id`;
}
