import { isToken, sha256 } from '~/lib/crypto.server';
import { readRows, sql } from '~/lib/db.server';
import type { Language } from '~/lib/languages/language';
import type { StaffActor } from '../actor';
import { STAFF_IDLE_MS } from './staff-sessions.server';

/** The staff session that a token opens, with all that a page needs to know about who is looking. */
export type FoundStaffSession = {
  sessionId: string;
  staffId: string;
  staffName: string;
  staffEmail: string;
  role: StaffActor['role'];
  factorAt: Date;
  vendorId: string;
  vendorSlug: string;
  vendorName: string;
  timeZone: string;
  language: Language;
  brandColor: string | null;
  logoHash: string | null;
  /** The customer through whose eyes they look at the portal; all null when they do not. */
  viewedId: string | null;
  viewedName: string | null;
  viewedNumber: string | null;
  viewedLanguage: Language | null;
};

/** Being there is written down at most this often, to spare a write per click. */
const TOUCH_EVERY_MS = 60_000;

/** One statement. Any request keeps a session from going idle: staff spend hours reading lists. */
export async function findStaffSession(token: string | null, now: Date): Promise<FoundStaffSession | null> {
  if (!isToken(token)) return null;
  const idleSince = new Date(now.getTime() - STAFF_IDLE_MS);
  const touchBefore = new Date(now.getTime() - TOUCH_EVERY_MS);
  const [session] = await readRows<FoundStaffSession>(sql`
    WITH session AS (
      SELECT s.* FROM staff_sessions s -- all vendors: the token says whose session it is
      WHERE s.token_hash = ${sha256(token)} AND s.revoked_at IS NULL AND s.expires_at > ${now} AND s.last_seen_at > ${idleSince}
    ), touched AS (
      UPDATE staff_sessions t SET last_seen_at = ${now} FROM session s
      WHERE t.vendor_id = s.vendor_id AND t.id = s.id AND t.last_seen_at < ${touchBefore}
    )
    SELECT s.id AS "sessionId", m.id AS "staffId", m.name AS "staffName", m.email AS "staffEmail", m.role, s.factor_at AS "factorAt",
      v.id AS "vendorId", v.slug AS "vendorSlug", v.name AS "vendorName", v.time_zone AS "timeZone", v.language, v.brand_color AS "brandColor", v.logo_hash AS "logoHash",
      c.id AS "viewedId", c.name AS "viewedName", c.number AS "viewedNumber", coalesce(c.language, v.language) AS "viewedLanguage"
    FROM session s
    JOIN staff m ON m.vendor_id = s.vendor_id AND m.id = s.staff_id AND m.removed_at IS NULL
    JOIN vendors v ON v.id = s.vendor_id
    LEFT JOIN customers c ON c.vendor_id = s.vendor_id AND c.id = s.viewed_customer_id`);
  return session ?? null;
}
