import type { StaffActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { db, transaction } from '~/lib/db.server';
import type { InvoiceSettings } from './invoice-settings';

/**
 * Sets what the vendor's invoices and mails go by, from now on. Dates stay the dates they are; from when on they count
 * as late, and when a charge of a date runs, follows the new zone. Repeating it changes nothing.
 */
export async function setInvoiceSettings(
  actor: StaffActor,
  settings: InvoiceSettings,
  { cause }: { cause: string },
): Promise<void> {
  const { vendorId } = actor;
  await transaction(async (tx) => {
    await tx.vendor.update({ where: { id: vendorId }, data: settings });
    await record(tx, {
      vendorId,
      actor,
      cause,
      action: 'vendor.invoice-settings-set',
      subject: 'vendor',
      subjectId: vendorId,
      data: settings,
    });
  });
}

export function loadInvoiceSettings({ vendorId }: StaffActor): Promise<InvoiceSettings> {
  return db.vendor.findUniqueOrThrow({ where: { id: vendorId }, select: { timeZone: true, mailName: true } });
}
