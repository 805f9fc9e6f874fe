import type { CalendarDate } from '~/lib/dates';
import { db, type Tx } from '~/lib/db.server';
import type { CurrencyTotal } from './batch-payment';
import { plannedMailKey } from './planned-mail-key';
import { mayBeCharged, toldMinor } from './read-planned-lines.server';
import { toCome } from './standing-charges.server';

/** A batch that charges an invoice on a day to come. */
export type PlannedBatch = {
  batchId: string;
  on: CalendarDate;
  /** Charged on its due date, whichever that is. */
  followsDueDate: boolean;
};

type Scope = { vendorId: string };

/** The batch that is to charge the invoice first, or null. */
export async function plannedBatchOf({ vendorId }: Scope, invoiceId: string): Promise<PlannedBatch | null> {
  const [planned] = await db.$queryRaw<PlannedBatch[]>`
    SELECT t.batch_id AS "batchId", c.run_on::text AS on, b.run_when = 'due-dates' AS "followsDueDate" FROM batch_items t
    JOIN batch_payments b ON b.vendor_id = t.vendor_id AND b.id = t.batch_id
    JOIN batch_charges c ON c.vendor_id = t.vendor_id AND c.payment_id = t.payment_id AND c.state = 'planned' AND c.run_on IS NOT NULL
    WHERE t.vendor_id = ${vendorId}::uuid AND t.invoice_id = ${invoiceId}::uuid AND t.outcome = 'waiting'
    ORDER BY c.run_on, t.batch_id LIMIT 1`;
  return planned ?? null;
}

/** What makes the mails unique that tell the customer of the invoice what batches charge, of it and of others, on days to come. */
export async function plannedMailKeys(of: Scope & { customerId: string; invoiceId: string }): Promise<string[]> {
  const planned = await db.$queryRaw<{ batchId: string }[]>`
    SELECT t.batch_id AS "batchId" FROM batch_items t JOIN batch_charges c ON c.vendor_id = t.vendor_id AND c.payment_id = t.payment_id
    WHERE t.vendor_id = ${of.vendorId}::uuid AND t.invoice_id = ${of.invoiceId}::uuid AND c.run_on IS NOT NULL`;
  return planned.flatMap((each) =>
    (['planned', 'cancelled'] as const).map((about) => plannedMailKey(about, { ...of, ...each })),
  );
}

/** What a batch is still to charge on days to come, in one currency: so many charges, and no more than is left of their invoices. */
export type PlannedTotal = CurrencyTotal & { batchId: string };

/**
 * What waits for days to come in the vendor's batches, of each and each currency. Invoices that can no longer be charged
 * then (paid since, void, disputed) are not counted. Each is looked up by itself, as plannedSql says why.
 */
export function readPlannedTotals({ vendorId }: Scope, tx: Pick<Tx, '$queryRaw'> = db): Promise<PlannedTotal[]> {
  return tx.$queryRaw<PlannedTotal[]>`
    SELECT c.batch_id AS "batchId", c.currency, count(DISTINCT c.payment_id)::int AS count, sum(${toldMinor})::bigint AS "amountMinor"
    FROM batch_charges c
    CROSS JOIN LATERAL (SELECT o.vendor_id, o.invoice_id, o.amount_minor FROM batch_items o
      WHERE o.vendor_id = c.vendor_id AND o.payment_id = c.payment_id AND o.outcome = 'waiting' OFFSET 0) t
    CROSS JOIN LATERAL (SELECT n.* FROM invoices n WHERE n.vendor_id = t.vendor_id AND n.id = t.invoice_id OFFSET 0) i
    WHERE c.vendor_id = ${vendorId}::uuid AND ${toCome} AND ${mayBeCharged}
    GROUP BY c.batch_id, c.currency ORDER BY c.batch_id, count DESC, c.currency`;
}
