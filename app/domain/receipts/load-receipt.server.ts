import { getConfig } from '~/lib/config.server';
import { db, Prisma } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import { paths } from '~/lib/paths';
import { unpackSnapshot, type ReceiptSnapshot } from './snapshot';
import { encodeVerifyToken } from './verify-token.server';

export type LoadedReceipt = {
  id: string;
  vendorId: string;
  customerId: string;
  paymentId: string;
  snapshot: ReceiptSnapshot;
  /** Where anybody may see whether the receipt is genuine. */
  verifyUrl: string;
};

/** Whose receipt it must be. A contact's door names both, a job that has the vendor's row in hand the vendor, or nobody. */
export type ReceiptScope = { vendorId?: string; customerId?: string };

type Row = {
  id: string;
  vendorId: string;
  customerId: string;
  paymentId: string;
  snapshot: unknown;
  signature: Uint8Array;
};

/** The receipts with these ids that lie within the scope, in the order of the ids; another's and none at all look alike. */
export async function loadReceipts(ids: readonly string[], scope: ReceiptScope): Promise<LoadedReceipt[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT id, vendor_id AS "vendorId", customer_id AS "customerId", payment_id AS "paymentId", snapshot, signature
    FROM receipts
    WHERE id = ANY (${ids.filter(isId)}::uuid[]) -- all vendors: only for jobs, which name a receipt by its id
      ${scope.vendorId === undefined ? Prisma.empty : Prisma.sql`AND vendor_id = ${scope.vendorId}::uuid`}
      ${scope.customerId === undefined ? Prisma.empty : Prisma.sql`AND customer_id = ${scope.customerId}::uuid`}`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [fromRow(row)] : [];
  });
}

export async function loadReceipt(id: string, scope: ReceiptScope): Promise<LoadedReceipt | null> {
  const [receipt] = await loadReceipts([id], scope);
  return receipt ?? null;
}

function fromRow({ signature, snapshot, ...row }: Row): LoadedReceipt {
  const verifyUrl = new URL(paths.verify(encodeVerifyToken(row.id, signature)), getConfig().APP_URL).href;
  return { ...row, snapshot: unpackSnapshot(snapshot), verifyUrl };
}
