import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import { db } from '~/lib/db.server';
import type { MethodUses } from './autopay';

/** What is charged by itself with a method of the actor's customer, and ends with it. Null: nothing. */
export async function countUses({ vendorId, customerId }: InvoiceScope, methodId: string): Promise<MethodUses | null> {
  const [charges, autopays] = await Promise.all([
    db.scheduledCharge.count({ where: { vendorId, customerId, methodId, state: { in: ['scheduled', 'retrying'] } } }),
    db.autopay.findMany({ where: { vendorId, customerId, methodId, endedAt: null }, select: { currency: true } }),
  ]);
  return charges + autopays.length > 0 ? { charges, autopayIn: autopays.map(({ currency }) => currency) } : null;
}
