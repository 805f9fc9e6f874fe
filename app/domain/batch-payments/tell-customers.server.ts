import { db, sql } from '~/lib/db.server';
import { addJobs, LATE, type Jobs } from '~/lib/queue.server';

/**
 * Sets a mail going to each customer of whom a batch charges, or was to charge, something on a day to come. One statement,
 * whatever their number; the mails wait while charges are being made. Safe to repeat: each mail goes out once.
 */
export async function tellCustomers({ batchId, about }: Jobs['tell-customers']): Promise<void> {
  const told = sql`(
    SELECT DISTINCT c.customer_id FROM batch_payments b -- all vendors: the id comes from a job that was queued with the batch's own change
    JOIN batch_charges c ON c.vendor_id = b.vendor_id AND c.batch_id = b.id AND c.run_on IS NOT NULL
    WHERE b.id = ${batchId}::uuid) k`;
  await db.$executeRaw(
    addJobs(
      'send-planned-mail',
      told,
      sql`json_build_object('batchId', ${batchId}::text, 'customerId', k.customer_id, 'about', ${about}::text)`,
      {
        key: sql`'planned-mail:' || ${about}::text || ':' || ${batchId}::text || ':' || k.customer_id`,
        flags: sql`ARRAY[${LATE}]::text[]`,
      },
    ),
  );
}
