import type { CalendarDate } from '~/lib/dates';
import { db } from '~/lib/db.server';
import { plannedMailKey } from './planned-mail-key';

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

/** How many of the vendor's charges wait for their day in batches. */
export async function countPlannedCharges({ vendorId }: Scope): Promise<number> {
  return db.batchCharge.count({ where: { vendorId, state: 'planned' } });
}
