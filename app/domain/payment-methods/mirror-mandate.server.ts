import { GatewayRefusal } from '~/gateways/stripe.server';
import { retrieveMandate } from '~/gateways/stripe-methods.server';
import { db } from '~/lib/db.server';

/**
 * An account whose owner has taken the permission to debit back can no longer be chosen here. Mandates of accounts
 * we do not keep are none of our business. Safe to repeat, in any order.
 */
export async function mirrorMandate(input: { mandateId: string; now: Date }): Promise<void> {
  const mandate = await mandateOrNull(input.mandateId);
  if (!mandate || mandate.active || !mandate.gatewayMethodId) return;
  // all vendors: the gateway's own id, from an event it signed.
  const kept = await db.paymentMethod.findUnique({ where: { gatewayMethodId: mandate.gatewayMethodId } });
  if (!kept || kept.removedAt) return;
  await db.paymentMethod.updateMany({
    where: { id: kept.id, vendorId: kept.vendorId },
    data: { removedAt: input.now, defaultSince: null },
  });
}

async function mandateOrNull(id: string) {
  try {
    return await retrieveMandate(id);
  } catch (error) {
    if (error instanceof GatewayRefusal) return null;
    throw error;
  }
}
