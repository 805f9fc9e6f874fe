import type { CalendarDate } from '~/lib/dates';
import { db, Prisma, sql } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import { cursorOf, type Sort } from './list-cursor';
import type { ListQuery } from './list-query';
import type { InvoiceScope, OpenInvoice } from './open-invoice';
import { openWhere } from './open-where.server';

export const PAGE_ROWS = 100;

export type OpenPage = { rows: OpenInvoice[]; previous: string | null; next: string | null };

const SORT_COLUMN: Record<Sort, Prisma.Sql> = { due: sql`i.due_on`, amount: sql`i.due_minor`, number: sql`i.number` };
const SORT_TYPE: Record<Sort, Prisma.Sql> = { due: sql`date`, amount: sql`bigint`, number: sql`text` };

/**
 * One page of what this customer can pay, in one statement. Pages go by keyset, so that the last of a hundred
 * pages costs what the first does, and rows paid meanwhile shift no other row over a page's edge.
 */
export async function listOpenInvoices(
  { vendorId, customerId, contactId }: InvoiceScope & { contactId: string },
  currency: Currency,
  { filter, order, after, before }: ListQuery,
  today: CalendarDate,
): Promise<OpenPage> {
  const cursor = after ?? before;
  const backwards = before !== null;
  const down = order.descending !== backwards;
  const column = SORT_COLUMN[order.sort];
  const beyond = cursor
    ? sql`AND (${column}, i.id) ${down ? sql`<` : sql`>`} (${cursor.value}::${SORT_TYPE[order.sort]}, ${cursor.id}::uuid)`
    : Prisma.empty;
  const direction = down ? sql`DESC` : sql`ASC`;
  const found = await db.$queryRaw<OpenInvoice[]>`
    SELECT i.id, i.number, i.summary, i.issued_on::text AS "issuedOn", i.due_on::text AS "dueOn", i.total_minor AS "totalMinor",
           i.paid_minor AS "paidMinor", i.in_flight_minor AS "inFlightMinor", i.due_minor AS "dueMinor",
           i.id IN (SELECT unnest(s.invoice_ids) FROM selections s WHERE s.vendor_id = ${vendorId}::uuid AND s.contact_id = ${contactId}::uuid) AS ticked
    FROM invoices i
    WHERE ${openWhere({ vendorId, customerId }, currency, filter, today)} ${beyond}
    ORDER BY ${column} ${direction}, i.id ${direction}
    LIMIT ${PAGE_ROWS + 1}`;
  const more = found.length > PAGE_ROWS;
  const rows = found.slice(0, PAGE_ROWS);
  if (backwards) rows.reverse();
  const first = rows[0];
  const last = rows.at(-1);
  return {
    rows,
    previous: first && (backwards ? more : after !== null) ? cursorOf(first, order.sort) : null,
    next: last && (backwards || more) ? cursorOf(last, order.sort) : null,
  };
}
