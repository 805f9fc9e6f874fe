import { addresseeRemoved } from '~/domain/customers/address-on-file.server';
import { Prisma, db, sql } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import { decodeInstantCursor, encodeInstantCursor } from '~/lib/instant-cursor';
import { likeText } from '~/lib/like';
import { paths } from '~/lib/paths';
import {
  mayHaveChanged,
  type ListedMail,
  type MailFilter,
  type MailQuery,
  type MailState,
  type SendAgain,
  type VendorMail,
} from './mail-list';
import { tellsWrongDay } from './out-of-date.server';

const PAGE_SIZE = 50;

/** SQL: the mails `m` of a filter. Those that are not sent are few, and have an index of their own. */
const OF_STATE: Record<MailFilter, Prisma.Sql> = {
  all: sql`true`,
  queued: sql`m.state <> 'sent' AND m.state = 'queued'`,
  sent: sql`m.state = 'sent'`,
  failed: sql`m.state <> 'sent' AND m.state = 'failed'`,
};

type Row = Omit<VendorMail, 'attachments' | 'again'> &
  CarriedLink &
  Record<'receipt' | 'paymentId' | 'refund' | 'refundId' | 'creditNote' | 'creditNoteId', string | null>;

const LISTED = sql`m.id, m."to", m.subject, m.state, m.last_error AS reason, m.created_at AS "createdAt", c.name AS "customerName"`;

/**
 * A vendor's mails, newest first, a page at a time. A search finds them by the beginning of the address they went to, by the
 * name or number of their customer, by the name of one of its contacts, or by a receipt's whole number. Each of these is
 * asked for a page of its own by its index, so that what many mails fit costs no more than what few do.
 */
export async function listMails(
  { vendorId }: { vendorId: string },
  query: MailQuery,
  timeZone: string,
): Promise<{ mails: ListedMail[]; next: string | null }> {
  const after = decodeInstantCursor(query.cursor);
  const older = after
    ? sql`AND m.created_at <= ${after.at}::timestamptz AND (m.created_at < ${after.at}::timestamptz OR m.id > ${after.id}::uuid)`
    : Prisma.empty;
  const written = sql`
    ${query.from ? sql`AND m.created_at >= ${query.from}::timestamp AT TIME ZONE ${timeZone}` : Prisma.empty}
    ${query.to ? sql`AND m.created_at < (${query.to}::date + 1)::timestamp AT TIME ZONE ${timeZone}` : Prisma.empty}`;
  const newest = sql`ORDER BY m.created_at DESC, m.id LIMIT ${PAGE_SIZE + 1}::int`;
  const pages = matching(vendorId, query.search).map(
    (fits) => sql`
      (SELECT m.id FROM outgoing_mails m WHERE m.vendor_id = ${vendorId}::uuid AND ${OF_STATE[query.state]} AND ${fits} ${written} ${older} ${newest})`,
  );
  const rows = await db.$queryRaw<ListedMail[]>`
    SELECT ${LISTED} FROM (${Prisma.join(pages, ' UNION ')}) f JOIN outgoing_mails m ON m.vendor_id = ${vendorId}::uuid AND m.id = f.id
      LEFT JOIN customers c ON c.vendor_id = m.vendor_id AND c.id = m.customer_id
    ${newest}`;
  const mails = rows.slice(0, PAGE_SIZE);
  const last = mails.at(-1);
  const next = rows.length > PAGE_SIZE && last ? encodeInstantCursor({ at: last.createdAt, id: last.id }) : null;
  return { mails, next };
}

/** SQL: what finds the mails `m` of a search, each by an index of its own. */
function matching(vendorId: string, search: string): Prisma.Sql[] {
  if (search === '') return [sql`true`];
  const words = likeText(search);
  const byAddress = sql`lower(m."to") LIKE ${`${words.toLowerCase()}%`}`;
  if (search.includes('@')) return [byAddress];
  const within = `%${words}%`;
  return [
    byAddress,
    sql`m.customer_id IN (SELECT k.id FROM customers k WHERE k.vendor_id = ${vendorId}::uuid AND (k.name ILIKE ${within} OR k.number ILIKE ${within}))`,
    sql`m.customer_id IN (SELECT k.customer_id FROM contacts k JOIN people p ON p.id = k.person_id WHERE k.vendor_id = ${vendorId}::uuid AND (k.name ILIKE ${within} OR (k.name IS NULL AND p.name ILIKE ${within})))`,
    // A receipt has one mail for ever, under this key.
    sql`m.dedupe_key IN (SELECT 'receipt:' || r.id FROM receipts r WHERE r.vendor_id = ${vendorId}::uuid AND r.number = ${search.toUpperCase()})`,
  ];
}

/** What kind of mail it is, whether somebody is left to get it, and the payment link that it carried, if it did. */
type CarriedLink = {
  kind: string;
  secret: boolean;
  linkId: string | null;
  isMethod: boolean;
  revoked: boolean;
  expired: boolean;
  /** Whoever it went to is a contact of its customer no more. */
  removed: boolean;
  telling: boolean;
  wrong: boolean;
};

/** One mail of the vendor's, with what it says and whether it can be sent again; null where there is none of that id. */
export async function loadMail(
  { vendorId }: { vendorId: string },
  mailId: string,
  now: Date,
): Promise<VendorMail | null> {
  if (!isId(mailId)) return null;
  const [row] = await db.$queryRaw<Row[]>`
    SELECT ${LISTED}, m.customer_id AS "customerId", m.sent_at AS "sentAt", m.attempts,
      CASE WHEN NOT m.secret THEN m.text END AS text, r.number AS receipt, r.payment_id AS "paymentId",
      m.kind, m.secret, l.id AS "linkId", coalesce(l.covers = 'method', false) AS "isMethod", l.revoked_at IS NOT NULL AS revoked, coalesce(l.expires_at <= ${now}::timestamptz, false) AS expired, ${addresseeRemoved} AS removed, m.tells IS NOT NULL AS telling, ${tellsWrongDay} AS wrong,
      d.number AS refund, d.id AS "refundId", n.number AS "creditNote", n.id AS "creditNoteId"
    FROM outgoing_mails m LEFT JOIN customers c ON c.vendor_id = m.vendor_id AND c.id = m.customer_id
      LEFT JOIN receipts r ON r.vendor_id = m.vendor_id AND r.id = m.receipt_id
      LEFT JOIN refund_documents d ON d.vendor_id = m.vendor_id AND d.id = m.refund_document_id
      LEFT JOIN credit_note_documents n ON n.vendor_id = m.vendor_id AND n.id = m.credit_note_id
      LEFT JOIN payment_links l ON m.kind = 'payment-link' AND l.vendor_id = m.vendor_id AND l.id = substring(m.dedupe_key FROM '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}')::uuid
    WHERE m.vendor_id = ${vendorId}::uuid AND m.id = ${mailId}::uuid`;
  if (!row) return null;
  const { receipt, paymentId, refund, refundId, creditNote, creditNoteId, ...rest } = row;
  const { kind, secret, linkId, isMethod, revoked, expired, removed, telling, wrong, ...mail } = rest;
  const { paymentReceipt, refundPdf, creditNotePdf } = paths.vendor;
  const attachments = [
    receipt && paymentId && { label: receipt, page: paymentReceipt(paymentId) },
    refund && refundId && { label: refund, page: refundPdf(refundId) },
    creditNote && creditNoteId && { label: creditNote, page: creditNotePdf(creditNoteId) },
  ];
  const again = sendAgain(mail.state, {
    kind,
    secret,
    linkId,
    isMethod,
    revoked,
    expired,
    removed,
    telling,
    wrong,
  });
  return { ...mail, again, attachments: attachments.filter((each) => !!each) };
}

function sendAgain(
  state: MailState,
  { kind, secret, linkId, isMethod, revoked, expired, removed, telling, wrong }: CarriedLink,
): SendAgain {
  const never = (why: (SendAgain & { kind: 'never' })['why']): SendAgain => ({ kind: 'never', why, linkId });
  if (state === 'queued') return never('on-its-way');
  if (mayHaveChanged({ state, kind, telling, wrong })) return never('announcement');
  if (!secret) return removed ? never('contact-removed') : { kind: 'again' };
  if (isMethod) return never('method-request');
  if (revoked) return never('link-revoked');
  if (expired) return never('link-expired');
  return linkId === null ? never('lets-in') : { kind: 'link', linkId };
}
