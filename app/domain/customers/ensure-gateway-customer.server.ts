import type { ContactActor } from '~/auth/actor';
import { createCustomer } from '~/gateways/stripe.server';
import { db } from '~/lib/db.server';
import { invariant } from '~/lib/invariant';

/** The gateway's id of the actor's customer, made there on first need. Two at once get the same one. */
export async function ensureGatewayCustomer(actor: Pick<ContactActor, 'vendorId' | 'customerId'>): Promise<string> {
  const customer = await db.customer.findFirst({ where: { id: actor.customerId, vendorId: actor.vendorId } });
  invariant(customer, `customer ${actor.customerId} exists`);
  if (customer.gatewayCustomerId) return customer.gatewayCustomerId;
  const made = await createCustomer({ id: customer.id, name: customer.name });
  const [kept] = await db.$queryRaw<{ id: string }[]>`
    UPDATE customers SET gateway_customer_id = coalesce(gateway_customer_id, ${made})
    WHERE vendor_id = ${actor.vendorId}::uuid AND id = ${actor.customerId}::uuid RETURNING gateway_customer_id AS id`;
  return kept?.id ?? made;
}
