import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import { payable } from '~/domain/invoices/payable.server';
import { Prisma, readRows } from '~/lib/db.server';
import { MAX_INVOICES_PER_LINK } from './payment-link';

/** The ids of those that can be paid now, of all or of the named ones; of very many only as many as a link names. */
export async function stillPayable({ vendorId, customerId }: InvoiceScope, ids: string[] | 'all'): Promise<string[]> {
  const named = ids === 'all' ? Prisma.empty : Prisma.sql`AND i.id = ANY(${ids}::uuid[])`;
  const rows = await readRows<{ id: string }>(Prisma.sql`
    SELECT i.id FROM invoices i WHERE i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid AND ${payable} ${named}
    ORDER BY i.due_on, i.id LIMIT ${MAX_INVOICES_PER_LINK}::int`);
  return rows.map(({ id }) => id);
}
