import type { StaffActor } from '~/auth/actor';
import { payable } from '~/domain/invoices/payable.server';
import { methodFor } from '~/domain/payment-methods/method-for.server';
import { afterDecline } from '~/domain/scheduled-charges/after-decline';
import { db, sql } from '~/lib/db.server';
import { returnedTooOften } from './plan-batch.server';

type Row = { invoiceId: string; reason: string; adviceCode: string | null; otherMethod: boolean };

/**
 * The failed invoices of a batch that can succeed now: open, with a method on file that is another one, or whose bank may
 * say yes another time and may be asked. Each is charged by a new batch, under new ids.
 */
export async function findRetryable({ vendorId }: StaffActor, batchId: string): Promise<string[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT t.invoice_id AS "invoiceId", t.reason, p.advice_code AS "adviceCode", p.method_id IS DISTINCT FROM m.id AS "otherMethod"
    FROM batch_items t JOIN invoices i ON i.vendor_id = t.vendor_id AND i.id = t.invoice_id
    JOIN batch_charges c ON c.vendor_id = t.vendor_id AND c.payment_id = t.payment_id
    CROSS JOIN LATERAL (${methodFor(sql`m.id, m.kind`)}) m LEFT JOIN payments p ON p.vendor_id = t.vendor_id AND p.id = t.payment_id
    WHERE t.vendor_id = ${vendorId}::uuid AND t.batch_id = ${batchId}::uuid AND t.outcome = 'failed' AND ${payable} AND NOT ${returnedTooOften}
    ORDER BY t.position`;
  return rows.filter(mayRetry).map(({ invoiceId }) => invoiceId);
}

function mayRetry({ reason, adviceCode, otherMethod }: Row): boolean {
  return otherMethod || afterDecline({ failureCode: reason === 'no-answer' ? null : reason, adviceCode }) === 'retry';
}
