import { db } from '~/lib/db.server';
import type { ContactScope } from './contact-scope';

/** Unselects everything, in every currency and on every page. Safe to repeat; never refuses. */
export async function clearSelection({ contactId, vendorId }: ContactScope, now: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE selections SET invoice_ids = '{}', updated_at = ${now} WHERE contact_id = ${contactId}::uuid AND vendor_id = ${vendorId}::uuid`;
}
