import { db, type Tx } from '~/lib/db.server';
import { isLanguage, type Language } from '~/lib/languages/language';
import { invariant } from '~/lib/invariant';

/** The language in which a customer is written to: its own, or its vendor's. Within a transaction it is asked by that, as addressOnFile is. */
export async function languageOf(
  { vendorId, customerId }: { vendorId: string; customerId: string },
  tx: Pick<Tx, '$queryRaw'> = db,
): Promise<Language> {
  const [found] = await tx.$queryRaw<{ language: string }[]>`
    SELECT coalesce(c.language, v.language) AS language FROM customers c JOIN vendors v ON v.id = c.vendor_id
    WHERE c.vendor_id = ${vendorId}::uuid AND c.id = ${customerId}::uuid`;
  invariant(found && isLanguage(found.language), 'a customer has a language');
  return found.language;
}
