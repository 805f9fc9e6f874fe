import { db } from '~/lib/db.server';

/** How many accounts of a customer wait until their owner has proved them theirs. */
export async function countWaiting({
  vendorId,
  customerId,
}: {
  vendorId: string;
  customerId: string;
}): Promise<number> {
  return db.bankVerification.count({ where: { vendorId, customerId, endedAt: null } });
}
