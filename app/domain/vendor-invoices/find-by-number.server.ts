import { readRows, sql } from '~/lib/db.server';
import type { DeskScope } from './desk-where.server';

export type Numbered = { id: string; number: string; customerName: string };

/**
 * The vendor's invoice whose whole number was searched for, as it was typed or in capitals; null where there is none. Whatever
 * the list is sorted by, and in whichever tab it stands: among others that begin so it would be overlooked.
 */
export async function findByNumber({ vendorId, view }: DeskScope): Promise<Numbered | null> {
  const { search } = view.filter;
  if (search === '') return null;
  const [found] = await readRows<Numbered>(sql`
    SELECT i.id, i.number, c.name AS "customerName" FROM invoices i JOIN customers c ON c.vendor_id = i.vendor_id AND c.id = i.customer_id
    WHERE i.vendor_id = ${vendorId}::uuid AND i.number = ANY (${[search, search.toUpperCase()]}::text[]) ORDER BY i.number <> ${search} LIMIT 1`);
  return found ?? null;
}
