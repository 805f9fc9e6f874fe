import type { ContactActor } from '~/auth/actor';
import type { PaymentChannel } from '~/domain/payments/payer';
import { db, Prisma } from '~/lib/db.server';
import { decodeInstantCursor, encodeInstantCursor } from '~/lib/instant-cursor';
import type { Currency } from '~/lib/money';

export type ListedReceipt = {
  id: string;
  number: string;
  issuedAt: Date;
  currency: Currency;
  totalMinor: bigint;
  invoiceCount: number;
  channel: PaymentChannel;
  methodBrand: string | null;
  methodLast4: string | null;
};

export const RECEIPTS_PER_PAGE = 50;

/**
 * The customer's receipts, newest first, a page at a time. `search` is part of a number; `cursor` is the
 * `next` of the page before, and anything else starts over. The snapshots stay where they are: a long one
 * costs more to read than the whole page.
 */
export async function listReceipts(
  actor: ContactActor,
  page: { search: string; cursor: string | null },
): Promise<{ receipts: ListedReceipt[]; next: string | null }> {
  const after = decodeInstantCursor(page.cursor);
  const rows = await db.$queryRaw<ListedReceipt[]>`
    SELECT r.id, r.number, r.issued_at AS "issuedAt", r.currency, r.total_minor AS "totalMinor", p.invoice_count AS "invoiceCount",
      p.channel, p.method_brand AS "methodBrand", p.method_last4 AS "methodLast4"
    FROM receipts r JOIN payments p ON p.vendor_id = r.vendor_id AND p.id = r.payment_id
    WHERE r.vendor_id = ${actor.vendorId}::uuid AND r.customer_id = ${actor.customerId}::uuid
      ${page.search === '' ? Prisma.empty : Prisma.sql`AND strpos(upper(r.number), upper(${page.search})) > 0`}
      ${after ? Prisma.sql`AND (r.issued_at < ${after.at}::timestamptz OR (r.issued_at = ${after.at}::timestamptz AND r.id > ${after.id}::uuid))` : Prisma.empty}
    ORDER BY r.issued_at DESC, r.id LIMIT ${RECEIPTS_PER_PAGE + 1}::int`;
  const receipts = rows.slice(0, RECEIPTS_PER_PAGE);
  const last = receipts.at(-1);
  return {
    receipts,
    next: rows.length > RECEIPTS_PER_PAGE && last ? encodeInstantCursor({ at: last.issuedAt, id: last.id }) : null,
  };
}
