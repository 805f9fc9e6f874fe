import { db } from '~/lib/db.server';

/** Who is written to about a payment: the contact who made it, or, if that one is gone, the customer's first payer. */
export async function findReader(about: {
  vendorId: string;
  customerId: string;
  paymentId: string;
}): Promise<string | null> {
  const { vendorId, customerId, paymentId } = about;
  const [reader] = await db.$queryRaw<{ email: string }[]>`
    SELECT person.email
    FROM contacts c JOIN people person ON person.id = c.person_id
    LEFT JOIN payments paid ON paid.vendor_id = c.vendor_id AND paid.id = ${paymentId}::uuid AND paid.contact_id = c.id
    WHERE c.vendor_id = ${vendorId}::uuid AND c.customer_id = ${customerId}::uuid AND c.removed_at IS NULL
      AND (c.role = 'payer' OR paid.id IS NOT NULL)
    ORDER BY (paid.id IS NULL), c.created_at, c.id LIMIT 1`;
  return reader?.email ?? null;
}
