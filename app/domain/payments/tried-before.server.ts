import type { ContactActor } from '~/auth/actor';
import { db } from '~/lib/db.server';
import { isId } from '~/lib/ids';
import type { Currency } from '~/lib/money';

/** What a payment that came to nothing was for. */
export type TriedBefore = {
  currency: Currency | null;
  invoiceIds: string[];
  /** How much of each invoice it was to pay. */
  shares: Map<string, bigint>;
};

type Row = { currency: Currency; invoiceId: string; amountMinor: bigint };

/**
 * The invoices of a payment of the actor's customer that has not succeeded, to be paid by another one. Any other id
 * (a stranger's, none, one that was paid) names no invoice: what an address says is never more than a hint.
 */
export async function triedBefore({ vendorId, customerId }: ContactActor, paymentId: string): Promise<TriedBefore> {
  const rows = isId(paymentId)
    ? await db.$queryRaw<Row[]>`
        SELECT p.currency, a.invoice_id AS "invoiceId", a.amount_minor + a.credit_minor AS "amountMinor"
        FROM payments p JOIN allocations a ON a.vendor_id = p.vendor_id AND a.payment_id = p.id
        WHERE p.vendor_id = ${vendorId}::uuid AND p.customer_id = ${customerId}::uuid AND p.id = ${paymentId}::uuid AND p.state <> 'succeeded'`
    : [];
  return {
    currency: rows[0]?.currency ?? null,
    invoiceIds: rows.map((row) => row.invoiceId),
    shares: new Map(rows.map((row) => [row.invoiceId, row.amountMinor])),
  };
}

/** Whether that payment was to pay less of some invoice than is due now. */
export async function triedInParts({ vendorId, customerId }: ContactActor, paymentId: string): Promise<boolean> {
  const [row] = await db.$queryRaw<[{ inParts: boolean }]>`
    SELECT EXISTS (
      SELECT FROM allocations a JOIN invoices i ON i.vendor_id = a.vendor_id AND i.id = a.invoice_id
      WHERE a.vendor_id = ${vendorId}::uuid AND a.customer_id = ${customerId}::uuid AND a.payment_id = ${paymentId}::uuid
        AND a.amount_minor + a.credit_minor < i.due_minor) AS "inParts"`;
  return row.inParts;
}
