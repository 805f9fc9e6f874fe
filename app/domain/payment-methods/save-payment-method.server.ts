import type { ContactActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { ensureGatewayCustomer } from '~/domain/customers/ensure-gateway-customer.server';
import { createSetupIntent, GatewayRefusal, retrieveSetupIntent } from '~/gateways/stripe.server';
import { transaction } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import type { Limit } from '~/lib/limit';
import { countAgainst } from '~/lib/rate-limit.server';
import { refuse, type Result } from '~/lib/result';
import { keepUsedCard } from './keep-used-card.server';

export type SaveMethodRefusal =
  | { kind: 'not-confirmed' }
  | { kind: 'not-yours' }
  | { kind: 'viewer' }
  | { kind: 'too-many'; retryAfterSeconds: number };

/** More than this in an hour is somebody trying out cards (SECURITY S38). */
const SAVES: Limit = { name: 'save-card', times: 10, perSeconds: 3600 };

/**
 * Begins to save a card without paying: the browser confirms it with the secret. Makes nothing here yet. Refuses
 * viewers, and a customer who begins too often.
 */
export async function beginSavingMethod(
  actor: ContactActor,
): Promise<Result<{ clientSecret: string }, SaveMethodRefusal>> {
  if (actor.role !== 'payer') return refuse({ kind: 'viewer' });
  const allowance = await countAgainst(SAVES, actor.customerId);
  if (!allowance.ok) return allowance;
  const gatewayCustomerId = await ensureGatewayCustomer(actor);
  const { clientSecret } = await createSetupIntent({ gatewayCustomerId, key: newId() });
  return { ok: true, clientSecret };
}

/** Keeps the card of a confirmed setup. Refuses one that is not confirmed, or was made for somebody else. Safe to repeat. */
export async function finishSavingMethod(
  actor: ContactActor,
  input: { setupIntentId: string; cause: string },
): Promise<Result<object, SaveMethodRefusal>> {
  if (actor.role !== 'payer') return refuse({ kind: 'viewer' });
  const gatewayCustomerId = await ensureGatewayCustomer(actor);
  const setup = await setupOrNull(input.setupIntentId);
  if (!setup) return refuse({ kind: 'not-confirmed' });
  if (setup.gatewayCustomerId !== gatewayCustomerId) return refuse({ kind: 'not-yours' });
  const card = setup.card;
  if (setup.status !== 'succeeded' || !card) return refuse({ kind: 'not-confirmed' });
  await transaction(async (tx) => {
    await keepUsedCard(tx, { vendorId: actor.vendorId, customerId: actor.customerId, card });
    await record(tx, {
      vendorId: actor.vendorId,
      actor,
      cause: input.cause,
      action: 'payment_method.saved',
      subject: 'payment_method',
      subjectId: card.gatewayMethodId,
      data: { brand: card.brand, last4: card.last4 },
    });
  });
  return { ok: true };
}

/** The id comes from the browser: one that the gateway does not know is as good as not confirmed. */
async function setupOrNull(setupIntentId: string) {
  try {
    return await retrieveSetupIntent(setupIntentId);
  } catch (error) {
    if (error instanceof GatewayRefusal) return null;
    throw error;
  }
}
