import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import { db, sql, type Tx } from '~/lib/db.server';

/**
 * Where mail about what a customer owes goes: to its first payer. Null where nobody is left to write to. Within a transaction
 * it is asked by that: one that waited for a second connection while it holds a lock could wait for all that wait for the lock.
 */
export async function addressOnFile(
  { vendorId, customerId }: InvoiceScope,
  tx: Pick<Tx, '$queryRaw'> = db,
): Promise<string | null> {
  const [payer] = await tx.$queryRaw<{ email: string }[]>`
    SELECT p.email FROM contacts c JOIN people p ON p.id = c.person_id
    WHERE c.vendor_id = ${vendorId}::uuid AND c.customer_id = ${customerId}::uuid AND c.removed_at IS NULL AND c.role = 'payer'
    ORDER BY c.created_at, c.id LIMIT 1`;
  return payer?.email ?? null;
}

/** The address of one who pays there, named by their contact; null where that is nobody of the customer's any more. */
export async function addressOfPayer(
  { vendorId, customerId }: InvoiceScope,
  contactId: string,
): Promise<string | null> {
  const [payer] = await db.$queryRaw<{ email: string }[]>`
    SELECT p.email FROM contacts c JOIN people p ON p.id = c.person_id
    WHERE c.vendor_id = ${vendorId}::uuid AND c.customer_id = ${customerId}::uuid AND c.id = ${contactId}::uuid AND c.removed_at IS NULL AND c.role = 'payer'`;
  return payer?.email ?? null;
}

/** The contact who pays there and has that address; null where nobody does any more. */
export async function payerAt(tx: Tx, { vendorId, customerId }: InvoiceScope, email: string): Promise<string | null> {
  const [payer] = await tx.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM contacts c JOIN people p ON p.id = c.person_id
    WHERE c.vendor_id = ${vendorId}::uuid AND c.customer_id = ${customerId}::uuid AND lower(p.email) = ${email.toLowerCase()} AND c.removed_at IS NULL AND c.role = 'payer'`;
  return payer?.id ?? null;
}

/** SQL: whether the mail `m` went to somebody who was a contact of its customer, and is none any more. */
export const addresseeRemoved = sql`
  coalesce((SELECT bool_and(k.removed_at IS NOT NULL) FROM contacts k JOIN people p ON p.id = k.person_id
    WHERE k.vendor_id = m.vendor_id AND k.customer_id = m.customer_id AND lower(p.email) = lower(m."to")), false)`;
