import { cursorOf, type Cursor } from '~/domain/invoices/list-cursor';
import { heldByDispute } from '~/domain/invoices/payable.server';
import { Prisma, sql, type Tx } from '~/lib/db.server';
import { endOf, type BooksScope } from './books-of.server';
import type { OpenItem, OpenItemSums } from './statement';
import type { Period } from './statement-query';

/**
 * SQL: `items`, every invoice that was open when the period ended. An invoice's counters say how it stands now, so
 * what payments settled and notes credited later is put back; and one that was voided later was still open.
 */
function itemsAt(scope: BooksScope, period: Period): Prisma.Sql {
  const end = endOf(period, scope);
  return sql`
    later AS MATERIALIZED (
      SELECT a.invoice_id, sum(a.amount_minor - coalesce(c.amount_minor, 0))::bigint AS paid, sum(a.credit_minor)::bigint AS credited
      FROM payments p JOIN allocations a ON a.payment_id = p.id AND a.vendor_id = p.vendor_id
      JOIN ledger_entries e ON e.vendor_id = p.vendor_id AND e.kind = 'payment_settled' AND e.source_id = p.id
      LEFT JOIN credits c ON c.vendor_id = a.vendor_id AND c.payment_id = a.payment_id AND c.invoice_id = a.invoice_id AND c.source = 'voided_invoice'
      WHERE p.vendor_id = ${scope.vendorId}::uuid AND p.customer_id = ${scope.customerId}::uuid AND p.currency = ${scope.currency}
        AND p.state = 'succeeded' AND e.occurred_at >= ${end}
      GROUP BY a.invoice_id
    ), noted AS MATERIALIZED (
      SELECT n.invoice_id, sum(n.applied_minor)::bigint AS credited FROM credit_notes n
      WHERE n.vendor_id = ${scope.vendorId}::uuid AND n.customer_id = ${scope.customerId}::uuid AND n.currency = ${scope.currency}
        AND n.invoice_id IS NOT NULL AND n.issued_at >= ${end}
      GROUP BY n.invoice_id
    ), items AS (
      SELECT i.id, i.number, i.summary, i.issued_on, i.due_on, i.total_minor, i.archived_at,
        i.paid_minor - put_back.paid AS paid, i.credited_minor + i.written_off_minor - put_back.credited AS credited,
        i.total_minor - i.credited_minor - i.written_off_minor - i.paid_minor + put_back.paid + put_back.credited AS owed, i.in_flight_minor,
        CASE WHEN i.disputed_at IS NOT NULL THEN i.due_minor ELSE greatest(${heldByDispute}, 0) END AS disputed
      FROM invoices i LEFT JOIN later ON later.invoice_id = i.id LEFT JOIN noted ON noted.invoice_id = i.id,
        LATERAL (SELECT coalesce(later.paid, 0) AS paid, CASE WHEN i.voided_at IS NULL THEN coalesce(later.credited, 0) ELSE 0 END + coalesce(noted.credited, 0) AS credited) put_back
      WHERE i.vendor_id = ${scope.vendorId}::uuid AND i.customer_id = ${scope.customerId}::uuid AND i.currency = ${scope.currency}
        AND i.issued_at < ${end} AND (i.voided_at IS NULL OR i.voided_at >= ${end})
        AND i.total_minor - i.credited_minor - i.written_off_minor - i.paid_minor + put_back.paid + put_back.credited > 0
    )`;
}

export type OpenItemPage = { items: OpenItem[]; next: string | null };

/** A page of what was open at the end of the period, by due date. Archived ones are only summed, below. */
export async function listOpenItems(
  tx: Pick<Tx, '$queryRaw'>,
  scope: BooksScope,
  page: Period & { after: Cursor | null; rows: number },
): Promise<OpenItemPage> {
  const beyond = page.after
    ? sql`AND (n.due_on, n.id) > (${page.after.value}::date, ${page.after.id}::uuid)`
    : Prisma.empty;
  const found = await tx.$queryRaw<OpenItem[]>`
    WITH ${itemsAt(scope, page)} -- vendor_id is part of itemsAt
    SELECT n.id, n.number, n.summary, n.issued_on::text AS "issuedOn", n.due_on::text AS "dueOn", n.total_minor AS "totalMinor",
      n.paid AS "paidMinor", n.credited AS "creditedMinor", n.owed AS "dueMinor", n.in_flight_minor AS "inFlightMinor", n.disputed AS "disputedMinor"
    FROM items n WHERE n.archived_at IS NULL ${beyond}
    ORDER BY n.due_on, n.id LIMIT ${page.rows + 1}::int`;
  const items = found.slice(0, page.rows);
  const last = items.at(-1);
  return { items, next: found.length > page.rows && last ? cursorOf(last, 'due') : null };
}

/** What the list comes to, and what the books hold beside it. */
export async function sumOpenItems(
  tx: Tx,
  scope: BooksScope,
  period: Period & { closingMinor: bigint },
): Promise<OpenItemSums> {
  const [sums] = await tx.$queryRaw<[Omit<OpenItemSums, 'otherMinor'>]>`
    WITH ${itemsAt(scope, period)} -- vendor_id is part of itemsAt
    SELECT (count(*) FILTER (WHERE n.archived_at IS NULL))::int AS count,
      coalesce(sum(n.owed) FILTER (WHERE n.archived_at IS NULL), 0)::bigint AS "dueMinor",
      coalesce(sum(n.owed) FILTER (WHERE n.archived_at IS NOT NULL), 0)::bigint AS "archivedMinor"
    FROM items n`;
  return { ...sums, otherMinor: period.closingMinor - sums.dueMinor - sums.archivedMinor };
}
