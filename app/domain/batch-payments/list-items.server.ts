import type { StaffActor } from '~/auth/actor';
import { methodName } from '~/domain/payment-methods/method-words';
import { db, sql } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import type { ItemOutcome } from './batch-payment';

/** One selected invoice as the batch's page and its file show it. */
export type ListedItem = {
  invoiceId: string;
  number: string;
  customerId: string;
  customerName: string;
  currency: Currency;
  amountMinor: bigint;
  chargedMinor: bigint | null;
  outcome: ItemOutcome;
  reason: string | null;
  /** "Visa •••• 4242", of what was charged. */
  method: string | null;
  paymentId: string | null;
  receiptId: string | null;
  receiptNumber: string | null;
  position: number;
};

type Row = Omit<ListedItem, 'method'> & { brand: string | null; last4: string | null };
type Which = { batchId: string; outcome: ItemOutcome | null; after: number | null; limit: number };

/** Items of a batch of the actor's vendor in the order of the selection, from the index of their outcome. */
export async function listItems(
  { vendorId }: StaffActor,
  { batchId, outcome, after, limit }: Which,
): Promise<ListedItem[]> {
  const only = outcome === null ? sql`` : sql`AND t.outcome = ${outcome}`;
  const rows = await db.$queryRaw<Row[]>`
    SELECT i.id AS "invoiceId", i.number, i.customer_id AS "customerId", cu.name AS "customerName", t.currency, t.amount_minor AS "amountMinor",
      t.charged_minor AS "chargedMinor", t.outcome, t.reason, p.method_brand AS brand, p.method_last4 AS last4, p.id AS "paymentId", r.id AS "receiptId", r.number AS "receiptNumber", t.position
    FROM (SELECT * FROM batch_items t WHERE t.vendor_id = ${vendorId}::uuid AND t.batch_id = ${batchId}::uuid ${only} AND t.position > ${after ?? -1}::int
      ORDER BY t.position LIMIT ${limit}::int) t
    JOIN invoices i ON i.vendor_id = t.vendor_id AND i.id = t.invoice_id JOIN customers cu ON cu.vendor_id = t.vendor_id AND cu.id = t.customer_id
    LEFT JOIN payments p ON p.vendor_id = t.vendor_id AND p.id = t.payment_id AND t.outcome <> 'skipped'
    LEFT JOIN receipts r ON r.vendor_id = t.vendor_id AND r.payment_id = p.id
    ORDER BY t.position`;
  return rows.map(({ brand, last4, ...row }) => ({
    ...row,
    method: brand && last4 ? methodName({ brand, last4 }) : null,
  }));
}
