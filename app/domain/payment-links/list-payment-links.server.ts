import type { StaffActor } from '~/auth/actor';
import { payable } from '~/domain/invoices/payable.server';
import { Prisma, readRows } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import type { Currency } from '~/lib/money';
import { likeText } from '~/lib/like';

export type LinkState = 'open' | 'paid' | 'expired' | 'revoked';

export type ListedLink = {
  id: string;
  covers: 'invoices' | 'account';
  customerId: string;
  customerName: string;
  customerNumber: string;
  /** How many invoices it names, and the number of the first due. */
  invoiceCount: number;
  firstNumber: string | null;
  /** What could be paid through it now, one amount for each currency. */
  owed: { currency: Currency; dueMinor: bigint }[];
  state: LinkState;
  openCount: number;
  lastOpenedAt: Date | null;
  createdAt: Date;
  expiresAt: Date;
};

export type LinkList = { links: ListedLink[]; /** The id after which the next page begins. */ next: string | null };

const PAGE = 50;

/** SQL: what could be paid through the link `l` now, as JSON; amounts as text. */
const owedSql = Prisma.sql`
  (SELECT json_agg(json_build_object('currency', o.currency, 'due', o.due::text) ORDER BY o.currency) FROM (
    SELECT i.currency, sum(i.due_minor) AS due FROM invoices i
    WHERE i.vendor_id = l.vendor_id AND i.customer_id = l.customer_id AND ${payable}
      AND (l.covers = 'account' OR EXISTS (SELECT FROM payment_link_invoices n WHERE n.vendor_id = l.vendor_id AND n.link_id = l.id AND n.invoice_id = i.id))
    GROUP BY i.currency) o)`;

/** SQL: a link for invoices of which none is left to be paid, nor being paid, nor discussed. */
const settledSql = Prisma.sql`
  (l.covers = 'invoices' AND NOT EXISTS (SELECT FROM payment_link_invoices n JOIN invoices i ON i.vendor_id = n.vendor_id AND i.id = n.invoice_id
    WHERE n.vendor_id = l.vendor_id AND n.link_id = l.id AND i.voided_at IS NULL AND i.archived_at IS NULL
      AND (i.due_minor > 0 OR i.in_flight_minor > 0 OR i.disputed_at IS NOT NULL OR i.disputed_minor > 0)))`;

type Row = Omit<ListedLink, 'owed'> & { owed: { currency: Currency; due: string }[] | null };

const select = (now: Date) => Prisma.sql`
  SELECT l.id, l.covers, l.customer_id AS "customerId", c.name AS "customerName", c.number AS "customerNumber",
    (SELECT count(*)::int FROM payment_link_invoices n WHERE n.vendor_id = l.vendor_id AND n.link_id = l.id) AS "invoiceCount",
    (SELECT i.number FROM payment_link_invoices n JOIN invoices i ON i.vendor_id = n.vendor_id AND i.id = n.invoice_id
      WHERE n.vendor_id = l.vendor_id AND n.link_id = l.id ORDER BY i.due_on, i.id LIMIT 1) AS "firstNumber",
    ${owedSql} AS owed,
    CASE WHEN l.revoked_at IS NOT NULL THEN 'revoked' WHEN ${settledSql} THEN 'paid' WHEN l.expires_at <= ${now}::timestamptz THEN 'expired' ELSE 'open' END AS state,
    l.open_count AS "openCount", l.last_opened_at AS "lastOpenedAt", l.created_at AS "createdAt", l.expires_at AS "expiresAt"
  FROM payment_links l JOIN customers c ON c.vendor_id = l.vendor_id AND c.id = l.customer_id`;

/**
 * The vendor's links that pay, newest first, a page at a time. What is owed is worked out for the rows of the page alone, so a
 * page costs the same however many links there are. `search` finds a customer by name or number, and an invoice's links.
 */
export async function listPaymentLinks(
  actor: StaffActor,
  { search, before, now }: { search: string; before: string | null; now: Date },
): Promise<LinkList> {
  const { vendorId } = actor;
  const words = search.trim().slice(0, 100);
  const like = `%${likeText(words)}%`;
  const matching = words
    ? Prisma.sql`AND (l.customer_id IN (SELECT f.id FROM customers f WHERE f.vendor_id = ${vendorId}::uuid AND (f.name ILIKE ${like} OR f.number ILIKE ${like}))
        OR EXISTS (SELECT FROM payment_link_invoices n JOIN invoices i ON i.vendor_id = n.vendor_id AND i.id = n.invoice_id
          WHERE n.vendor_id = ${vendorId}::uuid AND n.link_id = l.id AND i.number = ${words}))`
    : Prisma.empty;
  const older = isId(before) ? Prisma.sql`AND l.id < ${before}::uuid` : Prisma.empty;
  const rows = await readRows<Row>(Prisma.sql`
    ${select(now)} WHERE l.vendor_id = ${vendorId}::uuid AND l.covers <> 'method' ${matching} ${older} ORDER BY l.id DESC LIMIT ${PAGE + 1}::int`);
  const links = rows.slice(0, PAGE).map(fromRow);
  return { links, next: rows.length > PAGE ? (links.at(-1)?.id ?? null) : null };
}

export type LinkInvoiceLine = {
  id: string;
  number: string;
  summary: string;
  currency: Currency;
  dueMinor: bigint;
  dueOn: string;
};

export type LoadedLink = ListedLink & {
  madeBy: string | null;
  invoices: LinkInvoiceLine[];
  mails: { id: string; to: string; state: string; at: Date }[];
  payments: { id: string; state: string; currency: Currency; amountMinor: bigint; at: Date }[];
};

const SHOWN_INVOICES = 100;

/** One link as the staff of its vendor see it: for what, to whom it was mailed, what was paid through it. Null for any other id. */
export async function loadPaymentLink(actor: StaffActor, linkId: string, now: Date): Promise<LoadedLink | null> {
  const { vendorId } = actor;
  if (!isId(linkId)) return null;
  const [row] = await readRows<Row & { madeBy: string | null }>(Prisma.sql`
    SELECT s.*, (SELECT f.name FROM payment_links l JOIN staff f ON f.vendor_id = l.vendor_id AND f.id = l.made_by WHERE l.vendor_id = ${vendorId}::uuid AND l.id = s.id) AS "madeBy"
    FROM (${select(now)} WHERE l.vendor_id = ${vendorId}::uuid AND l.id = ${linkId}::uuid AND l.covers <> 'method') s`);
  if (!row) return null;
  const named = Prisma.sql`EXISTS (SELECT FROM payment_link_invoices n WHERE n.vendor_id = ${vendorId}::uuid AND n.link_id = ${linkId}::uuid AND n.invoice_id = i.id)`;
  const [invoices, mails, payments] = await Promise.all([
    readRows<Omit<LinkInvoiceLine, 'dueMinor'> & { due: string }>(Prisma.sql`
      SELECT i.id, i.number, i.summary, i.currency, i.due_minor::text AS due, i.due_on::text AS "dueOn" FROM invoices i
      WHERE i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${row.customerId}::uuid AND ${row.covers === 'account' ? payable : named}
      ORDER BY i.due_on, i.id LIMIT ${SHOWN_INVOICES}::int`),
    readRows<LoadedLink['mails'][number]>(Prisma.sql`
      SELECT m.id, m."to", m.state, coalesce(m.sent_at, m.created_at) AS at FROM payment_link_tokens t
      JOIN outgoing_mails m ON m.vendor_id = t.vendor_id AND m.dedupe_key = t.mail_key
      WHERE t.vendor_id = ${vendorId}::uuid AND t.link_id = ${linkId}::uuid ORDER BY t.created_at DESC LIMIT 20`),
    readRows<Omit<LoadedLink['payments'][number], 'amountMinor'> & { amount: string }>(Prisma.sql`
      SELECT p.id, p.state, p.currency, (p.amount_minor + p.credit_minor)::text AS amount, coalesce(p.settled_at, p.created_at) AS at FROM payments p
      WHERE p.vendor_id = ${vendorId}::uuid AND p.payment_link_id = ${linkId}::uuid ORDER BY p.created_at DESC LIMIT 20`),
  ]);
  return {
    ...fromRow(row),
    madeBy: row.madeBy,
    invoices: invoices.map(({ due, ...invoice }) => ({ ...invoice, dueMinor: BigInt(due) })),
    mails,
    payments: payments.map(({ amount, ...payment }) => ({ ...payment, amountMinor: BigInt(amount) })),
  };
}

function fromRow<Of extends Row>({ owed, ...row }: Of): Omit<Of, 'owed'> & Pick<ListedLink, 'owed'> {
  return { ...row, owed: (owed ?? []).map(({ currency, due }) => ({ currency, dueMinor: BigInt(due) })) };
}
