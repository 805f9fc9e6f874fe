import { addressOnFile } from '~/domain/customers/address-on-file.server';
import { languageOf } from '~/domain/customers/language-of.server';
import { lastTold } from '~/domain/mail/last-told.server';
import { queueMail } from '~/domain/mail/queue-mail.server';
import { methodFor } from '~/domain/payment-methods/method-for.server';
import type { MethodKind } from '~/domain/payment-methods/method-kind';
import { methodName } from '~/domain/payment-methods/method-words';
import { chargeMovedEmail } from '~/emails/charge-moved';
import { getConfig } from '~/lib/config.server';
import type { CalendarDate } from '~/lib/dates';
import { db, sql, transaction, type Tx } from '~/lib/db.server';
import { formatsOf } from '~/lib/languages/formats';
import { log } from '~/lib/log.server';
import type { Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import type { Jobs } from '~/lib/queue.server';
import { plannedMailKey } from './planned-mail-key';
import { mayBeCharged, toldMinor } from './read-planned-lines.server';
import { sendPlannedMail } from './send-planned-mail.server';

/**
 * Tells a customer on which day a batch charges an invoice, where they were last told another one, or none; so nothing where
 * it has moved back since, or is charged no more. Where nothing of the batch was announced to them yet, that is done now, as it
 * stands by now. Safe to repeat. The batch's row is held until the mail is kept: what is true and what was told are read one
 * mail after the other.
 */
export async function sendMovedMail(told: Jobs['send-moved-mail'] & { now: Date }): Promise<void> {
  const { batchId, invoiceId, was: before, mark, now } = told;
  const of = await findCustomer(batchId, invoiceId);
  if (!of) return;
  const { vendorId, customerId } = of;
  const [to, language] = await Promise.all([addressOnFile(of), languageOf(of)]);
  const announced = await transaction(async (tx) => {
    await tx.$queryRaw`SELECT FROM batch_payments WHERE vendor_id = ${vendorId}::uuid AND id = ${batchId}::uuid FOR NO KEY UPDATE`;
    const moved = await readMoved(tx, { vendorId, batchId, invoiceId });
    const keys = [plannedMailKey('planned', { batchId, customerId })];
    const { written, day: was } = await lastTold(tx, { vendorId, id: invoiceId, keys, before });
    if (!moved || was === moved.runOn) return true;
    if (!written) return false;
    if (!to) {
      log.warn({ batchId, invoiceId }, 'nobody to tell of a charge that moved');
      return true;
    }
    const { money, date } = formatsOf(language);
    const mail = await chargeMovedEmail({
      ...moved,
      language,
      amount: money(moved.amountMinor, moved.currency),
      method: methodName(moved, language),
      debit: moved.methodKind !== 'card',
      was: was && date(was),
      on: date(moved.runOn),
      chargeUrl: null,
      invoicesUrl: new URL(paths.invoices, getConfig().APP_URL).href,
    });
    const [dedupeKey, tells] = [`batch-charge:moved:${invoiceId}:${mark}`, { [invoiceId]: moved.runOn }];
    await queueMail(tx, { ...mail, tells, dedupeKey, kind: 'charge-moved', vendorId, customerId, to, now });
    return true;
  });
  if (!announced) await sendPlannedMail({ batchId, customerId, about: 'planned', now });
}

type Of = { vendorId: string; batchId: string; invoiceId: string };

async function findCustomer(batchId: string, invoiceId: string) {
  // all vendors: the ids come from a job that was queued with the change of the due date.
  return db.batchItem.findFirst({ where: { batchId, invoiceId }, select: { vendorId: true, customerId: true } });
}

type Moved = {
  vendorName: string;
  vendorEmail: string;
  customerName: string;
  invoice: string;
  currency: Currency;
  amountMinor: bigint;
  runOn: CalendarDate;
  methodKind: MethodKind;
  brand: string;
  last4: string;
};

/** As it is to be charged now. */
async function readMoved(tx: Tx, { vendorId, batchId, invoiceId }: Of): Promise<Moved | null> {
  const [moved] = await tx.$queryRaw<Moved[]>`
    SELECT v.name AS "vendorName", v.email AS "vendorEmail", k.name AS "customerName", i.number AS invoice, c.currency,
      ${toldMinor} AS "amountMinor", c.run_on::text AS "runOn", m.kind AS "methodKind", m.brand, m.last4
    FROM batch_items t JOIN batch_charges c ON c.vendor_id = t.vendor_id AND c.payment_id = t.payment_id
    JOIN invoices i ON i.vendor_id = t.vendor_id AND i.id = t.invoice_id JOIN vendors v ON v.id = t.vendor_id
    JOIN customers k ON k.vendor_id = c.vendor_id AND k.id = c.customer_id
    CROSS JOIN LATERAL (${methodFor(sql`m.kind, m.brand, m.last4`)}) m
    WHERE t.vendor_id = ${vendorId}::uuid AND t.batch_id = ${batchId}::uuid AND t.invoice_id = ${invoiceId}::uuid
      AND t.outcome = 'waiting' AND c.state = 'planned' AND ${mayBeCharged}`;
  return moved ?? null;
}
