import { GatewayRefusal } from '~/gateways/stripe.server';
import { retrieveMethod } from '~/gateways/stripe-methods.server';
import { db } from '~/lib/db.server';

/**
 * Follows what became of a saved method at the gateway: detached there, it is gone here; renewed by the card's
 * bank, the new date shows. Methods we do not keep are none of our business. Safe to repeat, in any order.
 */
export async function mirrorMethod(input: { gatewayMethodId: string; type: string; now: Date }): Promise<void> {
  // all vendors: the gateway's own id, from an event it signed.
  const kept = await db.paymentMethod.findUnique({ where: { gatewayMethodId: input.gatewayMethodId } });
  if (!kept || kept.removedAt) return;
  const there = await methodOrNull(input.gatewayMethodId);
  if (!there?.attached)
    await db.paymentMethod.updateMany({
      where: { id: kept.id, vendorId: kept.vendorId },
      data: { removedAt: input.now, defaultSince: null },
    });
  else
    await db.paymentMethod.updateMany({
      where: { id: kept.id, vendorId: kept.vendorId },
      data: { last4: there.last4, expMonth: there.expMonth, expYear: there.expYear },
    });
}

async function methodOrNull(gatewayMethodId: string) {
  try {
    return await retrieveMethod(gatewayMethodId);
  } catch (error) {
    if (error instanceof GatewayRefusal && error.code === 'resource_missing') return null;
    throw error;
  }
}
