import { isToken, sha256 } from '~/lib/crypto.server';
import { db } from '~/lib/db.server';
import type { StaffActor } from '../actor';
import { WRONG_CODES_ALLOWED } from './staff-sign-in';

export type PendingStaffSignIn = {
  id: string;
  vendorId: string;
  staffId: string;
  role: StaffActor['role'];
  email: string;
};

/** Who typed their password in this browser and still owes the second factor. */
export async function pendingStaffSignIn({
  stepToken,
  now,
}: {
  stepToken: string | null;
  now: Date;
}): Promise<PendingStaffSignIn | null> {
  if (!isToken(stepToken)) return null;
  const [pending] = await db.$queryRaw<PendingStaffSignIn[]>`
    SELECT i.id, i.vendor_id AS "vendorId", i.staff_id AS "staffId", m.role, m.email
    FROM staff_sign_ins i JOIN staff m ON m.vendor_id = i.vendor_id AND m.id = i.staff_id
    WHERE i.token_hash = ${sha256(stepToken)} AND i.used_at IS NULL AND i.expires_at > ${now}
      AND i.wrong_codes < ${WRONG_CODES_ALLOWED} AND m.removed_at IS NULL`;
  return pending ?? null;
}
