import { db, Prisma } from '~/lib/db.server';
import type { InvoiceLink, InvoiceMail, InvoiceView } from './invoice-reach';

/** So many are told; the newest of them. */
const LINKS = 50;
const MAILS = 200;

type Of = { vendorId: string; invoiceId: string };

/** SQL: who looked at an invoice. */
export const viewsSql = ({ vendorId, invoiceId }: Of) => Prisma.sql`
  SELECT p.name AS "contactName", w.link_id AS "linkId", w.first_at AS "firstAt", w.last_at AS "lastAt", w.views
  FROM invoice_views w LEFT JOIN contacts c ON c.vendor_id = w.vendor_id AND c.id = w.contact_id LEFT JOIN people p ON p.id = c.person_id
  WHERE w.vendor_id = ${vendorId}::uuid AND w.invoice_id = ${invoiceId}::uuid`;

/** SQL: the links that name an invoice. Found before they are put in order, lest the order's index is walked to find them. */
export const linksOfSql = ({ vendorId, invoiceId }: Of) => Prisma.sql`
  WITH found AS MATERIALIZED (SELECT n.link_id AS id FROM payment_link_invoices n WHERE n.vendor_id = ${vendorId}::uuid AND n.invoice_id = ${invoiceId}::uuid)
  SELECT id FROM found ORDER BY id DESC LIMIT ${LINKS}::int`;

/** SQL: links by their ids. */
export const linksSql = (vendorId: string, ids: readonly string[]) => Prisma.sql`
  SELECT l.id, l.covers, (SELECT count(*)::int FROM payment_link_invoices n WHERE n.link_id = l.id AND n.vendor_id = l.vendor_id) AS "invoiceCount",
    s.name AS "madeBy", l.replaces IS NOT NULL AS again, l.created_at AS "createdAt", l.open_count AS "openCount",
    l.first_opened_at AS "firstOpenedAt", l.last_opened_at AS "lastOpenedAt", l.revoked_at AS "revokedAt"
  FROM payment_links l LEFT JOIN staff s ON s.vendor_id = l.vendor_id AND s.id = l.made_by
  WHERE l.vendor_id = ${vendorId}::uuid AND l.id = ANY(${[...ids]}::uuid[])`;

/**
 * SQL: mails that tell of one of these. What makes a mail unique names what it tells of (`queueMail`), and is indexed by
 * that; one that tells of many invoices at once is known by its whole key. Found before they are put in order, lest all mails of the vendor are walked in that order to find them.
 */
export const mailsSql = (vendorId: string, about: readonly string[], keys: readonly string[] = []) => Prisma.sql`
  WITH found AS MATERIALIZED (
    SELECT m.id, m.kind, m."to", m.state, m.last_error, m.created_at, m.sent_at FROM outgoing_mails m
    WHERE m.vendor_id = ${vendorId}::uuid AND substring(m.dedupe_key FROM '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}') = ANY(${[...about]}::text[])
    UNION ALL SELECT m.id, m.kind, m."to", m.state, m.last_error, m.created_at, m.sent_at FROM outgoing_mails m
    WHERE m.vendor_id = ${vendorId}::uuid AND m.dedupe_key = ANY(${[...keys]}::text[])
  )
  SELECT id, kind, "to", state, last_error AS "lastError", coalesce(sent_at, created_at) AS at
  FROM found ORDER BY created_at DESC, id DESC LIMIT ${MAILS}::int`;

export const loadViews = (of: Of): Promise<InvoiceView[]> => db.$queryRaw(viewsSql(of));

export async function linksOf(of: Of): Promise<string[]> {
  const links = await db.$queryRaw<{ id: string }[]>(linksOfSql(of));
  return links.map(({ id }) => id);
}

export const loadLinks = (vendorId: string, ids: readonly string[]): Promise<InvoiceLink[]> =>
  ids.length === 0 ? Promise.resolve([]) : db.$queryRaw(linksSql(vendorId, ids));

export const loadMails = (
  vendorId: string,
  about: readonly string[],
  keys: readonly string[],
): Promise<InvoiceMail[]> => db.$queryRaw(mailsSql(vendorId, about, keys));
