import { dateIn } from '~/lib/dates';
import { type Prisma, sql } from '~/lib/db.server';
import type { InvoiceScope } from './open-invoice';
import { heldByDispute } from './payable.server';
import type { UnpayableInvoice } from './unpayable-invoice';

const SHOWN = 20;
const RECENT_DAYS = 90;

/** As it comes inside JSON: the amount as text, the instant as ISO 8601. */
export type UnpayableRow = Omit<UnpayableInvoice, 'on' | 'totalMinor'> & { totalMinor: string; at: string | null };

/**
 * SQL: what the customer cannot pay now and may wonder about: in flight, disputed, and the void of the last 90
 * days. What was paid is told of by its payment. Drafts and archived invoices never appear. Each branch reads one index and stops after a
 * screenful, however long the history is.
 */
export function selectUnpayable({ vendorId, customerId }: InvoiceScope, now: Date): Prisma.Sql {
  const since = new Date(now.getTime() - RECENT_DAYS * 86_400_000);
  const most = sql`${SHOWN + 1}::int`;
  return sql`
    WITH own AS (
      SELECT p.id, p.state, p.created_at, p.expected_on FROM payments p
      WHERE p.vendor_id = ${vendorId}::uuid AND p.customer_id = ${customerId}::uuid AND p.created_at > ${since}
        AND p.ended_at IS NULL
    ), of_payments AS (
      SELECT i.*, p.id AS payment_id, p.state AS payment_state, p.created_at AS payment_at, p.expected_on::text AS expected_on
      FROM own p JOIN allocations a ON a.payment_id = p.id JOIN invoices i ON i.id = a.invoice_id AND i.vendor_id = a.vendor_id
      WHERE i.due_minor = 0 AND i.archived_at IS NULL AND i.voided_at IS NULL AND i.disputed_at IS NULL AND ${heldByDispute} <= 0
    )
    SELECT id, number, summary, "dueOn", "totalMinor", currency, reason, "paymentId", "paymentState", "expectedOn", note, "disputeReason", at FROM (
      (SELECT i.id, i.number, i.summary, i.due_on::text AS "dueOn", i.total_minor::text AS "totalMinor", i.currency, 'in-flight' AS reason,
              i.payment_id AS "paymentId", i.payment_state AS "paymentState", i.expected_on AS "expectedOn", NULL AS note, NULL AS "disputeReason", NULL::timestamptz AS at, 1 AS rank
       FROM of_payments i WHERE i.in_flight_minor > 0 ORDER BY i.payment_at DESC LIMIT ${most})
      UNION ALL
      (SELECT i.id, i.number, i.summary, i.due_on::text, i.total_minor::text, i.currency, CASE WHEN i.voided_at IS NULL THEN 'disputed' ELSE 'void' END,
              NULL::uuid, NULL, NULL, coalesce(i.void_reason, i.dispute_reason),
              (SELECT d.reason FROM invoice_disputes d
               WHERE d.vendor_id = i.vendor_id AND d.invoice_id = i.id AND d.kind = 'dispute' AND d.ended_at IS NULL AND d.covers = 'invoice'),
              i.voided_at, CASE WHEN i.voided_at IS NULL THEN 2 ELSE 3 END
       FROM invoices i
       WHERE i.vendor_id = ${vendorId}::uuid AND i.customer_id = ${customerId}::uuid
         AND i.issued_at IS NOT NULL AND i.archived_at IS NULL AND (i.voided_at IS NOT NULL OR i.disputed_at IS NOT NULL OR i.disputed_minor > 0)
         AND (i.voided_at IS NOT NULL OR i.disputed_at IS NOT NULL OR (i.due_minor = 0 AND i.in_flight_minor = 0 AND ${heldByDispute} > 0))
         AND (i.voided_at IS NULL OR i.voided_at > ${since})
       ORDER BY i.due_on DESC LIMIT ${most})
    ) apart ORDER BY rank, at DESC NULLS FIRST, "dueOn", id`;
}

export function readUnpayable(
  found: readonly UnpayableRow[],
  timeZone: string,
): { rows: UnpayableInvoice[]; more: boolean } {
  // An invoice held by two payments comes once for each; the latest stands for it.
  const rows = [...new Map(found.toReversed().map((row) => [row.id, row])).values()].toReversed();
  return {
    rows: rows.slice(0, SHOWN).map(({ at, ...row }) => ({
      ...row,
      totalMinor: BigInt(row.totalMinor),
      on: at && dateIn(timeZone, new Date(at)),
    })),
    more: rows.length > SHOWN,
  };
}
