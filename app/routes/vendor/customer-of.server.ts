import type { StaffActor } from '~/auth/actor';
import { findCustomer, type FoundCustomer } from '~/domain/customers/find-customer.server';

/** The customer a page is about. Another vendor's is as if it did not exist. */
export async function customerOf(actor: StaffActor, customerId: unknown): Promise<FoundCustomer> {
  const customer = await findCustomer(actor, customerId);
  if (!customer) throw noSuchCustomer();
  return customer;
}

export function noSuchCustomer(): Response {
  return new Response('There is no such customer.', { status: 404, statusText: 'Not Found' });
}
