import { readRows, sql } from '~/lib/db.server';
import { likeText } from '~/lib/like';

export type FoundCustomer = { id: string; number: string; name: string };

const OFFERED = 5;

/**
 * The customer that a field of the filter names: by number, or by a name that begins so where only one does. Else who
 * it might be, a few of them.
 */
export async function findCustomer(
  vendorId: string,
  typed: string,
): Promise<{ customer: FoundCustomer | null; offered: FoundCustomer[] }> {
  // By the same lower() as the index: the database's alphabet may be smaller than ours.
  const exactly = sql`lower(${typed}::text)`;
  const beginning = sql`lower(${`${likeText(typed)}%`}::text)`;
  const found = await readRows<FoundCustomer>(sql`
    SELECT found.* FROM (
      (SELECT c.id, c.number, c.name FROM customers c WHERE c.vendor_id = ${vendorId}::uuid AND lower(c.number) COLLATE "C" LIKE ${beginning}
        ORDER BY lower(c.number) COLLATE "C" LIMIT ${OFFERED + 1})
      UNION
      (SELECT c.id, c.number, c.name FROM customers c WHERE c.vendor_id = ${vendorId}::uuid AND lower(c.name) COLLATE "C" LIKE ${beginning}
        ORDER BY lower(c.name) COLLATE "C" LIMIT ${OFFERED + 1})
    ) found ORDER BY lower(found.number) <> ${exactly}, lower(found.name) <> ${exactly}, found.name, found.number`);
  const numbered = found.find(({ number }) => number.toLowerCase() === typed.toLowerCase());
  const customer = numbered ?? (found.length === 1 ? found[0] : undefined) ?? null;
  return { customer, offered: customer ? [] : found.slice(0, OFFERED) };
}
