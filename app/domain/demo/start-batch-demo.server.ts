import type { StaffActor } from '~/auth/actor';
import { createCharger } from '~/domain/batch-payments/charger.server';
import { confirmBatch } from '~/domain/batch-payments/confirm-batch.server';
import { encodeSeen, planBatch } from '~/domain/batch-payments/plan-batch.server';
import { dateIn } from '~/lib/dates';
import { db } from '~/lib/db.server';
import { BATCH_NUMBERS } from './batch-books';
import { invoiceId } from './demo-books';
import { demoId } from './demo-id';
import { northwind } from './northwind';

/**
 * Lets Nora charge the month's invoices of four small customers in one batch, one charge for each customer: one pays, one is
 * declined, one bank wants its customer, one has no method on file. Charges are made side by side, and only one of these ends
 * in a receipt: so its number is the same at every first start. All of it happens, here and at the gateway; once, however
 * many starts there are, since the batch's id is always the same.
 */
export async function startBatchDemo({ now }: { now: Date }): Promise<void> {
  const { id: vendorId, timeZone } = northwind;
  const batchId = demoId('batch of the month');
  if (await db.batchPayment.findFirst({ where: { vendorId, id: batchId }, select: { id: true } })) return;
  const invoiceIds = BATCH_NUMBERS.map(invoiceId);
  const staffId = demoId('staff nora@northwind.example');
  const actor: StaffActor = { kind: 'staff', vendorId, staffId, role: 'owner' };
  const { totals, selected } = await planBatch(actor, invoiceIds, dateIn(timeZone, now));
  // A database of an earlier release has none of them.
  if (selected < invoiceIds.length) return;
  const how = { chargePer: 'customer', when: 'now', runOn: null } as const;
  const asked = { ...how, batchId, invoiceIds, seen: encodeSeen(totals), cause: 'demo' };
  if (!(await confirmBatch(actor, asked, now)).ok) return;
  // A worker makes the charges, if one runs; otherwise they are made here.
  const charger = createCharger();
  while ((await charger.take()) > 0) {
    await charger.finish();
    await charger.write();
  }
}
