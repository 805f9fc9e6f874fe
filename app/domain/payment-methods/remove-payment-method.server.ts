import type { ContactActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { detachMethod } from '~/gateways/stripe.server';
import { db, transaction } from '~/lib/db.server';

/**
 * Takes a saved method away: from then on it cannot be chosen here, then it is detached at the gateway. Payments
 * under way with it go on. False: there is no such method. Safe to repeat.
 */
export async function removePaymentMethod(actor: ContactActor, input: { methodId: string; cause: string }, now: Date): Promise<boolean> {
  const where = { id: input.methodId, vendorId: actor.vendorId, customerId: actor.customerId };
  const method = await db.paymentMethod.findFirst({ where });
  if (!method || method.removedAt) return false;
  await transaction(async (tx) => {
    await tx.paymentMethod.updateMany({ where: { ...where, removedAt: null }, data: { removedAt: now, defaultSince: null } });
    await record(tx, {
      vendorId: actor.vendorId, actor, cause: input.cause, action: 'payment_method.removed', subject: 'payment_method', subjectId: method.id,
      data: { brand: method.brand, last4: method.last4 },
    });
  });
  await detachMethod(method.gatewayMethodId);
  return true;
}
