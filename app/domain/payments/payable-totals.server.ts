import type { ContactActor } from '~/auth/actor';
import { payable } from '~/domain/invoices/payable.server';
import { db, Prisma, sql } from '~/lib/db.server';
import type { PayableTotal } from './payable-total';

/** What could be paid now, per currency, of all invoices or of those named; most invoices first. Never summed over currencies. */
export async function payableTotals(
  actor: ContactActor,
  invoiceIds: readonly string[] | 'all',
): Promise<PayableTotal[]> {
  if (invoiceIds.length === 0) return [];
  const named = invoiceIds === 'all' ? Prisma.empty : sql`AND i.id = ANY(${[...invoiceIds]}::uuid[])`;
  return db.$queryRaw<PayableTotal[]>`
    SELECT i.currency, count(*)::int AS count, sum(i.due_minor)::bigint AS "dueMinor" FROM invoices i
    WHERE i.vendor_id = ${actor.vendorId}::uuid AND i.customer_id = ${actor.customerId}::uuid AND ${payable} ${named}
    GROUP BY i.currency ORDER BY count(*) DESC, i.currency`;
}
