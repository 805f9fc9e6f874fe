import { addressOnFile } from '~/domain/customers/address-on-file.server';
import { languageOf } from '~/domain/customers/language-of.server';
import { queueMail } from '~/domain/mail/queue-mail.server';
import { methodFor } from '~/domain/payment-methods/method-for.server';
import { methodName } from '~/domain/payment-methods/method-words';
import { chargeMovedEmail } from '~/emails/charge-moved';
import { getConfig } from '~/lib/config.server';
import type { CalendarDate } from '~/lib/dates';
import { db, sql, transaction } from '~/lib/db.server';
import { formatsOf } from '~/lib/languages/formats';
import { log } from '~/lib/log.server';
import type { Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import type { Jobs } from '~/lib/queue.server';
import { whyNotChargeable } from './plan-batch.server';
import { wasTold } from './send-planned-mail.server';

/**
 * Tells a customer who was told on which day a batch charges an invoice that it is another one now. Safe to repeat: a move is
 * told once; not at all where it has moved on since, or is charged no more.
 */
export async function sendMovedMail(told: Jobs['send-moved-mail'] & { now: Date }): Promise<void> {
  const { batchId, invoiceId, was, mark, now } = told;
  const moved = await readMoved(batchId, invoiceId);
  if (!moved || !mark.startsWith(moved.runOn)) return;
  const { vendorId, customerId } = moved;
  const of = { vendorId, batchId, customerId };
  const [to, language] = await Promise.all([addressOnFile(of), languageOf(of)]);
  if (!to) return log.warn({ batchId, invoiceId }, 'nobody to tell of a charge that moved');
  const { money, date } = formatsOf(language);
  const mail = await chargeMovedEmail({
    ...moved,
    language,
    amount: money(moved.amountMinor, moved.currency),
    method: methodName(moved, language),
    was: date(was),
    on: date(moved.runOn),
    chargeUrl: null,
    invoicesUrl: new URL(paths.invoices, getConfig().APP_URL).href,
  });
  await transaction(async (tx) => {
    // The mail that tells the first day is being written, or will tell the new one.
    await tx.$queryRaw`SELECT FROM batch_payments WHERE vendor_id = ${vendorId}::uuid AND id = ${batchId}::uuid FOR NO KEY UPDATE`;
    if (!(await wasTold(tx, of))) return;
    const dedupeKey = `batch-charge:moved:${invoiceId}:${mark}`;
    await queueMail(tx, { ...mail, dedupeKey, kind: 'charge-moved', vendorId, customerId, to, now });
  });
}

type Moved = {
  vendorId: string;
  vendorName: string;
  vendorEmail: string;
  customerId: string;
  customerName: string;
  invoice: string;
  currency: Currency;
  amountMinor: bigint;
  runOn: CalendarDate;
  brand: string;
  last4: string;
};

/** As it is to be charged now. */
async function readMoved(batchId: string, invoiceId: string): Promise<Moved | null> {
  // all vendors: the ids come from a job that was queued with the change of the due date.
  const [moved] = await db.$queryRaw<Moved[]>`
    SELECT c.vendor_id AS "vendorId", v.name AS "vendorName", v.email AS "vendorEmail", c.customer_id AS "customerId", k.name AS "customerName",
      i.number AS invoice, c.currency, least(i.due_minor, t.amount_minor) AS "amountMinor", c.run_on::text AS "runOn", m.brand, m.last4
    FROM batch_items t JOIN batch_charges c ON c.vendor_id = t.vendor_id AND c.payment_id = t.payment_id
    JOIN invoices i ON i.vendor_id = t.vendor_id AND i.id = t.invoice_id JOIN vendors v ON v.id = t.vendor_id
    JOIN customers k ON k.vendor_id = c.vendor_id AND k.id = c.customer_id
    CROSS JOIN LATERAL (${methodFor(sql`m.brand, m.last4`)}) m
    WHERE t.batch_id = ${batchId}::uuid AND t.invoice_id = ${invoiceId}::uuid -- all vendors: as above
      AND t.outcome = 'waiting' AND c.state = 'planned' AND ${whyNotChargeable} IS NULL`;
  return moved ?? null;
}
