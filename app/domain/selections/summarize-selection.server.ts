import { db } from '~/lib/db.server';
import type { CalendarDate } from '~/lib/dates';
import { payable } from '../invoices/payable.server';
import type { ContactScope } from './contact-scope';
import { TICKET_LINES, type SelectedTotal } from './selection';

type Row = { currency: string; count: number; dueMinor: bigint; lines: { id: string; number: string; dueOn: CalendarDate; dueMinor: string }[] };

/**
 * What the contact has selected, per currency, in one statement. What has become unpayable since it was
 * ticked is left out here and dropped at the next change, so a total never holds what cannot be paid.
 */
export async function summarizeSelection({ contactId, vendorId, customerId }: ContactScope): Promise<SelectedTotal[]> {
  const rows = await db.$queryRaw<Row[]>`
    WITH chosen AS MATERIALIZED (
      SELECT i.id, i.number, i.currency, i.due_on, i.due_minor
      FROM (SELECT unnest(s.invoice_ids) AS id FROM selections s WHERE s.contact_id = ${contactId}::uuid AND s.vendor_id = ${vendorId}::uuid) ticked
      JOIN invoices i ON i.id = ticked.id
      WHERE i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid AND ${payable}
    ), totals AS (SELECT c.currency, count(*)::int AS count, sum(c.due_minor)::bigint AS due_minor FROM chosen c GROUP BY c.currency)
    SELECT t.currency, t.count, t.due_minor AS "dueMinor", first.lines
    FROM totals t CROSS JOIN LATERAL (
      SELECT jsonb_agg(jsonb_build_object('id', l.id, 'number', l.number, 'dueOn', l.due_on, 'dueMinor', l.due_minor::text) ORDER BY l.due_on, l.id) AS lines
      FROM (SELECT * FROM chosen c WHERE c.currency = t.currency ORDER BY c.due_on, c.id LIMIT ${TICKET_LINES}) l
    ) first
    ORDER BY t.count DESC, t.currency`;
  return rows.map((row) => ({ ...row, lines: row.lines.map((line) => ({ ...line, dueMinor: BigInt(line.dueMinor) })) }));
}
