import { Prisma, db, sql } from '~/lib/db.server';
import { decodeInstantCursor, encodeInstantCursor, type InstantCursor } from '~/lib/instant-cursor';
import { likeText } from '~/lib/like';
import { paymentRows, type RowSource } from './payment-rows.server';
import type { CollectedSum, PaymentQuery, VendorListedPayment } from './vendor-payment-list';

const PAGE_SIZE = 50;

type Zoned = { timeZone: string; now: Date };

/** A vendor's payments, newest first, a page at a time: an index each for all and for one state, whatever the page. */
export async function listVendorPayments(
  { vendorId }: { vendorId: string },
  query: PaymentQuery,
  { timeZone, now }: Zoned,
): Promise<{ payments: VendorListedPayment[]; next: string | null }> {
  const after = decodeInstantCursor(query.cursor);
  // Each source gives no more than a page, by its own index.
  const newest = paymentRows(query.state, now).map(
    (source) => sql`(
      SELECT ${source.id} AS row_id, p.id, ${source.at} AS at, ${source.minor} AS minor, ${source.back} AS back FROM ${source.from}
      WHERE ${fits(source, { vendorId, query, timeZone })} ${after ? older(source, after) : Prisma.empty}
      ORDER BY ${source.at} DESC, ${source.id} LIMIT ${PAGE_SIZE + 1}::int)`,
  );
  const rows = await db.$queryRaw<VendorListedPayment[]>`
    SELECT l.row_id AS "rowId", p.id, c.name AS "customerName", p.state, p.channel, p.currency, l.minor AS "amountMinor", p.method_brand AS "methodBrand",
      p.method_last4 AS "methodLast4", p.invoice_count AS "invoiceCount", r.number AS "receiptNumber", l.at, l.back,
      (SELECT coalesce(sum(b.amount_minor), 0)::bigint FROM refunds b WHERE b.vendor_id = p.vendor_id AND b.payment_id = p.id AND b.failed_at IS NULL) AS "refundedMinor",
      EXISTS (SELECT FROM gateway_disputes d WHERE d.vendor_id = p.vendor_id AND d.payment_id = p.id AND d.state NOT IN ('won', 'warning_closed')) AS disputed
    FROM (${Prisma.join(newest, ' UNION ALL ')}) l JOIN payments p ON p.vendor_id = ${vendorId}::uuid AND p.id = l.id
    JOIN customers c ON c.vendor_id = p.vendor_id AND c.id = p.customer_id
    LEFT JOIN receipts r ON r.vendor_id = p.vendor_id AND r.payment_id = p.id
    ORDER BY l.at DESC, l.row_id LIMIT ${PAGE_SIZE + 1}::int`;
  const payments = rows.slice(0, PAGE_SIZE);
  const last = payments.at(-1);
  const next = rows.length > PAGE_SIZE && last ? encodeInstantCursor({ at: last.at, id: last.rowId }) : null;
  return { payments, next };
}

/** What the rows of "collected" come to, in each currency. Null of any other filter, and without a day to begin at: that would be added up for ever. */
export async function sumCollected(
  { vendorId }: { vendorId: string },
  query: PaymentQuery,
  { timeZone, now }: Zoned,
): Promise<CollectedSum[] | null> {
  if (query.state !== 'collected' || query.from === null) return null;
  const all = paymentRows(query.state, now).map(
    (source) => sql`
      SELECT p.currency, ${source.minor} AS minor, ${source.back} AS back FROM ${source.from} WHERE ${fits(source, { vendorId, query, timeZone })}`,
  );
  return db.$queryRaw<CollectedSum[]>`
    SELECT m.currency, count(*) FILTER (WHERE NOT m.back)::int AS payments, count(*) FILTER (WHERE m.back)::int AS refunds, sum(m.minor)::bigint AS "amountMinor"
    FROM (${Prisma.join(all, ' UNION ALL ')}) m -- vendor_id is part of each
    GROUP BY m.currency ORDER BY count(*) DESC, m.currency`;
}

/** SQL: the row is the vendor's, and passes the filter. */
function fits(
  { where, at }: RowSource,
  { vendorId, query, timeZone }: { vendorId: string; query: PaymentQuery; timeZone: string },
): Prisma.Sql {
  return Prisma.join(
    [
      sql`p.vendor_id = ${vendorId}::uuid`,
      where,
      ...(query.search === '' ? [] : [matching(vendorId, query.search)]),
      ...(query.reasons.length > 0 ? [sql`coalesce(p.failure_code, '') = ANY (${query.reasons}::text[])`] : []),
      ...(query.currency ? [sql`p.currency = ${query.currency}`] : []),
      ...(query.from ? [sql`${at} >= ${query.from}::timestamp AT TIME ZONE ${timeZone}`] : []),
      ...(query.to ? [sql`${at} < (${query.to}::date + 1)::timestamp AT TIME ZONE ${timeZone}`] : []),
    ],
    ' AND ',
  );
}

function older({ at, id }: RowSource, after: InstantCursor): Prisma.Sql {
  return sql`AND ${at} <= ${after.at}::timestamptz AND (${at} < ${after.at}::timestamptz OR ${id} > ${after.id}::uuid)`;
}

/** The customer, the receipt, or an invoice that it paid. */
function matching(vendorId: string, search: string): Prisma.Sql {
  const words = `%${likeText(search)}%`;
  return sql`(
    p.customer_id IN (SELECT k.id FROM customers k WHERE k.vendor_id = ${vendorId}::uuid AND (k.name ILIKE ${words} OR k.number ILIKE ${words}))
    OR p.id IN (SELECT n.payment_id FROM receipts n WHERE n.vendor_id = ${vendorId}::uuid AND n.number = ${search.toUpperCase()})
    OR p.id IN (SELECT a.payment_id FROM allocations a JOIN invoices i ON i.vendor_id = a.vendor_id AND i.id = a.invoice_id
      WHERE i.vendor_id = ${vendorId}::uuid AND upper(i.number) = ${search.toUpperCase()}))`;
}
