import type { ForCustomer } from '~/auth/actor';
import { record } from '~/domain/audit/record.server';
import { transaction } from '~/lib/db.server';

/** Makes one saved method the customer's default. False: there is no such method. */
export async function makeDefaultPaymentMethod(
  actor: ForCustomer,
  input: { methodId: string; cause: string },
  now: Date,
): Promise<boolean> {
  return transaction(async (tx) => {
    const methods = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM payment_methods WHERE vendor_id = ${actor.vendorId}::uuid AND customer_id = ${actor.customerId}::uuid AND removed_at IS NULL
      ORDER BY id FOR UPDATE`;
    if (!methods.some((method) => method.id === input.methodId)) return false;
    await tx.$executeRaw`
      UPDATE payment_methods SET default_since = NULL
      WHERE vendor_id = ${actor.vendorId}::uuid AND customer_id = ${actor.customerId}::uuid AND default_since IS NOT NULL`;
    await tx.$executeRaw`
      UPDATE payment_methods SET default_since = ${now}::timestamptz
      WHERE vendor_id = ${actor.vendorId}::uuid AND id = ${input.methodId}::uuid`;
    await record(tx, {
      vendorId: actor.vendorId,
      actor,
      cause: input.cause,
      action: 'payment_method.made_default',
      subject: 'payment_method',
      subjectId: input.methodId,
    });
    return true;
  });
}
