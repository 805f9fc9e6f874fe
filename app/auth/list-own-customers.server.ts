import { payable } from '~/domain/invoices/payable.server';
import { db } from '~/lib/db.server';

export type OwnCustomer = {
  contactId: string;
  role: 'payer' | 'viewer';
  customerName: string;
  customerNumber: string;
  vendorName: string;
  /** What is open there, one total per currency. */
  open: { currency: string; dueMinor: bigint }[];
};

type Row = Omit<OwnCustomer, 'open'> & { currency: string | null; dueMinor: bigint | null };

/** The customers a person belongs to, of whichever vendor: by vendor, then by name. */
export async function listOwnCustomers(personId: string): Promise<OwnCustomer[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT c.id AS "contactId", c.role, cu.name AS "customerName", cu.number AS "customerNumber", v.name AS "vendorName", o.currency, o."dueMinor"
    FROM contacts c
    JOIN vendors v ON v.id = c.vendor_id
    JOIN customers cu ON cu.vendor_id = c.vendor_id AND cu.id = c.customer_id
    LEFT JOIN LATERAL (
      SELECT i.currency, sum(i.due_minor)::bigint AS "dueMinor" FROM invoices i
      WHERE i.vendor_id = c.vendor_id AND i.customer_id = c.customer_id AND ${payable}
      GROUP BY i.currency
    ) o ON true
    WHERE c.person_id = ${personId}::uuid AND c.removed_at IS NULL
    ORDER BY v.name, cu.name, c.id, o.currency`;
  const customers = new Map<string, OwnCustomer>();
  for (const { currency, dueMinor, ...customer } of rows) {
    const known = customers.get(customer.contactId) ?? { ...customer, open: [] };
    if (currency !== null && dueMinor !== null) known.open.push({ currency, dueMinor });
    customers.set(customer.contactId, known);
  }
  return [...customers.values()];
}
