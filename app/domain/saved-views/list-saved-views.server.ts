import { readRows, sql } from '~/lib/db.server';

export type SavedView = {
  id: string;
  name: string;
  /** The list's address from its question mark on. */ search: string;
  isDefault: boolean;
};

/** The views of the vendor's list that somebody keeps for themselves, by name. */
export async function listSavedViews({
  vendorId,
  staffId,
}: {
  vendorId: string;
  staffId: string;
}): Promise<SavedView[]> {
  return readRows<SavedView>(sql`
    SELECT v.id, v.name, v.search, v.default_since IS NOT NULL AS "isDefault" FROM saved_invoice_views v
    WHERE v.vendor_id = ${vendorId}::uuid AND v.staff_id = ${staffId}::uuid ORDER BY lower(v.name), v.id`);
}
