import type { Language } from '~/lib/languages/language';
import { newId } from '~/lib/ids';

let made = 0;

type CustomerValues = { id: string; vendorId: string; number: string; name: string; language: Language | null };

export async function makeCustomer(values: Partial<CustomerValues> & { vendorId: string }) {
  const { db } = await import('~/lib/db.server');
  made += 1;
  const customer: CustomerValues = {
    id: newId(),
    number: `C-${made}`,
    name: `Customer ${made}`,
    language: null,
    ...values,
  };
  await db.$executeRaw`
    INSERT INTO customers (id, vendor_id, number, name, language, address_lines)
    VALUES (${customer.id}::uuid, ${customer.vendorId}::uuid, ${customer.number}, ${customer.name}, ${customer.language}, ARRAY['2 Side Street', 'Boston, MA 02108'])`;
  return customer;
}

type ContactValues = {
  id: string;
  vendorId: string;
  customerId: string;
  personId: string;
  email: string;
  name: string;
  role: 'payer' | 'viewer';
};

/** A contact with its person. The same e-mail address is the same person, who then belongs to both customers. */
export async function makeContact(values: Partial<ContactValues> & { vendorId: string; customerId: string }) {
  const { db } = await import('~/lib/db.server');
  made += 1;
  const contact: ContactValues = {
    id: newId(),
    personId: newId(),
    email: `person-${made}@example.com`,
    name: `Person ${made}`,
    role: 'payer',
    ...values,
  };
  const [person] = await db.$queryRaw<{ id: string; name: string }[]>`
    INSERT INTO people (id, email, name) VALUES (${contact.personId}::uuid, ${contact.email}, ${contact.name})
    ON CONFLICT (email) DO UPDATE SET email = excluded.email RETURNING id, name`;
  contact.personId = person?.id ?? contact.personId;
  contact.name = person?.name ?? contact.name;
  await db.$executeRaw`
    INSERT INTO contacts (id, vendor_id, customer_id, person_id, role)
    VALUES (${contact.id}::uuid, ${contact.vendorId}::uuid, ${contact.customerId}::uuid, ${contact.personId}::uuid, ${contact.role})`;
  return contact;
}
