import { encodeVerifyToken } from '~/domain/receipts/verify-token.server';
import { getConfig } from '~/lib/config.server';
import { db, Prisma } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import { paths } from '~/lib/paths';
import type { RefundState } from './refund-state';
import { readRefundSnapshot, type RefundSnapshot } from './refund-snapshot';

export type LoadedRefundDocument = {
  id: string;
  vendorId: string;
  customerId: string;
  paymentId: string;
  receiptId: string | null;
  /** `failed` when the money came back after the document was issued. */
  state: RefundState;
  snapshot: RefundSnapshot;
  /** Where anybody may see whether it is genuine. */
  verifyUrl: string;
};

/** Whose document it must be: a contact's door names both, a job the vendor or nobody. */
export type RefundScope = { vendorId?: string; customerId?: string };

type Row = Omit<LoadedRefundDocument, 'snapshot' | 'verifyUrl'> & { snapshot: unknown; signature: Uint8Array };

/** The refund document of that id within the scope; another's and none at all look alike. */
export async function loadRefundDocument(id: string, scope: RefundScope): Promise<LoadedRefundDocument | null> {
  if (!isId(id)) return null;
  const [row] = await db.$queryRaw<Row[]>`
    SELECT d.id, d.vendor_id AS "vendorId", d.customer_id AS "customerId", r.payment_id AS "paymentId", c.id AS "receiptId", r.state, d.snapshot, d.signature
    FROM refund_documents d JOIN refunds r ON r.vendor_id = d.vendor_id AND r.id = d.refund_id
    LEFT JOIN receipts c ON c.vendor_id = d.vendor_id AND c.payment_id = r.payment_id
    WHERE d.id = ${id}::uuid -- all vendors: only for jobs, which name a document by its id
      ${scope.vendorId === undefined ? Prisma.empty : Prisma.sql`AND d.vendor_id = ${scope.vendorId}::uuid`}
      ${scope.customerId === undefined ? Prisma.empty : Prisma.sql`AND d.customer_id = ${scope.customerId}::uuid`}`;
  if (!row) return null;
  const { signature, snapshot, ...rest } = row;
  const verifyUrl = new URL(paths.verify(encodeVerifyToken(row.id, signature)), getConfig().APP_URL).href;
  return { ...rest, snapshot: readRefundSnapshot(snapshot), verifyUrl };
}
