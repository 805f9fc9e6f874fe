import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import { sql, type Prisma } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import type { Period } from './statement-query';

/** Whose books, in which currency, judged in whose zone. */
export type BooksScope = InvoiceScope & { currency: Currency; timeZone: string };

/** SQL: the instant at which a period ends: midnight after its last day, in the vendor's zone. */
export function endOf({ to }: Period, { timeZone }: BooksScope): Prisma.Sql {
  return sql`((${to}::date + 1)::timestamp AT TIME ZONE ${timeZone})`;
}

/** SQL: the instant at which it begins. */
export function beginningOf({ from }: Period, { timeZone }: BooksScope): Prisma.Sql {
  return from === null ? sql`'-infinity'::timestamptz` : sql`(${from}::date::timestamp AT TIME ZONE ${timeZone})`;
}

/**
 * SQL: every entry of the books that changed what the customer owes, whatever its kind: id, kind, source_id,
 * occurred_at, amount. `condition` narrows by `e`. Read from the customer's own lines, so its cost does not grow
 * with the vendor's books.
 */
export function movementsOf(scope: BooksScope, condition: Prisma.Sql): Prisma.Sql {
  return sql`
    SELECT e.id, e.kind, e.source_id, e.occurred_at, sum(l.amount_minor)::bigint AS amount
    FROM ledger_lines l JOIN ledger_entries e ON e.id = l.entry_id AND e.vendor_id = l.vendor_id
    WHERE l.vendor_id = ${scope.vendorId}::uuid AND l.customer_id = ${scope.customerId}::uuid AND l.currency = ${scope.currency}
      AND l.account = 'receivable' AND ${condition}
    GROUP BY e.id HAVING sum(l.amount_minor) <> 0`;
}
