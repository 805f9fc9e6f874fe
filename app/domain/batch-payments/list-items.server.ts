import type { StaffActor } from '~/auth/actor';
import { payable } from '~/domain/invoices/payable.server';
import { methodName } from '~/domain/payment-methods/method-words';
import type { CalendarDate } from '~/lib/dates';
import { db } from '~/lib/db.server';
import type { Currency } from '~/lib/money';
import { readMinor, standing, stoodIn, type StandingCharge } from './standing-charges.server';
import { ITEM_OUTCOMES, MAX_INVOICES_PER_BATCH, type ItemOutcome } from './batch-payment';

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
  /** What the batch did not get of it is owed no more: paid another way, or void, since. */
  settledSince: 'paid' | 'void' | null;
  /** The batch that tried it again, and was paid. */
  retriedBy: string | null;
  /** Where it was skipped because it stood in a charge to come: that. */
  stoodIn: StoodIn | null;
  /** Where it was skipped for that: it can be paid, and stands in no charge to come any more. */
  leftOpen: boolean;
  /** Where it waits for a day: that. */
  runOn: CalendarDate | null;
  /** Where it stands in the order asked for; the page after it begins there. */
  place: number;
};

/** The part is of what was due when it was skipped. */
type StoodIn = Pick<StandingCharge, 'on' | 'batchId' | 'partMinor'>;
type Row = Omit<ListedItem, 'method' | 'stoodIn'> & {
  brand: string | null;
  last4: string | null;
  stoodIn: (Omit<StoodIn, 'partMinor'> & { partMinor: string | null }) | null;
};
type Which = { batchId: string; outcome: ItemOutcome | null; order: Order; after: number | null; limit: number };

/** As they were selected, where paging misses none that moves meanwhile; or what went wrong first, to be looked at. */
type Order = 'selected' | 'troubles-first';
const FIRST: Partial<Record<ItemOutcome, number>> = { failed: 0, skipped: 1 };

/**
 * Items of a batch of the actor's vendor. Each outcome is read from its own stretch of the index, a page of it at most, and
 * begins at a place of its own: a page costs the same wherever it stands.
 */
export async function listItems(
  { vendorId }: StaffActor,
  { batchId, outcome, order, after, limit }: Which,
): Promise<ListedItem[]> {
  const outcomes = outcome === null ? [...ITEM_OUTCOMES] : [outcome];
  const begins = outcomes.map((each) => (order === 'selected' ? 0 : (FIRST[each] ?? 2) * MAX_INVOICES_PER_BATCH));
  const rows = await db.$queryRaw<Row[]>`
    WITH RECURSIVE retries AS (
      SELECT b.id FROM batch_payments b WHERE b.vendor_id = ${vendorId}::uuid AND b.retry_of = ${batchId}::uuid
      UNION SELECT b.id FROM retries r JOIN batch_payments b ON b.vendor_id = ${vendorId}::uuid AND b.retry_of = r.id)
    SELECT i.id AS "invoiceId", i.number, i.customer_id AS "customerId", cu.name AS "customerName", t.currency, t.amount_minor AS "amountMinor",
      t.charged_minor AS "chargedMinor", t.outcome, t.reason, p.method_brand AS brand, p.method_last4 AS last4, p.id AS "paymentId", r.id AS "receiptId", r.number AS "receiptNumber", t.place,
      CASE WHEN t.outcome = 'failed' AND i.desk_state IN ('paid', 'void') THEN i.desk_state END AS "settledSince",
      CASE WHEN t.outcome = 'failed' THEN (SELECT o.batch_id FROM batch_items o WHERE o.vendor_id = t.vendor_id AND o.invoice_id = t.invoice_id
        AND o.outcome = 'succeeded' AND o.batch_id IN (SELECT id FROM retries) ORDER BY o.batch_id DESC LIMIT 1) END AS "retriedBy",
      CASE WHEN t.reason = 'scheduled' THEN (${stoodIn}) END AS "stoodIn",
      CASE WHEN t.reason = 'scheduled' AND ${payable} THEN NOT EXISTS (${standing}) ELSE false END AS "leftOpen",
      CASE WHEN t.outcome = 'waiting' THEN (SELECT c.run_on::text FROM batch_charges c WHERE c.vendor_id = t.vendor_id AND c.payment_id = t.payment_id) END AS "runOn"
    FROM (SELECT t.*, t.position + o.begins AS place FROM unnest(${outcomes}::text[], ${begins}::int[]) AS o (outcome, begins), LATERAL (
        SELECT * FROM batch_items t WHERE t.vendor_id = ${vendorId}::uuid AND t.batch_id = ${batchId}::uuid AND t.outcome = o.outcome AND t.position > ${after ?? -1}::int - o.begins
        ORDER BY t.position LIMIT ${limit}::int) t
      ORDER BY place LIMIT ${limit}::int) t
    JOIN invoices i ON i.vendor_id = t.vendor_id AND i.id = t.invoice_id JOIN customers cu ON cu.vendor_id = t.vendor_id AND cu.id = t.customer_id
    LEFT JOIN payments p ON p.vendor_id = t.vendor_id AND p.id = t.payment_id AND t.outcome <> 'skipped'
    LEFT JOIN receipts r ON r.vendor_id = t.vendor_id AND r.payment_id = p.id AND t.outcome = 'succeeded'
    ORDER BY t.place`;
  return rows.map(({ brand, last4, stoodIn: stood, ...row }) => ({
    ...row,
    stoodIn: stood && { ...stood, partMinor: readMinor(stood.partMinor) },
    method: brand && last4 ? methodName({ brand, last4 }) : null,
  }));
}
