import { encodeVerifyToken } from '~/domain/receipts/verify-token.server';
import { getConfig } from '~/lib/config.server';
import { db, Prisma } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import { paths } from '~/lib/paths';
import { readCreditNoteSnapshot, type CreditNoteSnapshot } from './credit-note-snapshot';

export type LoadedCreditNote = {
  id: string;
  vendorId: string;
  customerId: string;
  /** The invoice it lowered, where its customer can see that. */
  invoiceId: string | null;
  snapshot: CreditNoteSnapshot;
  /** Where anybody may see whether it is genuine. */
  verifyUrl: string;
};

/** Whose credit note it must be: a contact's door names both, a job the vendor or nobody. */
export type CreditNoteScope = { vendorId?: string; customerId?: string };

type Row = Omit<LoadedCreditNote, 'snapshot' | 'verifyUrl'> & { snapshot: unknown; signature: Uint8Array };

/** The document of the credit note of that id within the scope; another's, none at all, and one from before there were documents look alike. */
export async function loadCreditNote(id: string, scope: CreditNoteScope): Promise<LoadedCreditNote | null> {
  if (!isId(id)) return null;
  const [row] = await db.$queryRaw<Row[]>`
    SELECT d.id, d.vendor_id AS "vendorId", d.customer_id AS "customerId", i.id AS "invoiceId", d.snapshot, d.signature
    FROM credit_note_documents d JOIN credit_notes n ON n.vendor_id = d.vendor_id AND n.id = d.id
    LEFT JOIN invoices i ON i.vendor_id = n.vendor_id AND i.id = n.invoice_id AND i.archived_at IS NULL
    WHERE d.id = ${id}::uuid -- all vendors: only for jobs, which name a note by its id
      ${scope.vendorId === undefined ? Prisma.empty : Prisma.sql`AND d.vendor_id = ${scope.vendorId}::uuid`}
      ${scope.customerId === undefined ? Prisma.empty : Prisma.sql`AND d.customer_id = ${scope.customerId}::uuid`}`;
  if (!row) return null;
  const { signature, snapshot, ...rest } = row;
  const verifyUrl = new URL(paths.verify(encodeVerifyToken(row.id, signature)), getConfig().APP_URL).href;
  return { ...rest, snapshot: readCreditNoteSnapshot(snapshot), verifyUrl };
}
