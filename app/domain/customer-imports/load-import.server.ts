import type { StaffActor } from '~/auth/actor';
import { db, type Prisma, readRows, sql } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import type { RowProblem } from './check-customer-row';

export type LoadedImport = {
  id: string;
  fileName: string;
  createdAt: Date;
  rowsRead: number;
  rowsRefused: number;
  problems: RowProblem[];
  unreadColumns: string[];
  /** When all that was good in the same bytes went in, if it did before this one. */
  sameFileAt: Date | null;
} & (
  | { state: 'waiting'; preview: ImportPreview }
  | { state: 'done'; confirmedAt: Date; customersCreated: number; contactsAdded: number }
);

/** What saying yes would do now. */
export type ImportPreview = {
  customers: number;
  contacts: number;
  /** Rows whose customer is there already under other details, which it keeps. */
  different: number;
};

type Row = Omit<LoadedImport, 'state' | 'preview'> & {
  confirmedAt: Date | null;
  customersCreated: number | null;
  contactsAdded: number | null;
};

/** An import of the vendor, with what it would do or has done. Null for another vendor's, and for what is none. */
export async function loadImport({ vendorId }: StaffActor, importId: unknown): Promise<LoadedImport | null> {
  if (!isId(importId)) return null;
  const [row] = await readRows<Row>(sql`
    SELECT m.id, m.file_name AS "fileName", m.created_at AS "createdAt", m.rows_read AS "rowsRead", m.rows_refused AS "rowsRefused", m.problems,
      m.unread_columns AS "unreadColumns", m.confirmed_at AS "confirmedAt", m.customers_created AS "customersCreated", m.contacts_added AS "contactsAdded",
      (SELECT max(s.confirmed_at) FROM customer_imports s WHERE s.vendor_id = m.vendor_id AND s.file_sha256 = m.file_sha256 AND s.id <> m.id) AS "sameFileAt"
    FROM customer_imports m WHERE m.vendor_id = ${vendorId}::uuid AND m.id = ${importId}::uuid`);
  if (!row) return null;
  const { confirmedAt, customersCreated, contactsAdded, ...rest } = row;
  if (confirmedAt === null) return { ...rest, state: 'waiting', preview: await previewImport(vendorId, importId) };
  return {
    ...rest,
    state: 'done',
    confirmedAt,
    customersCreated: customersCreated ?? 0,
    contactsAdded: contactsAdded ?? 0,
  };
}

/** SQL: the good rows of an import, as `r`. */
export function goodRows(vendorId: string, importId: string): Prisma.Sql {
  return sql`
    SELECT r.line, r.number, r.name, r."addressLines" AS address_lines, r."taxId" AS tax_id, r.language, r.contact ->> 'email' AS email, r.contact ->> 'name' AS contact_name,
      r.contact ->> 'role' AS role
    FROM customer_imports m, jsonb_to_recordset(m.good_rows) AS r (line int, number text, name text, "addressLines" text[], "taxId" text, language text, contact jsonb)
    WHERE m.vendor_id = ${vendorId}::uuid AND m.id = ${importId}::uuid`;
}

async function previewImport(vendorId: string, importId: string): Promise<ImportPreview> {
  const [preview] = await db.$queryRaw<ImportPreview[]>`
    WITH r AS MATERIALIZED (${goodRows(vendorId, importId)})
    SELECT count(DISTINCT r.number) FILTER (WHERE c.id IS NULL)::int AS customers,
      count(*) FILTER (WHERE r.email IS NOT NULL AND t.id IS NULL)::int AS contacts,
      count(*) FILTER (WHERE (c.name, coalesce(c.address_lines, '{}'), c.tax_id) IS DISTINCT FROM (r.name, r.address_lines, r.tax_id) AND c.id IS NOT NULL
        OR r.language IS DISTINCT FROM c.language AND r.language IS NOT NULL AND c.id IS NOT NULL)::int AS different
    FROM r LEFT JOIN customers c ON c.vendor_id = ${vendorId}::uuid AND c.number = r.number
    LEFT JOIN people p ON p.email = r.email
    LEFT JOIN contacts t ON t.vendor_id = ${vendorId}::uuid AND t.customer_id = c.id AND t.person_id = p.id`;
  return preview ?? { customers: 0, contacts: 0, different: 0 };
}
