import { db } from '~/lib/db.server';

/** The invoices people call by that number; more than one only with several vendors. */
export async function findInvoicesByNumber(
  number: string,
): Promise<{ id: string; vendorId: string; vendorSlug: string }[]> {
  return db.$queryRaw`
    SELECT i.id, i.vendor_id AS "vendorId", v.slug AS "vendorSlug" FROM invoices i JOIN vendors v ON v.id = i.vendor_id -- all vendors: a command names one
    WHERE i.number = ${number} AND i.issued_at IS NOT NULL ORDER BY v.slug`;
}
