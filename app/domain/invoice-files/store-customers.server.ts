import type { CalendarDate } from '~/lib/dates';
import type { Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import type { FileInvoice } from './check-row';

export type StoreContext = {
  vendor: { id: string; timeZone: string };
  /** Settled by then counts as paid in the past; null: the file's settlement and disputes are not read. */
  asOf: CalendarDate | null;
  now: Date;
  /** Customer number → id, filled as the customers are met. */
  customerIds: Map<string, string>;
  /** The first customer without an address in the file, and the one it got. */
  madeUp?: { number: string; email: string };
};

/**
 * Makes the customers of these rows that the vendor does not have yet, each with one contact who may pay, and
 * puts every id into the context. A customer that exists keeps its name and its people. Answers how many were
 * made. A file without e-mail addresses gets one per customer under example.com, which reaches nobody.
 */
export async function storeCustomers(tx: Tx, rows: readonly FileInvoice[], context: StoreContext): Promise<number> {
  const vendorId = context.vendor.id;
  const unmet = new Map(
    rows.filter((row) => !context.customerIds.has(row.customerNumber)).map((row) => [row.customerNumber, row]),
  );
  if (unmet.size === 0) return 0;
  const found = await tx.$queryRaw<{ id: string; number: string }[]>`
    SELECT id::text, number FROM customers WHERE vendor_id = ${vendorId}::uuid AND number = ANY (${[...unmet.keys()]}::text[])`;
  for (const { id, number } of found) {
    context.customerIds.set(number, id);
    unmet.delete(number);
  }
  const customers = [...unmet.values()].map((row) => ({
    id: newId(),
    number: row.customerNumber,
    name: row.customerName ?? `Customer ${row.customerNumber}`,
    country: row.country,
    email: row.email ?? derivedEmail(row.customerNumber),
  }));
  for (const customer of customers) context.customerIds.set(customer.number, customer.id);
  const without = customers.find((customer) => unmet.get(customer.number)?.email === null);
  if (without) context.madeUp ??= { number: without.number, email: without.email };
  if (customers.length > 0) await insertCustomers(tx, vendorId, customers);
  return customers.length;
}

/** Two numbers never share an address: what an address cannot hold is written as its code. */
function derivedEmail(customerNumber: string): string {
  const local = customerNumber
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/gu, (sign) => `_${sign.codePointAt(0)?.toString(16)}_`);
  return `${local.slice(0, 64)}@example.com`;
}

type NewCustomer = { id: string; number: string; name: string; country: string | null; email: string };

async function insertCustomers(tx: Tx, vendorId: string, customers: readonly NewCustomer[]): Promise<void> {
  const emails = customers.map((customer) => customer.email);
  await tx.$executeRaw`
    INSERT INTO customers (vendor_id, id, number, name, address_lines)
    SELECT ${vendorId}::uuid, n.id, n.number, n.name, CASE WHEN n.country IS NULL THEN '{}' ELSE ARRAY['Country ' || n.country] END
    FROM unnest(
      ${customers.map((customer) => customer.id)}::uuid[],
      ${customers.map((customer) => customer.number)}::text[],
      ${customers.map((customer) => customer.name)}::text[],
      ${customers.map((customer) => customer.country)}::text[]
    ) AS n (id, number, name, country)`;
  await tx.$executeRaw`
    INSERT INTO people (id, email, name)
    SELECT DISTINCT ON (n.email) n.* FROM unnest(
      ${customers.map(() => newId())}::uuid[], ${emails}::text[], ${customers.map((customer) => customer.name)}::text[]
    ) AS n (id, email, name)
    ON CONFLICT (email) DO NOTHING`;
  await tx.$executeRaw`
    INSERT INTO contacts (vendor_id, id, customer_id, person_id, role, name)
    SELECT ${vendorId}::uuid, n.id, n.customer_id, p.id, 'payer', left(n.name, 100) FROM unnest(
      ${customers.map(() => newId())}::uuid[], ${customers.map((customer) => customer.id)}::uuid[], ${emails}::text[],
      ${customers.map((customer) => customer.name)}::text[]
    ) AS n (id, customer_id, email, name) JOIN people p ON p.email = n.email`;
}
