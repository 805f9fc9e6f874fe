import { Prisma, db, sql } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import { decodeInstantCursor, encodeInstantCursor } from '~/lib/instant-cursor';
import { likeText } from '~/lib/like';
import type { ListedMail, MailFilter, MailQuery, VendorMail } from './mail-list';

const PAGE_SIZE = 50;

/** SQL: the mails `m` of a filter. Those that are not sent are few, and have an index of their own. */
const OF_STATE: Record<MailFilter, Prisma.Sql> = {
  all: sql`true`,
  queued: sql`m.state <> 'sent' AND m.state = 'queued'`,
  sent: sql`m.state = 'sent'`,
  failed: sql`m.state <> 'sent' AND m.state = 'failed'`,
};

const LISTED = sql`m.id, m."to", m.subject, m.state, m.last_error AS reason, m.created_at AS "createdAt", c.name AS "customerName"`;

/** A vendor's mails, newest first, a page at a time. */
export async function listMails(
  { vendorId }: { vendorId: string },
  query: MailQuery,
): Promise<{ mails: ListedMail[]; next: string | null }> {
  const after = decodeInstantCursor(query.cursor);
  const rows = await db.$queryRaw<ListedMail[]>`
    SELECT ${LISTED} FROM outgoing_mails m LEFT JOIN customers c ON c.vendor_id = m.vendor_id AND c.id = m.customer_id
    WHERE m.vendor_id = ${vendorId}::uuid AND ${OF_STATE[query.state]} AND ${matching(vendorId, query.search)}
      ${after ? sql`AND m.created_at <= ${after.at}::timestamptz AND (m.created_at < ${after.at}::timestamptz OR m.id > ${after.id}::uuid)` : Prisma.empty}
    ORDER BY m.created_at DESC, m.id LIMIT ${PAGE_SIZE + 1}::int`;
  const mails = rows.slice(0, PAGE_SIZE);
  const last = mails.at(-1);
  const next = rows.length > PAGE_SIZE && last ? encodeInstantCursor({ at: last.createdAt, id: last.id }) : null;
  return { mails, next };
}

/** The address, whole; or the customer, by what it is called. */
function matching(vendorId: string, search: string): Prisma.Sql {
  if (search === '') return sql`true`;
  if (search.includes('@')) return sql`lower(m."to") = ${search.toLowerCase()}`;
  const words = `%${likeText(search)}%`;
  return sql`m.customer_id IN (SELECT k.id FROM customers k WHERE k.vendor_id = ${vendorId}::uuid AND (k.name ILIKE ${words} OR k.number ILIKE ${words}))`;
}

/** One mail of the vendor's, with what it says; null where there is none of that id. */
export async function loadMail({ vendorId }: { vendorId: string }, mailId: string): Promise<VendorMail | null> {
  if (!isId(mailId)) return null;
  const [mail] = await db.$queryRaw<VendorMail[]>`
    SELECT ${LISTED}, m.customer_id AS "customerId", m.sent_at AS "sentAt", m.attempts,
      CASE WHEN NOT m.secret THEN m.text END AS text, array_remove(ARRAY[r.number, d.number, n.number], NULL) AS attachments
    FROM outgoing_mails m LEFT JOIN customers c ON c.vendor_id = m.vendor_id AND c.id = m.customer_id
      LEFT JOIN receipts r ON r.vendor_id = m.vendor_id AND r.id = m.receipt_id
      LEFT JOIN refund_documents d ON d.vendor_id = m.vendor_id AND d.id = m.refund_document_id
      LEFT JOIN credit_note_documents n ON n.vendor_id = m.vendor_id AND n.id = m.credit_note_id
    WHERE m.vendor_id = ${vendorId}::uuid AND m.id = ${mailId}::uuid`;
  return mail ?? null;
}
