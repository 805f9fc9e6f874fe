import type { StaffActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { lockNumbers } from '~/domain/customers/save-customer.server';
import { takeLonger, transaction, type Tx } from '~/lib/db.server';
import { isId, newId } from '~/lib/ids';
import { refuse, type Result } from '~/lib/result';
import { goodRows } from './load-import.server';

type Outcome = { customers: number; contacts: number };

/**
 * Lets the good rows of a file in: makes the customers that are not there yet, and the contacts they lack. Who is there
 * keeps all they have, and nobody who was removed comes back. A handful of statements however many rows; once, however
 * often it is asked for, and the same file again makes nothing.
 */
export async function confirmImport(
  actor: StaffActor,
  importId: unknown,
  { cause, now }: { cause: string; now: Date },
): Promise<Result<{ made: Outcome }, 'no-such-import'>> {
  if (!isId(importId)) return refuse('no-such-import');
  const { vendorId } = actor;
  return transaction(async (tx): Promise<Result<{ made: Outcome }, 'no-such-import'>> => {
    await takeLonger(tx);
    await lockNumbers(tx, vendorId);
    const [held] = await tx.$queryRaw<Held[]>`
      SELECT file_name AS "fileName", rows_read AS "rowsRead", rows_refused AS "rowsRefused", confirmed_at AS "confirmedAt",
        customers_created AS customers, contacts_added AS contacts
      FROM customer_imports WHERE vendor_id = ${vendorId}::uuid AND id = ${importId}::uuid FOR UPDATE`;
    if (!held) return refuse('no-such-import');
    if (held.confirmedAt) return { ok: true, made: { customers: held.customers ?? 0, contacts: held.contacts ?? 0 } };
    const made = {
      customers: await makeCustomers(tx, { vendorId, importId, now }),
      contacts: await makeContacts(tx, { vendorId, importId, now }),
    };
    // What it said of people is with them now; the file's own copy goes.
    await tx.$executeRaw`
      UPDATE customer_imports SET confirmed_at = ${now}::timestamptz, customers_created = ${made.customers}::int, contacts_added = ${made.contacts}::int, good_rows = '[]'
      WHERE vendor_id = ${vendorId}::uuid AND id = ${importId}::uuid`;
    const { fileName, rowsRead, rowsRefused } = held;
    await record(tx, {
      vendorId,
      actor,
      action: 'customers.imported',
      subject: 'customer_import',
      subjectId: importId,
      cause,
      data: { fileName, rowsRead, rowsRefused, ...made },
    });
    return { ok: true, made };
  });
}

type Held = {
  fileName: string;
  rowsRead: number;
  rowsRefused: number;
  confirmedAt: Date | null;
  customers: number | null;
  contacts: number | null;
};
type Which = { vendorId: string; importId: string; now: Date };

async function makeCustomers(tx: Tx, { vendorId, importId, now }: Which): Promise<number> {
  const missing = await tx.$queryRaw<{ number: string }[]>`
    WITH r AS (${goodRows(vendorId, importId)})
    SELECT DISTINCT r.number FROM r
    WHERE NOT EXISTS (SELECT FROM customers c WHERE c.vendor_id = ${vendorId}::uuid AND c.number = r.number)`;
  if (missing.length === 0) return 0;
  const numbers = missing.map(({ number }) => number);
  return tx.$executeRaw`
    WITH r AS (SELECT DISTINCT ON (g.number) g.* FROM (${goodRows(vendorId, importId)}) g ORDER BY g.number, g.line)
    INSERT INTO customers (vendor_id, id, number, name, address_lines, tax_id, language, created_at)
    SELECT ${vendorId}::uuid, n.id, r.number, r.name, r.address_lines, r.tax_id, r.language, ${now}::timestamptz
    FROM unnest(${numbers.map(() => newId())}::uuid[], ${numbers}::text[]) AS n (id, number) JOIN r ON r.number = n.number
    ON CONFLICT (vendor_id, number) DO NOTHING`;
}

async function makeContacts(tx: Tx, { vendorId, importId, now }: Which): Promise<number> {
  const people = await tx.$queryRaw<{ email: string; name: string }[]>`
    WITH r AS (${goodRows(vendorId, importId)})
    SELECT r.email, min(r.contact_name) AS name FROM r
    WHERE r.email IS NOT NULL AND NOT EXISTS (SELECT FROM people p WHERE p.email = r.email) GROUP BY r.email ORDER BY r.email`;
  if (people.length > 0)
    await tx.$executeRaw`
      INSERT INTO people (id, email, name)
      SELECT * FROM unnest(${people.map(() => newId())}::uuid[], ${people.map(({ email }) => email)}::text[], ${people.map(({ name }) => name)}::text[])
      ON CONFLICT (email) DO NOTHING`;
  const lacking = await tx.$queryRaw<{ customerId: string; personId: string; name: string; role: string }[]>`
    WITH r AS (${goodRows(vendorId, importId)})
    SELECT c.id AS "customerId", p.id AS "personId", r.contact_name AS name, r.role
    FROM r JOIN customers c ON c.vendor_id = ${vendorId}::uuid AND c.number = r.number JOIN people p ON p.email = r.email
    WHERE NOT EXISTS (SELECT FROM contacts t WHERE t.vendor_id = ${vendorId}::uuid AND t.customer_id = c.id AND t.person_id = p.id)
    ORDER BY r.line`;
  if (lacking.length === 0) return 0;
  return tx.$executeRaw`
    INSERT INTO contacts (vendor_id, id, customer_id, person_id, role, name, created_at)
    SELECT ${vendorId}::uuid, n.id, n.customer_id, n.person_id, n.role, n.name, ${now}::timestamptz
    FROM unnest(${lacking.map(() => newId())}::uuid[], ${lacking.map((each) => each.customerId)}::uuid[], ${lacking.map((each) => each.personId)}::uuid[],
      ${lacking.map((each) => each.role)}::text[], ${lacking.map((each) => each.name)}::text[]) AS n (id, customer_id, person_id, role, name)
    ON CONFLICT (vendor_id, customer_id, person_id) DO NOTHING`;
}
