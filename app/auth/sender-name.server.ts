import { db } from '~/lib/db.server';

/** Whom a person signs in to: their vendor by name, or us where they have several or none. */
export async function senderNameFor(personId: string | null): Promise<string> {
  const vendors = await db.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT v.id, v.name FROM contacts c JOIN vendors v ON v.id = c.vendor_id
    WHERE c.person_id = ${personId}::uuid AND c.removed_at IS NULL LIMIT 2`;
  const [only, another] = vendors;
  return only && !another ? only.name : 'Quittance';
}
