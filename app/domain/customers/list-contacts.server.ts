import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import { db } from '~/lib/db.server';
import type { ContactRole } from './contact-role';

export type ListedContact = {
  id: string;
  name: string;
  email: string;
  role: ContactRole;
  /** When they last did something as this customer's; null: never signed in. */
  lastSeenAt: Date | null;
};

/** The people of a customer, as this vendor calls them, those who pay first. */
export async function listContacts({ vendorId, customerId }: InvoiceScope): Promise<ListedContact[]> {
  return db.$queryRaw<ListedContact[]>`
    SELECT c.id, coalesce(c.name, p.name) AS name, p.email, c.role,
      (SELECT max(s.last_seen_at) FROM sessions s WHERE s.person_id = c.person_id AND s.contact_id = c.id) AS "lastSeenAt"
    FROM contacts c JOIN people p ON p.id = c.person_id
    WHERE c.vendor_id = ${vendorId}::uuid AND c.customer_id = ${customerId}::uuid AND c.removed_at IS NULL
    ORDER BY c.role = 'viewer', c.created_at, c.id`;
}
