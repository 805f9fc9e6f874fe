import { db } from '~/lib/db.server';
import { isLanguage, type Language } from '~/lib/languages/language';

/**
 * Whom a person signs in to, and in which language they are written to: their vendor by name, or us where they have
 * several; the language of all their customers, or English where these have different ones. Whoever has none is answered
 * by the same look-up, like somebody with several.
 */
export async function senderFor(personId: string | null): Promise<{ senderName: string; language: Language }> {
  const [shared] = await db.$queryRaw<[{ vendor: string | null; language: string | null }]>`
    SELECT CASE WHEN count(DISTINCT v.id) = 1 THEN min(v.name) END AS vendor,
      CASE WHEN count(DISTINCT coalesce(cu.language, v.language)) = 1 THEN min(coalesce(cu.language, v.language)) END AS language
    FROM contacts c JOIN vendors v ON v.id = c.vendor_id JOIN customers cu ON cu.vendor_id = c.vendor_id AND cu.id = c.customer_id
    WHERE c.person_id = ${personId}::uuid AND c.removed_at IS NULL`;
  const { vendor, language } = shared;
  return { senderName: vendor ?? 'Quittance', language: language && isLanguage(language) ? language : 'en' };
}
