import { db } from '~/lib/db.server';

/** The customer a vendor calls by that number. */
export async function findCustomerByNumber(
  vendorId: string,
  number: string,
): Promise<{ id: string; name: string } | null> {
  return db.customer.findFirst({ where: { vendorId, number }, select: { id: true, name: true } });
}
