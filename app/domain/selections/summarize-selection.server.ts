import { type Prisma, sql } from '~/lib/db.server';
import type { CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';
import { payable } from '../invoices/payable.server';
import type { ContactScope } from './contact-scope';
import { TICKET_LINES, type SelectedTotal } from './selection';

/** Amounts come as text, so that they stay exact inside JSON too. */
export type SelectedRow = {
  currency: Currency;
  count: number;
  dueMinor: string;
  lines: { id: string; number: string; dueOn: CalendarDate; dueMinor: string }[];
};

/**
 * SQL: what the contact has selected, per currency, with its first lines. What has become unpayable since it
 * was ticked is left out here and dropped at the next change, so a total never holds what cannot be paid.
 * IS TRUE keeps the planner from looking up ten thousand ids one by one: it hashes them and reads invoices_open.
 */
export function selectSelected({ contactId, vendorId, customerId }: ContactScope): Prisma.Sql {
  const own = sql`selections s WHERE s.contact_id = ${contactId}::uuid AND s.vendor_id = ${vendorId}::uuid`;
  return sql`
    WITH chosen AS MATERIALIZED (
      SELECT i.id, i.currency, i.due_on, i.due_minor FROM invoices i
      WHERE (SELECT cardinality(s.invoice_ids) FROM ${own}) > 0
        AND i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid AND ${payable}
        AND (i.id IN (SELECT unnest(s.invoice_ids) FROM ${own})) IS TRUE
    )
    SELECT t.currency, t.count, t.due_minor::text AS "dueMinor", first.lines
    FROM (SELECT c.currency, count(*)::int AS count, sum(c.due_minor) AS due_minor FROM chosen c GROUP BY c.currency) t
    CROSS JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('id', l.id, 'number', i.number, 'dueOn', l.due_on, 'dueMinor', l.due_minor::text) ORDER BY l.due_on, l.id) AS lines
      FROM (SELECT c.* FROM chosen c WHERE c.currency = t.currency ORDER BY c.due_on, c.id LIMIT ${TICKET_LINES}::int) l
      JOIN invoices i ON i.id = l.id AND i.vendor_id = ${vendorId}::uuid
    ) first
    ORDER BY t.count DESC, t.currency`;
}

export function readSelected(rows: readonly SelectedRow[]): SelectedTotal[] {
  return rows.map((row) => ({
    ...row,
    dueMinor: BigInt(row.dueMinor),
    lines: row.lines.map((line) => ({ ...line, dueMinor: BigInt(line.dueMinor) })),
  }));
}
