import type { StaffActor } from '~/auth/actor';
import { payable } from '~/domain/invoices/payable.server';
import type { CalendarDate } from '~/lib/dates';
import { Prisma, readRows } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import type { Currency } from '~/lib/money';

export type Payer = { id: string; name: string; email: string };

/** What a link to be made would be for: one customer's invoices, or its account. */
export type PlannedLink = {
  customerId: string;
  customerName: string;
  customerNumber: string;
  /** Where the mail goes unless others are chosen: to the first who pays; null: nobody is left to write to. */
  address: string | null;
  /** Who may pay there, the first a while ago first. */
  payers: Payer[];
  /** Those of the chosen that can be paid; null: the account, whatever is owed then. */
  invoiceIds: string[] | null;
  invoiceCount: number;
  /** Of the one due first. */
  firstNumber: string | null;
  totals: { currency: Currency; dueMinor: bigint }[];
  latestDue: CalendarDate | null;
};

/** `left` of the chosen invoices cannot be paid by anybody and stay out. */
type LinkPlan = { links: PlannedLink[]; left: number };

type Row = Omit<PlannedLink, 'totals' | 'invoiceIds' | 'address'> & {
  invoiceIds: string[];
  totals: { currency: Currency; due: string }[];
};

/** So many payers of a customer can be chosen from. */
const MOST_PAYERS = 20;

const payersSql = Prisma.sql`
  (SELECT coalesce(json_agg(json_build_object('id', o.id, 'name', o.name, 'email', o.email) ORDER BY o.created_at, o.id), '[]') FROM (
    SELECT k.id, coalesce(k.name, p.name) AS name, p.email, k.created_at FROM contacts k JOIN people p ON p.id = k.person_id
    WHERE k.vendor_id = c.vendor_id AND k.customer_id = c.id AND k.removed_at IS NULL AND k.role = 'payer' ORDER BY k.created_at, k.id LIMIT ${MOST_PAYERS}) o)`;

const chosenSql = (vendorId: string, chosen: Prisma.Sql) => Prisma.sql`
  WITH chosen AS MATERIALIZED (
    SELECT i.id, i.number, i.customer_id, i.currency, i.due_minor, i.due_on FROM invoices i WHERE i.vendor_id = ${vendorId}::uuid AND ${payable} AND ${chosen}
  ), sums AS (
    SELECT customer_id, json_agg(json_build_object('currency', currency, 'due', due::text) ORDER BY currency) AS totals, max(due_on)::text AS "latestDue"
    FROM (SELECT customer_id, currency, sum(due_minor) AS due, max(due_on) AS due_on FROM chosen GROUP BY customer_id, currency) s GROUP BY customer_id
  ), named AS (
    SELECT customer_id, array_agg(id::text ORDER BY due_on, id) AS ids, count(*)::int AS n, (array_agg(number ORDER BY due_on, id))[1] AS first
    FROM chosen GROUP BY customer_id
  )`;

/** What links would be for: a customer's account, or the chosen invoices. Makes none. Null where the vendor has no such customer. */
export async function planLinks(
  actor: StaffActor,
  chosen: { invoices: readonly string[]; customer: string },
): Promise<LinkPlan | null> {
  if (chosen.customer === '') return planInvoiceLinks(actor, chosen.invoices);
  const link = await planAccountLink(actor, chosen.customer);
  return link && { links: [link], left: 0 };
}

/** One link for each customer of the chosen invoices. Another vendor's are none. */
async function planInvoiceLinks({ vendorId }: StaffActor, invoiceIds: readonly string[]): Promise<LinkPlan> {
  const ids = [...new Set(invoiceIds.filter(isId))];
  if (ids.length === 0) return { links: [], left: 0 };
  const rows = await readRows<Row>(Prisma.sql`
    ${chosenSql(vendorId, Prisma.sql`i.id = ANY(${ids}::uuid[])`)}
    SELECT c.id AS "customerId", c.name AS "customerName", c.number AS "customerNumber", ${payersSql} AS payers, s.totals, s."latestDue",
      n.ids AS "invoiceIds", n.n AS "invoiceCount", n.first AS "firstNumber"
    FROM sums s JOIN named n ON n.customer_id = s.customer_id JOIN customers c ON c.vendor_id = ${vendorId}::uuid AND c.id = s.customer_id ORDER BY c.name, c.id`);
  const links = rows.map(fromRow);
  const taken = links.reduce((count, link) => count + link.invoiceCount, 0);
  return { links, left: ids.length - taken };
}

/** The link for a customer's account; null where the vendor has no such customer. */
async function planAccountLink({ vendorId }: StaffActor, customerId: string): Promise<PlannedLink | null> {
  if (!isId(customerId)) return null;
  const [row] = await readRows<Row>(Prisma.sql`
    ${chosenSql(vendorId, Prisma.sql`i.customer_id = ${customerId}::uuid`)}
    SELECT c.id AS "customerId", c.name AS "customerName", c.number AS "customerNumber", ${payersSql} AS payers, coalesce(s.totals, '[]') AS totals, s."latestDue",
      '{}'::text[] AS "invoiceIds", (SELECT count(*)::int FROM chosen) AS "invoiceCount", NULL AS "firstNumber"
    FROM customers c LEFT JOIN sums s ON s.customer_id = c.id WHERE c.vendor_id = ${vendorId}::uuid AND c.id = ${customerId}::uuid`);
  return row ? { ...fromRow(row), invoiceIds: null } : null;
}

function fromRow({ totals, ...row }: Row): PlannedLink {
  return {
    ...row,
    address: row.payers[0]?.email ?? null,
    totals: totals.map(({ currency, due }) => ({ currency, dueMinor: BigInt(due) })),
  };
}
