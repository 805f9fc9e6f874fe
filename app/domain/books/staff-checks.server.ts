import { sql } from '~/lib/db.server';
import type { Check } from './check.server';

/** I17: nobody gets in through what belongs to another vendor, or to who has left. All vendors: the books are examined as a whole. */
export const staffChecks: Check[] = [
  {
    invariant: 'I17',
    name: 'staff-stay-in-the-family',
    promise: 'whatever lets staff in, and the customer they look as, is of their own vendor',
    query: () => sql`
      SELECT k.vendor_id, k.subject, k.id, coalesce(m.email, k.id) AS name, 'is of another vendor than its member of staff or customer' AS what
      FROM (
        SELECT vendor_id, staff_id, viewed_customer_id, 'staff session' AS subject, id::text FROM staff_sessions -- all vendors
        UNION ALL SELECT vendor_id, staff_id, NULL, 'passkey', id::text FROM staff_passkeys
        UNION ALL SELECT vendor_id, staff_id, NULL, 'recovery code', staff_id::text FROM staff_recovery_codes
        UNION ALL SELECT vendor_id, staff_id, NULL, 'invitation', id::text FROM staff_invitations
        UNION ALL SELECT vendor_id, invited_by, NULL, 'invitation', id::text FROM staff_invitations WHERE invited_by IS NOT NULL
        UNION ALL SELECT vendor_id, staff_id, NULL, 'staff sign-in', id::text FROM staff_sign_ins
      ) k
      LEFT JOIN staff m ON m.id = k.staff_id LEFT JOIN customers c ON c.id = k.viewed_customer_id
      WHERE m.vendor_id IS DISTINCT FROM k.vendor_id OR (k.viewed_customer_id IS NOT NULL AND c.vendor_id IS DISTINCT FROM k.vendor_id)`,
  },
  {
    invariant: 'I17',
    name: 'who-left-is-out',
    promise: 'who does not work for the vendor any more has nothing left to sign in with, and no session',
    query: (now) => sql`
      SELECT m.vendor_id, 'staff' AS subject, m.id::text, m.email AS name, 'was removed, and could still get in' AS what
      FROM staff m -- all vendors
      WHERE m.removed_at IS NOT NULL AND (m.password_hash IS NOT NULL
        OR EXISTS (SELECT FROM staff_sessions s WHERE s.vendor_id = m.vendor_id AND s.staff_id = m.id AND s.revoked_at IS NULL AND s.expires_at > ${now})
        OR EXISTS (SELECT FROM staff_passkeys k WHERE k.vendor_id = m.vendor_id AND k.staff_id = m.id)
        OR EXISTS (SELECT FROM staff_invitations i WHERE i.vendor_id = m.vendor_id AND i.staff_id = m.id AND i.accepted_at IS NULL AND i.revoked_at IS NULL))`,
  },
];
