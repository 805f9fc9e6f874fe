import { db } from '~/lib/db.server';
import { likeText } from '~/lib/like';

export type FoundCustomer = { id: string; number: string; name: string };

const SHOWN = 20;

/** A vendor's customers whose name, number or contact's address has these words in it; without any, the first by name. Archived ones are left out. */
export async function findCustomers({ vendorId }: { vendorId: string }, search: string): Promise<FoundCustomer[]> {
  const words = `%${likeText(search.trim())}%`;
  return db.$queryRaw<FoundCustomer[]>`
    SELECT c.id, c.number, c.name FROM customers c
    WHERE c.vendor_id = ${vendorId}::uuid AND c.archived_at IS NULL
      AND (c.name ILIKE ${words} OR c.number ILIKE ${words} OR EXISTS (
        SELECT FROM contacts k JOIN people p ON p.id = k.person_id WHERE k.vendor_id = c.vendor_id AND k.customer_id = c.id AND k.removed_at IS NULL AND p.email ILIKE ${words}))
    ORDER BY lower(c.name), c.id LIMIT ${SHOWN}::int`;
}

/** One of them, if it is the vendor's and not archived. */
export async function findOpenCustomer(
  { vendorId }: { vendorId: string },
  customerId: string,
): Promise<FoundCustomer | null> {
  return db.customer.findFirst({
    where: { vendorId, id: customerId, archivedAt: null },
    select: { id: true, number: true, name: true },
  });
}
