import { record } from '~/domain/audit/record.server';
import { GatewayRefusal } from '~/gateways/stripe.server';
import { retrieveSetupIntent, type SetupView } from '~/gateways/stripe-methods.server';
import { db, transaction } from '~/lib/db.server';
import { keepUsedMethod } from './keep-used-method.server';

/**
 * Brings an account that is being verified to what the gateway says: verified, it is kept as a payment method; given
 * up, it is forgotten. Safe to repeat, in any order. False: no verification of ours.
 */
export async function followVerification(input: {
  gatewaySetupId: string;
  cause: string;
  now: Date;
}): Promise<boolean> {
  const { gatewaySetupId, cause, now } = input;
  // all vendors: the gateway's own id, from an event it signed or from our own row.
  const waiting = await db.bankVerification.findUnique({ where: { gatewaySetupId } });
  if (!waiting) return false;
  if (waiting.endedAt) return true;
  const setup = await setupOrNull(gatewaySetupId);
  if (setup?.status === 'requires_action' || setup?.status === 'processing') return true;
  const { id, vendorId, customerId } = waiting;
  const method = setup?.status === 'succeeded' ? setup.method : null;
  await transaction(async (tx) => {
    const failureCode = method ? null : (setup?.failureCode ?? 'setup_intent_canceled');
    const ended = await tx.bankVerification.updateMany({
      where: { id, vendorId, endedAt: null },
      data: { endedAt: now, failureCode },
    });
    if (ended.count === 0) return;
    if (method) await keepUsedMethod(tx, { vendorId, customerId, method });
    await record(tx, {
      vendorId,
      actor: { kind: 'system', name: 'follow-verification' },
      cause,
      action: method ? 'payment_method.saved' : 'payment_method.not_verified',
      subject: 'payment_method',
      subjectId: method?.gatewayMethodId ?? gatewaySetupId,
      data: { brand: waiting.brand, last4: waiting.last4, code: failureCode },
    });
  });
  return true;
}

async function setupOrNull(gatewaySetupId: string): Promise<SetupView | null> {
  try {
    return await retrieveSetupIntent(gatewaySetupId);
  } catch (error) {
    if (error instanceof GatewayRefusal && error.code === 'resource_missing') return null;
    throw error;
  }
}
