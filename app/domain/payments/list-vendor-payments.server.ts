import { Prisma, db, sql } from '~/lib/db.server';
import { decodeInstantCursor, encodeInstantCursor } from '~/lib/instant-cursor';
import { likeText } from '~/lib/like';
import type { PaymentFilter, PaymentQuery, VendorListedPayment } from './vendor-payment-list';

const PAGE_SIZE = 50;

/** SQL: the payments `p` of a filter. Those in flight are few, and have an index of their own. */
const OF_STATE: Record<PaymentFilter, Prisma.Sql> = {
  all: sql`true`,
  paid: sql`p.state = 'succeeded'`,
  open: sql`p.ended_at IS NULL`,
  undecided: sql`p.ended_at IS NULL AND p.state IN ('reserved', 'checking', 'action_required')`,
  failed: sql`p.state IN ('failed', 'cancelled')`,
  refunded: sql`p.id IN (SELECT r.payment_id FROM refunds r WHERE r.vendor_id = p.vendor_id AND r.booked_at IS NOT NULL)`,
  disputed: sql`p.id IN (SELECT d.payment_id FROM gateway_disputes d WHERE d.vendor_id = p.vendor_id)`,
  // What came when its invoice was void, and is still the customer's credit; as the overview counts it.
  'for-void': sql`p.id IN (SELECT k.payment_id FROM credits k WHERE k.vendor_id = p.vendor_id AND k.source = 'voided_invoice' AND k.remaining_minor > 0)`,
};

/** A vendor's payments, newest first, a page at a time: an index each for all and for one state, whatever the page. */
export async function listVendorPayments(
  { vendorId }: { vendorId: string },
  query: PaymentQuery,
  timeZone: string,
): Promise<{ payments: VendorListedPayment[]; next: string | null }> {
  const after = decodeInstantCursor(query.cursor);
  const rows = await db.$queryRaw<VendorListedPayment[]>`
    SELECT p.id, c.name AS "customerName", p.state, p.channel, p.currency, p.amount_minor + p.credit_minor AS "amountMinor", p.method_brand AS "methodBrand",
      p.method_last4 AS "methodLast4", p.invoice_count AS "invoiceCount", r.number AS "receiptNumber", p.created_at AS "createdAt",
      (SELECT coalesce(sum(b.amount_minor), 0)::bigint FROM refunds b WHERE b.vendor_id = p.vendor_id AND b.payment_id = p.id AND b.failed_at IS NULL) AS "refundedMinor",
      EXISTS (SELECT FROM gateway_disputes d WHERE d.vendor_id = p.vendor_id AND d.payment_id = p.id AND d.state NOT IN ('won', 'warning_closed')) AS disputed
    FROM payments p JOIN customers c ON c.vendor_id = p.vendor_id AND c.id = p.customer_id
    LEFT JOIN receipts r ON r.vendor_id = p.vendor_id AND r.payment_id = p.id
    WHERE p.vendor_id = ${vendorId}::uuid AND ${OF_STATE[query.state]} AND ${matching(vendorId, query.search)}
      ${query.currency ? sql`AND p.currency = ${query.currency}` : Prisma.empty}
      ${query.from ? sql`AND p.created_at >= ${query.from}::timestamp AT TIME ZONE ${timeZone}` : Prisma.empty}
      ${query.to ? sql`AND p.created_at < (${query.to}::date + 1)::timestamp AT TIME ZONE ${timeZone}` : Prisma.empty}
      ${after ? sql`AND p.created_at <= ${after.at}::timestamptz AND (p.created_at < ${after.at}::timestamptz OR p.id > ${after.id}::uuid)` : Prisma.empty}
    ORDER BY p.created_at DESC, p.id LIMIT ${PAGE_SIZE + 1}::int`;
  const payments = rows.slice(0, PAGE_SIZE);
  const last = payments.at(-1);
  const next = rows.length > PAGE_SIZE && last ? encodeInstantCursor({ at: last.createdAt, id: last.id }) : null;
  return { payments, next };
}

/** The customer, the receipt, or an invoice that it paid. */
function matching(vendorId: string, search: string): Prisma.Sql {
  if (search === '') return sql`true`;
  const words = `%${likeText(search)}%`;
  return sql`(
    p.customer_id IN (SELECT k.id FROM customers k WHERE k.vendor_id = ${vendorId}::uuid AND (k.name ILIKE ${words} OR k.number ILIKE ${words}))
    OR p.id IN (SELECT n.payment_id FROM receipts n WHERE n.vendor_id = ${vendorId}::uuid AND n.number = ${search.toUpperCase()})
    OR p.id IN (SELECT a.payment_id FROM allocations a JOIN invoices i ON i.vendor_id = a.vendor_id AND i.id = a.invoice_id
      WHERE i.vendor_id = ${vendorId}::uuid AND upper(i.number) = ${search.toUpperCase()}))`;
}
