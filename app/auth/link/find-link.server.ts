import { isToken, sha256 } from '~/lib/crypto.server';
import { readRows, sql } from '~/lib/db.server';
import type { Language } from '~/lib/languages/language';

/** The payment link that a token opens, with what every page of it shows. */
export type FoundLink = {
  linkId: string;
  vendorId: string;
  customerId: string;
  covers: 'invoices' | 'account' | 'method';
  /** Those it names; none where it is for the account. */
  invoiceIds: string[];
  expiresAt: Date;
  revokedAt: Date | null;
  /** A card or account was kept through it. */
  usedAt: Date | null;
  customerName: string;
  vendorName: string;
  vendorEmail: string;
  timeZone: string;
  language: Language;
  brandColor: string | null;
  logoHash: string | null;
};

/** One statement. With an id: only that link, if one of the tokens opens it. */
export async function findLink(tokens: readonly string[], linkId: string | null = null): Promise<FoundLink | null> {
  const hashes = tokens.filter(isToken).map((token) => sha256(token).toString('hex'));
  if (hashes.length === 0) return null;
  const [link] = await readRows<FoundLink>(sql`
    SELECT l.id AS "linkId", l.vendor_id AS "vendorId", l.customer_id AS "customerId", l.covers, l.expires_at AS "expiresAt", l.revoked_at AS "revokedAt", l.used_at AS "usedAt",
      ARRAY(SELECT i.invoice_id::text FROM payment_link_invoices i WHERE i.vendor_id = l.vendor_id AND i.link_id = l.id) AS "invoiceIds",
      c.name AS "customerName", v.name AS "vendorName", v.email AS "vendorEmail", v.time_zone AS "timeZone", coalesce(c.language, v.language) AS language, v.brand_color AS "brandColor", v.logo_hash AS "logoHash"
    FROM payment_link_tokens t -- all vendors: the token says whose it is
    JOIN payment_links l ON l.vendor_id = t.vendor_id AND l.id = t.link_id
    JOIN customers c ON c.vendor_id = l.vendor_id AND c.id = l.customer_id
    JOIN vendors v ON v.id = l.vendor_id
    WHERE t.token_hash IN (SELECT decode(h, 'hex') FROM unnest(${hashes}::text[]) h) AND (${linkId}::uuid IS NULL OR l.id = ${linkId}::uuid)
    LIMIT 1`);
  return link ?? null;
}
