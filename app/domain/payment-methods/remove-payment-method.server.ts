import type { ForCustomer } from '~/auth/actor';
import { letGoOfMethod } from '~/domain/autopay/let-go-of-method.server';
import { record } from '~/domain/audit/record.server';
import { detachMethod } from '~/gateways/stripe-methods.server';
import { db, transaction } from '~/lib/db.server';

/**
 * Takes a saved method away: detached at the gateway first, so that nothing is left there that nobody sees here any
 * more, then it cannot be chosen here. Payments under way with it go on; charges that were to come are cancelled. False: there is no such method. Safe to
 * repeat, and to be repeated when the gateway does not answer.
 */
export async function removePaymentMethod(
  actor: ForCustomer,
  input: { methodId: string; cause: string },
  now: Date,
): Promise<boolean> {
  const { vendorId, customerId } = actor;
  const method = await db.paymentMethod.findFirst({ where: { id: input.methodId, vendorId, customerId } });
  if (!method || method.removedAt) return false;
  await detachMethod(method.gatewayMethodId);
  await transaction(async (tx) => {
    await tx.paymentMethod.updateMany({
      where: { id: method.id, vendorId, removedAt: null },
      data: { removedAt: now, defaultSince: null },
    });
    await letGoOfMethod(tx, { vendorId, methodId: method.id }, { actor, cause: input.cause, now });
    await record(tx, {
      vendorId,
      actor,
      cause: input.cause,
      action: 'payment_method.removed',
      subject: 'payment_method',
      subjectId: method.id,
      data: { brand: method.brand, last4: method.last4 },
    });
  });
  return true;
}
