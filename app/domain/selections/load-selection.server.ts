import { db } from '~/lib/db.server';
import type { ContactScope } from './contact-scope';

/** The ids the contact has ticked, in every currency. Some may have become unpayable since; whoever pays them asks again. */
export async function loadSelection({ contactId, vendorId }: ContactScope): Promise<string[]> {
  const [row] = await db.$queryRaw<{ invoiceIds: string[] }[]>`
    SELECT s.invoice_ids AS "invoiceIds" FROM selections s WHERE s.contact_id = ${contactId}::uuid AND s.vendor_id = ${vendorId}::uuid`;
  return row?.invoiceIds ?? [];
}
