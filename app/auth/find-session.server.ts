import { isToken, sha256 } from '~/lib/crypto.server';
import { readRows, sql } from '~/lib/db.server';
import type { Language } from '~/lib/languages/language';
import { SESSION_IDLE_MS } from './sessions.server';

/** The session that a token opens, with all that a page needs to know about who is looking. */
export type FoundSession = {
  sessionId: string;
  personId: string;
  personName: string;
  personEmail: string;
  /** How many customers the person may look at. */
  contactCount: number;
} & (
  | { contactId: null }
  | {
      contactId: string;
      role: 'payer' | 'viewer';
      customerId: string;
      customerName: string;
      customerNumber: string;
      vendorId: string;
      vendorSlug: string;
      vendorName: string;
      timeZone: string;
      language: Language;
      brandColor: string | null;
      logoHash: string | null;
    }
);

/** Being active is written down at most this often, to spare a write per click. */
const TOUCH_EVERY_MS = 5 * 60_000;

/**
 * One statement. `active` tells that the person does something (anything but GET): that, and not looking,
 * keeps a session from going idle, so that a GET changes nothing.
 */
export async function findSession(
  token: string | null,
  { active, now }: { active: boolean; now: Date },
): Promise<FoundSession | null> {
  if (!isToken(token)) return null;
  const idleSince = new Date(now.getTime() - SESSION_IDLE_MS);
  const touchBefore = new Date(now.getTime() - TOUCH_EVERY_MS);
  const [session] = await readRows<FoundSession>(sql`
    WITH session AS (
      SELECT s.* FROM sessions s
      WHERE s.token_hash = ${sha256(token)} AND s.revoked_at IS NULL AND s.expires_at > ${now} AND s.last_seen_at > ${idleSince}
    ), touched AS (
      UPDATE sessions t SET last_seen_at = ${now} FROM session s
      WHERE ${active} AND t.id = s.id AND t.last_seen_at < ${touchBefore}
    )
    SELECT s.id AS "sessionId", p.id AS "personId", p.name AS "personName", p.email AS "personEmail",
      (SELECT count(*)::int FROM contacts o WHERE o.person_id = s.person_id AND o.removed_at IS NULL) AS "contactCount",
      c.id AS "contactId", c.role, cu.id AS "customerId", cu.name AS "customerName", cu.number AS "customerNumber",
      v.id AS "vendorId", v.slug AS "vendorSlug", v.name AS "vendorName", v.time_zone AS "timeZone", coalesce(cu.language, v.language) AS language, v.brand_color AS "brandColor", v.logo_hash AS "logoHash"
    FROM session s
    JOIN people p ON p.id = s.person_id
    LEFT JOIN contacts c ON c.id = s.contact_id AND c.person_id = s.person_id AND c.removed_at IS NULL
    LEFT JOIN customers cu ON cu.vendor_id = c.vendor_id AND cu.id = c.customer_id
    LEFT JOIN vendors v ON v.id = c.vendor_id`);
  // Whoever was removed from every customer has nothing left to look at.
  return session && session.contactCount > 0 ? session : null;
}
