import type { StaffActor } from '~/auth/actor';
import { readRows, sql } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import type { Language } from '~/lib/languages/language';

export type FoundCustomer = {
  id: string;
  number: string;
  name: string;
  addressLines: string[];
  taxId: string | null;
  /** Null: the vendor's. */
  language: Language | null;
  createdAt: Date;
};

/** A customer of the vendor. Null for another vendor's, for one that is not there, and for what is no id. */
export async function findCustomer(
  { vendorId }: Pick<StaffActor, 'vendorId'>,
  customerId: unknown,
): Promise<FoundCustomer | null> {
  if (!isId(customerId)) return null;
  const [customer] = await readRows<FoundCustomer>(sql`
    SELECT c.id, c.number, c.name, coalesce(c.address_lines, '{}') AS "addressLines", c.tax_id AS "taxId", c.language, c.created_at AS "createdAt"
    FROM customers c WHERE c.vendor_id = ${vendorId}::uuid AND c.id = ${customerId}::uuid`);
  return customer ?? null;
}
