import { db, Prisma } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import type { LoadedReversal } from './reversal-words';

type Of = { paymentId: string } | { invoiceId: string };
type Scope = { vendorId: string; customerId: string };

/**
 * What went back of a payment, or came off an invoice: refunds the gateway has and disputes, oldest first, with those
 * that came back. One that was refused before it moved anything is no part of the story.
 */
export async function listReversals(
  { vendorId, customerId }: Scope,
  of: Of,
): Promise<(LoadedReversal & { currency: Currency })[]> {
  const isPayment = 'paymentId' in of;
  // Either the whole reversal, or its share of the one invoice.
  const refundShare = isPayment
    ? Prisma.sql`r.amount_minor`
    : Prisma.sql`(SELECT a.amount_minor FROM refund_allocations a WHERE a.vendor_id = r.vendor_id AND a.refund_id = r.id AND a.invoice_id = ${of.invoiceId}::uuid)`;
  const disputeShare = isPayment
    ? Prisma.sql`g.amount_minor`
    : Prisma.sql`(SELECT a.amount_minor FROM dispute_allocations a WHERE a.vendor_id = g.vendor_id AND a.dispute_id = g.id AND a.invoice_id = ${of.invoiceId}::uuid)`;
  const one = (alias: Prisma.Sql, share: Prisma.Sql) =>
    isPayment ? Prisma.sql`${alias}.payment_id = ${of.paymentId}::uuid` : Prisma.sql`${share} IS NOT NULL`;
  return db.$queryRaw<(LoadedReversal & { currency: Currency })[]>`
    SELECT r.id, 'refund' AS kind, r.state, r.reason, r.currency, ${refundShare} AS "amountMinor", r.booked_at AS at, r.failed_at AS "backAt",
      r.payment_id AS "paymentId", d.id AS "documentId", d.number AS "documentNumber"
    FROM refunds r LEFT JOIN refund_documents d ON d.vendor_id = r.vendor_id AND d.refund_id = r.id
    WHERE r.vendor_id = ${vendorId}::uuid AND r.customer_id = ${customerId}::uuid AND r.booked_at IS NOT NULL AND ${one(Prisma.sql`r`, refundShare)}
    UNION ALL
    SELECT g.id, 'dispute', g.state, g.reason, g.currency, ${disputeShare}, coalesce(g.withdrawn_at, g.opened_at), g.reinstated_at,
      g.payment_id, NULL, NULL
    FROM gateway_disputes g
    WHERE g.vendor_id = ${vendorId}::uuid AND g.customer_id = ${customerId}::uuid AND ${one(Prisma.sql`g`, disputeShare)}
      AND (g.withdrawn_at IS NOT NULL OR ${isPayment})
    ORDER BY at, id`;
}
