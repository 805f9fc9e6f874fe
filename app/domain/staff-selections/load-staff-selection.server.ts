import { readRows, sql } from '~/lib/db.server';

/** Whose selection. A StaffActor is one. */
export type StaffScope = { vendorId: string; staffId: string };

/**
 * The ids of the invoices that somebody of the staff has ticked. All of their vendor, in any state; some may have
 * changed since: whoever charges or sends them looks again.
 */
export async function loadStaffSelection({ vendorId, staffId }: StaffScope): Promise<string[]> {
  const [row] = await readRows<{ invoiceIds: string[] }>(sql`
    SELECT s.invoice_ids AS "invoiceIds" FROM staff_selections s WHERE s.vendor_id = ${vendorId}::uuid AND s.staff_id = ${staffId}::uuid`);
  return row?.invoiceIds ?? [];
}
