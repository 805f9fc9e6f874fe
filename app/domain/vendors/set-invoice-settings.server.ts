import type { StaffActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { lockInvoiceSeries, peekInvoiceSeries } from '~/domain/invoices/invoice-number.server';
import { db, transaction, type Tx } from '~/lib/db.server';
import { invariant } from '~/lib/invariant';
import { isLanguage } from '~/lib/languages/language';
import { refuse, type Result } from '~/lib/result';
import type { InvoiceSettings } from './invoice-settings';

/**
 * Sets what the vendor's invoices and mails go by, from now on. Dates stay the dates they are; from when on they count
 * as late, and when a charge of a date runs, follows the new zone. Numbers go on in the series or begin another one, and
 * never go back: no number is given twice. Repeating it changes nothing.
 */
export async function setInvoiceSettings(
  actor: StaffActor,
  { prefix, next, ...settings }: InvoiceSettings,
  { cause }: { cause: string },
): Promise<Result<object, { kind: 'number-given'; next: bigint }>> {
  const { vendorId } = actor;
  return transaction(async (tx) => {
    await lockInvoiceSeries(tx, actor);
    const series = await peekInvoiceSeries(tx, actor);
    if (prefix === series.prefix && next < series.next) return refuse({ kind: 'number-given', next: series.next });
    if (prefix !== series.prefix || next !== series.next) await beginSeries(tx, vendorId, { prefix, next });
    await tx.vendor.update({ where: { id: vendorId }, data: settings });
    await record(tx, {
      vendorId,
      actor,
      cause,
      action: 'vendor.invoice-settings-set',
      subject: 'vendor',
      subjectId: vendorId,
      data: { ...settings, prefix, next },
    });
    return { ok: true };
  });
}

async function beginSeries(
  tx: Tx,
  vendorId: string,
  { prefix, next }: { prefix: string; next: bigint },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE invoice_series SET prefix = ${prefix}, first = ${next}::bigint, next = ${next}::bigint WHERE vendor_id = ${vendorId}::uuid`;
}

export async function loadInvoiceSettings(actor: StaffActor): Promise<InvoiceSettings> {
  const select = { timeZone: true, language: true, mailName: true } as const;
  const { language, ...vendor } = await db.vendor.findUniqueOrThrow({ where: { id: actor.vendorId }, select });
  invariant(isLanguage(language), 'a vendor has a language');
  return { ...vendor, language, ...(await peekInvoiceSeries(db, actor)) };
}
