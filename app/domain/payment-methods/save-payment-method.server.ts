import type { ContactActor, LinkActor } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { ensureGatewayCustomer, replaceGatewayCustomer } from '~/domain/customers/ensure-gateway-customer.server';
import type { StaffPayer } from '~/domain/payments/payer';
import { GatewayRefusal, isCustomerMissing } from '~/gateways/stripe.server';
import { createSetupIntent, retrieveSetupIntent, type SetupView } from '~/gateways/stripe-methods.server';
import { transaction, type Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';
import { invariant } from '~/lib/invariant';
import type { Currency } from '~/lib/money';
import type { Limit } from '~/lib/limit';
import { countAgainst } from '~/lib/rate-limit.server';
import { refuse, type Result } from '~/lib/result';
import { keepUsedMethod } from './keep-used-method.server';
import { kindsFor } from './method-kind';
import { loadMethodKinds } from './load-method-kinds.server';

export type SaveMethodRefusal =
  | { kind: 'not-confirmed' }
  | { kind: 'not-yours' }
  | { kind: 'viewer' }
  | { kind: 'too-many'; retryAfterSeconds: number };

/** A contact, whoever holds a link that was mailed to ask for it, or staff to whom the customer told it. */
type Saver = ContactActor | LinkActor | StaffPayer;

/** A link's holder was asked for it; whoever only looks is refused. */
const onlyLooks = (actor: Saver) =>
  (actor.kind === 'contact' && actor.role !== 'payer') || (actor.kind === 'staff' && actor.role === 'viewer');

/** More than this in an hour is somebody trying out cards (SECURITY S38). */
const SAVES: Limit = { name: 'save-card', times: 10, perSeconds: 3600 };

/**
 * Begins to save a card or account without paying: the browser confirms it with the secret. Makes nothing here yet. Of a
 * currency, only what pays in that is offered. Refuses viewers, and a customer who begins too often.
 */
export async function beginSavingMethod(
  actor: Saver,
  currency?: Currency,
): Promise<Result<{ clientSecret: string }, SaveMethodRefusal>> {
  if (onlyLooks(actor)) return refuse({ kind: 'viewer' });
  // Whoever holds a link must not use up the customer's own tries.
  const allowance = await countAgainst(SAVES, actor.kind === 'link' ? actor.linkId : actor.customerId);
  if (!allowance.ok) return allowance;
  const gatewayCustomerId = await ensureGatewayCustomer(actor);
  const taken = await loadMethodKinds(actor.vendorId);
  const kinds = currency ? kindsFor(currency, taken) : taken;
  const { clientSecret } = await createSetupIntent({ gatewayCustomerId, kinds, key: newId() }).catch(
    async (error: unknown) => {
      if (!isCustomerMissing(error)) throw error;
      const replacedId = await replaceGatewayCustomer(actor, gatewayCustomerId);
      return createSetupIntent({ gatewayCustomerId: replacedId, kinds, key: newId() });
    },
  );
  return { ok: true, clientSecret };
}

/**
 * Keeps the method of a confirmed setup. An account that must be verified first waits, and `verifyUrl` says where.
 * Refuses a setup that is not confirmed, or was made for somebody else. Safe to repeat.
 */
export async function finishSavingMethod(
  actor: Saver,
  input: {
    setupIntentId: string;
    cause: string;
    /** Asked within the transaction that keeps it; where it says no, nothing is kept. */ may?: (
      tx: Tx,
    ) => Promise<boolean>;
  },
  now: Date,
): Promise<Result<{ verifyUrl: string | null }, SaveMethodRefusal>> {
  if (onlyLooks(actor)) return refuse({ kind: 'viewer' });
  const gatewayCustomerId = await ensureGatewayCustomer(actor);
  const setup = await setupOrNull(input.setupIntentId);
  if (!setup) return refuse({ kind: 'not-confirmed' });
  if (setup.gatewayCustomerId !== gatewayCustomerId) return refuse({ kind: 'not-yours' });
  const { method, verification } = setup;
  if (!method || (!verification && setup.status !== 'succeeded')) return refuse({ kind: 'not-confirmed' });
  const kept = await transaction(async (tx) => {
    if (input.may && !(await input.may(tx))) return false;
    if (verification) {
      await waitForVerification(tx, actor, setup, now);
      return true;
    }
    await keepUsedMethod(tx, { vendorId: actor.vendorId, customerId: actor.customerId, method });
    await record(tx, {
      vendorId: actor.vendorId,
      actor,
      cause: input.cause,
      action: 'payment_method.saved',
      subject: 'payment_method',
      subjectId: method.gatewayMethodId,
      data: { brand: method.brand, last4: method.last4 },
    });
    return true;
  });
  return kept ? { ok: true, verifyUrl: verification?.url ?? null } : refuse({ kind: 'not-yours' });
}

/** Remembers an account until its owner has told what the small deposit says. */
async function waitForVerification(tx: Tx, actor: Saver, setup: SetupView, now: Date): Promise<void> {
  const { method, verification } = setup;
  invariant(method && verification, 'an account to verify');
  const { vendorId, customerId } = actor;
  // Through a link, or by staff: in the name of the payer who is written to.
  const contactId = actor.kind === 'contact' ? actor.contactId : null;
  await tx.$executeRaw`
    INSERT INTO bank_verifications (id, vendor_id, customer_id, contact_id, gateway_setup_id, brand, last4, verification_url, arrives_on, created_at)
    SELECT ${newId()}::uuid, ${vendorId}::uuid, ${customerId}::uuid, k.id, ${setup.id}, ${method.brand},
      ${method.last4}, ${verification.url}, ${verification.arrivesAt}::date, ${now}::timestamptz
    FROM contacts k WHERE k.vendor_id = ${vendorId}::uuid AND k.customer_id = ${customerId}::uuid
      AND (k.id = ${contactId}::uuid OR (${contactId}::uuid IS NULL AND k.role = 'payer' AND k.removed_at IS NULL))
    ORDER BY k.created_at, k.id LIMIT 1
    ON CONFLICT (gateway_setup_id) DO NOTHING`;
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
