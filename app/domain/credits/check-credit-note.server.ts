import type { GenuineReceipt } from '~/domain/receipts/check-receipt.server';
import { isSigned } from '~/domain/receipts/is-signed.server';
import { decodeVerifyToken } from '~/domain/receipts/verify-token.server';
import { db } from '~/lib/db.server';
import { readCreditNoteSnapshot } from './credit-note-snapshot';

type Row = { number: string; totalMinor: bigint; snapshot: unknown; publicKey: Uint8Array };

/** What checkReceipt is for receipts: says whether a credit note was issued here and reads as it did then. */
export async function checkCreditNote(token: string): Promise<GenuineReceipt | null> {
  const claim = decodeVerifyToken(token);
  if (!claim) return null;
  const [row] = await db.$queryRaw<Row[]>`
    SELECT n.number, n.amount_minor AS "totalMinor", d.snapshot, k.public_key AS "publicKey"
    FROM credit_note_documents d JOIN signing_keys k ON k.id = d.key_id JOIN credit_notes n ON n.vendor_id = d.vendor_id AND n.id = d.id
    WHERE d.id = ${claim.receiptId}::uuid -- all vendors: who holds the token holds the document
  `;
  if (!row || !isSigned(row, claim.signature)) return null;
  const { documentId, number, totalMinor, currency, vendor, issuedOn } = readCreditNoteSnapshot(row.snapshot);
  if (documentId !== claim.receiptId || number !== row.number || BigInt(totalMinor) !== row.totalMinor) return null;
  return { number, totalMinor: row.totalMinor, currency, payee: vendor.legalName, paidOn: issuedOn };
}
