import { record } from '~/domain/audit/record.server';
import { ensureGatewayCustomer } from '~/domain/customers/ensure-gateway-customer.server';
import { keepUsedMethod } from '~/domain/payment-methods/keep-used-method.server';
import type { MethodView } from '~/gateways/method-view';
import { attachMethod, detachMethod } from '~/gateways/stripe-methods.server';
import { getConfig } from '~/lib/config.server';
import { db, transaction } from '~/lib/db.server';
import {
  adventureWorks,
  contoso,
  fabrikam,
  fourthCoffee,
  northwind,
  proseware,
  tailspin,
  wideWorld,
  woodgrove,
} from './northwind';
import { startBatchDemo } from './start-batch-demo.server';
import { startInFlightDemo } from './start-in-flight-demo.server';

/** The gateway's ready-made cards and accounts; the first of each is the default. */
const SAVED = [
  { customer: fabrikam, cards: ['pm_card_visa', 'pm_card_chargeCustomerFail', 'pm_card_threeDSecure2Required'] },
  {
    customer: tailspin,
    cards: ['pm_card_mastercard', 'pm_usBankAccount_success', 'pm_card_authenticationRequired'],
  },
  { customer: adventureWorks, cards: ['pm_card_visa_debit'] },
  { customer: contoso, cards: ['pm_card_visa'] },
  { customer: wideWorld, cards: ['pm_card_amex'] },
  { customer: proseware, cards: ['pm_card_visa'] },
  { customer: woodgrove, cards: ['pm_card_chargeCustomerFail'] },
  { customer: fourthCoffee, cards: ['pm_card_authenticationRequired'] },
];

/**
 * Gives the demo's customers their saved cards at the sandbox gateway, leaves one payment of Tailspin Toys at the bank, and
 * lets Nora charge a batch. Needs the sandbox to run; with real keys, or without the demo, it does nothing. Every start may
 * call it: a customer who has had a card is left alone, also when all of them were removed since.
 */
export async function seedDemoMethods({ now }: { now: Date }): Promise<void> {
  if (!getConfig().sandbox) return;
  if (!(await db.vendor.findUnique({ where: { id: northwind.id } }))) return;
  for (const { customer, cards } of SAVED) await saveCards(customer.id, cards, now);
  await startInFlightDemo({ now });
  await startBatchDemo({ now });
}

async function saveCards(customerId: string, tokens: readonly string[], now: Date): Promise<void> {
  const scope = { vendorId: northwind.id, customerId };
  if ((await db.paymentMethod.count({ where: { vendorId: northwind.id, customerId } })) > 0) return;
  const gatewayCustomerId = await ensureGatewayCustomer(scope);
  const cards: MethodView[] = [];
  for (const token of tokens) cards.push(await attachMethod(token, gatewayCustomerId));
  const kept = await transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('quittance demo methods'))`;
    if ((await tx.paymentMethod.count({ where: { vendorId: northwind.id, customerId } })) > 0) return false;
    for (const card of cards) await keepUsedMethod(tx, { ...scope, method: card });
    await tx.paymentMethod.updateMany({
      where: { vendorId: northwind.id, customerId, gatewayMethodId: cards[0]?.gatewayMethodId },
      data: { defaultSince: now },
    });
    await record(tx, {
      vendorId: northwind.id,
      actor: { kind: 'system', name: 'demo' },
      action: 'payment_method.saved',
      subject: 'customer',
      subjectId: customerId,
      cause: 'demo',
      data: { cards: cards.map((card) => `${card.brand} ${card.last4}`) },
    });
    return true;
  });
  // Another process was quicker: what we attached is known to nobody.
  if (!kept) for (const card of cards) await detachMethod(card.gatewayMethodId);
}
