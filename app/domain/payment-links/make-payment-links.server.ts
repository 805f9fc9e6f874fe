import type { VendorActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { payable, whyNotPayableSql } from '~/domain/invoices/payable.server';
import type { Unpayable } from '~/domain/invoices/payability';
import { randomToken } from '~/lib/crypto.server';
import { dateIn, isCalendarDate, type CalendarDate } from '~/lib/dates';
import { Prisma, type Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { refuse, type Result } from '~/lib/result';
import { lastDays, MAX_INVOICES_PER_LINK, usualLastDay } from './payment-link';
import { keepTokens } from './link-token.server';

export type LinkToMake = {
  /** Made beforehand where a repeat must be seen: the same id again is refused. */
  linkId?: string;
  customerId: string;
  /** The invoices it is for, or everything that is owed when it is opened. */
  covers: readonly string[] | 'account';
};

export type MadeLink = {
  linkId: string;
  customerId: string;
  /** What opens it, shown or mailed now: only its hash is kept. */
  token: string;
  expiresAt: Date;
};

export type MakeLinksInput = {
  vendorId: string;
  links: readonly LinkToMake[];
  /** The last day on which they work; null: 30 days after the latest due date of each. */
  lastDay: CalendarDate | null;
  /** The ended link that this one is asked for in place of. */
  replaces?: string;
  actor: VendorActor;
  cause: string;
  now: Date;
};

export type MakeLinkRefusal =
  | { kind: 'not-allowed' }
  | { kind: 'nothing-named' }
  | { kind: 'no-customer' }
  | { kind: 'too-many-invoices'; count: number; limit: number }
  /** `more` others besides those that are named. Another customer's has no number. */
  | { kind: 'not-payable'; invoices: { number: string | null; reason: Unpayable }[]; more: number }
  | { kind: 'last-day-out-of-range'; from: CalendarDate; to: CalendarDate }
  | { kind: 'made-already' };

const TOLD = 5;

/**
 * Makes payment links in the caller's transaction: all of them, or none and the refusal says why. A link is for invoices
 * of one customer that are issued, not void and not paid, or for the customer's account. A constant number of statements,
 * however many there are.
 */
export async function makePaymentLinks(
  tx: Tx,
  input: MakeLinksInput,
): Promise<Result<{ links: MadeLink[] }, MakeLinkRefusal>> {
  const { vendorId, actor, now, lastDay } = input;
  if (actor.kind === 'staff' && (actor.role === 'viewer' || actor.vendorId !== vendorId))
    return refuse({ kind: 'not-allowed' });
  if (input.links.length === 0) return refuse({ kind: 'nothing-named' });
  for (const { covers } of input.links) {
    if (covers.length === 0) return refuse({ kind: 'nothing-named' });
    if (covers !== 'account' && covers.length > MAX_INVOICES_PER_LINK)
      return refuse({ kind: 'too-many-invoices', count: covers.length, limit: MAX_INVOICES_PER_LINK });
  }
  const asked = input.links.map((link) => ({ ...link, linkId: link.linkId ?? newId(), token: randomToken() }));
  const rows = await survey(tx, { vendorId, asked });
  if (rows.some((row) => !row.known)) return refuse({ kind: 'no-customer' });
  if (rows.some((row) => row.made)) return refuse({ kind: 'made-already' });
  const refused = await whatIsNotPayable(tx, { vendorId, asked });
  if (refused) return refuse(refused);
  const today = dateIn(rows[0]?.timeZone ?? 'UTC', now);
  const { from, to } = lastDays(today);
  if (lastDay !== null && (!isCalendarDate(lastDay) || lastDay < from || lastDay > to))
    return refuse({ kind: 'last-day-out-of-range', from, to });

  const latestDue = new Map(rows.map((row) => [row.linkId, row.latestDue]));
  const lasts = asked.map((link) => lastDay ?? usualLastDay(latestDue.get(link.linkId) ?? null, today));
  const written = await writeLinks(tx, input, { asked, lasts });
  await keepTokens(tx, { vendorId, tokens: asked, now });
  await record(tx, {
    vendorId,
    actor,
    cause: input.cause,
    action: 'payment_link.made',
    subject: 'payment_link',
    subjectId: asked.length === 1 ? (asked[0]?.linkId ?? '') : input.cause,
    data: {
      links: asked.length,
      invoices: asked.reduce((count, { covers }) => count + (covers === 'account' ? 0 : covers.length), 0),
      ...(input.replaces && { replaces: input.replaces }),
    },
  });
  const expiry = new Map(written.map((row) => [row.id, row.expiresAt]));
  return {
    ok: true,
    links: asked.map(({ linkId, customerId, token }) => ({
      linkId,
      customerId,
      token,
      expiresAt: expiry.get(linkId) ?? now,
    })),
  };
}

/** The same for one link. */
export async function makePaymentLink(
  tx: Tx,
  { link, ...input }: Omit<MakeLinksInput, 'links'> & { link: LinkToMake },
): Promise<Result<{ link: MadeLink }, MakeLinkRefusal>> {
  const made = await makePaymentLinks(tx, { ...input, links: [link] });
  if (!made.ok) return made;
  const [only] = made.links;
  return only ? { ok: true, link: only } : refuse({ kind: 'nothing-named' });
}

type Asked = LinkToMake & { linkId: string; token: string };
type Survey = { linkId: string; made: boolean; known: boolean; timeZone: string; latestDue: CalendarDate | null };

/** SQL: the links that are asked for, and the invoices they name. */
function tables(asked: readonly Asked[]): Prisma.Sql {
  const named = asked.flatMap(({ linkId, customerId, covers }) =>
    covers === 'account' ? [] : covers.map((invoiceId) => ({ linkId, customerId, invoiceId })),
  );
  return Prisma.sql`
    asked AS MATERIALIZED (SELECT * FROM unnest(${asked.map((link) => link.linkId)}::uuid[], ${asked.map((link) => link.customerId)}::uuid[],
      ${asked.map((link) => (link.covers === 'account' ? 'account' : 'invoices'))}::text[]) AS a (id, customer_id, covers)),
    named AS MATERIALIZED (SELECT DISTINCT * FROM unnest(${named.map((line) => line.linkId)}::uuid[], ${named.map((line) => line.customerId)}::uuid[],
      ${named.map((line) => line.invoiceId)}::uuid[]) AS n (link_id, customer_id, invoice_id))`;
}

async function survey(tx: Tx, { vendorId, asked }: { vendorId: string; asked: readonly Asked[] }): Promise<Survey[]> {
  return tx.$queryRaw<Survey[]>`
    WITH ${tables(asked)}, due AS (
      SELECT n.link_id, max(i.due_on) AS due_on FROM named n
      JOIN invoices i ON i.vendor_id = ${vendorId}::uuid AND i.customer_id = n.customer_id AND i.id = n.invoice_id GROUP BY n.link_id
      UNION ALL
      SELECT a.id, (SELECT max(i.due_on) FROM invoices i WHERE i.vendor_id = ${vendorId}::uuid AND i.customer_id = a.customer_id AND ${payable})
      FROM asked a WHERE a.covers = 'account'
    )
    SELECT a.id AS "linkId", EXISTS (SELECT FROM payment_links l WHERE l.id = a.id) AS made, c.id IS NOT NULL AS known, v.time_zone AS "timeZone", d.due_on::text AS "latestDue"
    FROM asked a JOIN vendors v ON v.id = ${vendorId}::uuid
    LEFT JOIN customers c ON c.vendor_id = v.id AND c.id = a.customer_id LEFT JOIN due d ON d.link_id = a.id`;
}

/** Being paid or discussed at the moment is no reason: that passes. */
async function whatIsNotPayable(
  tx: Tx,
  { vendorId, asked }: { vendorId: string; asked: readonly Asked[] },
): Promise<MakeLinkRefusal | null> {
  const wrong = await tx.$queryRaw<{ number: string | null; reason: Unpayable; count: number }[]>`
    WITH ${tables(asked)}
    SELECT i.number, r.reason, count(*) OVER ()::int AS count
    FROM named n LEFT JOIN invoices i ON i.vendor_id = ${vendorId}::uuid AND i.customer_id = n.customer_id AND i.id = n.invoice_id,
    LATERAL (SELECT CASE WHEN i.id IS NULL THEN 'gone' ELSE ${whyNotPayableSql} END AS reason) r
    WHERE r.reason IN ('gone', 'void', 'paid') ORDER BY i.due_on, i.id LIMIT ${TOLD}::int`;
  const count = wrong[0]?.count ?? 0;
  if (count === 0) return null;
  return {
    kind: 'not-payable',
    invoices: wrong.map(({ number, reason }) => ({ number, reason })),
    more: count - wrong.length,
  };
}

async function writeLinks(
  tx: Tx,
  { vendorId, actor, now, replaces }: MakeLinksInput,
  { asked, lasts }: { asked: readonly Asked[]; lasts: readonly CalendarDate[] },
): Promise<{ id: string; expiresAt: Date }[]> {
  const madeBy = actor.kind === 'staff' ? actor.staffId : null;
  const written = await tx.$queryRaw<{ id: string; expiresAt: Date }[]>`
    WITH ${tables(asked)}, lasts AS (SELECT * FROM unnest(${asked.map((link) => link.linkId)}::uuid[], ${[...lasts]}::date[]) AS d (id, last_on))
    INSERT INTO payment_links (id, vendor_id, customer_id, covers, made_by, replaces, created_at, expires_at, expiry_set_at)
    SELECT a.id, ${vendorId}::uuid, a.customer_id, a.covers, ${madeBy}::uuid, ${replaces ?? null}::uuid, ${now}::timestamptz,
      least((d.last_on + 1)::timestamp AT TIME ZONE v.time_zone, ${now}::timestamptz + interval '120 days'), ${now}::timestamptz
    FROM asked a JOIN lasts d ON d.id = a.id JOIN vendors v ON v.id = ${vendorId}::uuid
    RETURNING id, expires_at AS "expiresAt"`;
  await tx.$executeRaw`
    WITH ${tables(asked)}
    INSERT INTO payment_link_invoices (vendor_id, link_id, invoice_id, customer_id, currency)
    SELECT i.vendor_id, n.link_id, i.id, i.customer_id, i.currency
    FROM named n JOIN invoices i ON i.vendor_id = ${vendorId}::uuid AND i.customer_id = n.customer_id AND i.id = n.invoice_id`;
  return written;
}
