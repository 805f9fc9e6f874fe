import type { ContactActor } from '~/auth/actor';
import { createCustomer } from '~/gateways/stripe-methods.server';
import { db } from '~/lib/db.server';
import { invariant } from '~/lib/invariant';

type Which = Pick<ContactActor, 'vendorId' | 'customerId'>;

/** The gateway's id of the actor's customer, made there on first need. Two at once get the same one. */
export async function ensureGatewayCustomer(actor: Which): Promise<string> {
  const customer = await readCustomer(actor);
  if (customer.gatewayCustomerId) return customer.gatewayCustomerId;
  const made = await createCustomer({ id: customer.id, name: customer.name });
  const [kept] = await db.$queryRaw<{ id: string }[]>`
    UPDATE customers SET gateway_customer_id = coalesce(gateway_customer_id, ${made})
    WHERE vendor_id = ${actor.vendorId}::uuid AND id = ${actor.customerId}::uuid RETURNING gateway_customer_id AS id`;
  return kept?.id ?? made;
}

/**
 * Makes a new customer at the gateway in place of one that was deleted there; else nobody of it could ever pay again.
 * Answers the one that holds now. Safe to repeat: only the deleted one is replaced, and two at once make the same.
 */
export async function replaceGatewayCustomer(actor: Which, deletedId: string): Promise<string> {
  const customer = await readCustomer(actor);
  if (customer.gatewayCustomerId !== null && customer.gatewayCustomerId !== deletedId)
    return customer.gatewayCustomerId;
  const made = await createCustomer({ id: customer.id, name: customer.name, inPlaceOf: deletedId });
  await db.$executeRaw`
    UPDATE customers SET gateway_customer_id = ${made}
    WHERE vendor_id = ${actor.vendorId}::uuid AND id = ${actor.customerId}::uuid AND gateway_customer_id = ${deletedId}`;
  return made;
}

/** Follows the gateway's word that a customer was deleted there. None of ours: nothing happens. */
export async function followDeletedCustomer(deletedId: string): Promise<void> {
  // all vendors: the gateway's own id, from an event it signed.
  const customer = await db.customer.findUnique({ where: { gatewayCustomerId: deletedId } });
  if (customer) await replaceGatewayCustomer({ vendorId: customer.vendorId, customerId: customer.id }, deletedId);
}

async function readCustomer({ vendorId, customerId }: Which) {
  const customer = await db.customer.findFirst({ where: { id: customerId, vendorId } });
  invariant(customer, `customer ${customerId} exists`);
  return customer;
}
