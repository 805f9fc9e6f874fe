import type { GenuineReceipt } from '~/domain/receipts/check-receipt.server';
import { isSigned } from '~/domain/receipts/is-signed.server';
import { decodeVerifyToken } from '~/domain/receipts/verify-token.server';
import { db } from '~/lib/db.server';
import { readRefundSnapshot } from './refund-snapshot';

/** What checkReceipt is for receipts: says whether a refund document was issued here and reads as it did then. */
export async function checkRefundDocument(token: string): Promise<(GenuineReceipt & { failed: boolean }) | null> {
  const claim = decodeVerifyToken(token);
  if (!claim) return null;
  const [row] = await db.$queryRaw<
    { number: string; totalMinor: bigint; snapshot: unknown; failed: boolean; publicKey: Uint8Array }[]
  >`
    SELECT d.number, d.total_minor AS "totalMinor", d.snapshot, r.failed_at IS NOT NULL AS failed, k.public_key AS "publicKey"
    FROM refund_documents d JOIN signing_keys k ON k.id = d.key_id JOIN refunds r ON r.vendor_id = d.vendor_id AND r.id = d.refund_id
    WHERE d.id = ${claim.receiptId}::uuid -- all vendors: who holds the token holds the document
  `;
  if (!row || !isSigned(row, claim.signature)) return null;
  const { documentId, number, totalMinor, currency, vendor, refunded } = readRefundSnapshot(row.snapshot);
  if (documentId !== claim.receiptId || number !== row.number || BigInt(totalMinor) !== row.totalMinor) return null;
  const { failed } = row;
  return { number, totalMinor: row.totalMinor, currency, payee: vendor.legalName, paidOn: refunded.on, failed };
}
