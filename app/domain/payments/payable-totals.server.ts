import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import { payable } from '~/domain/invoices/payable.server';
import { db, Prisma, sql } from '~/lib/db.server';
import type { PayableTotal } from './payable-total';

/** What could be paid now, per currency, of all invoices or of those named; most invoices first. Never summed over currencies. */
export async function payableTotals(
  scope: InvoiceScope,
  invoiceIds: readonly string[] | 'all',
): Promise<PayableTotal[]> {
  if (invoiceIds.length === 0) return [];
  const named = invoiceIds === 'all' ? Prisma.empty : sql`AND i.id = ANY(${[...invoiceIds]}::uuid[])`;
  return db.$queryRaw<PayableTotal[]>`
    SELECT i.currency, count(*)::int AS count, sum(i.due_minor)::bigint AS "dueMinor" FROM invoices i
    WHERE i.vendor_id = ${scope.vendorId}::uuid AND i.customer_id = ${scope.customerId}::uuid AND ${payable} ${named}
    GROUP BY i.currency ORDER BY count(*) DESC, i.currency`;
}
