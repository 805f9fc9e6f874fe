import type { MethodView } from '~/gateways/method-view';
import type { Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';

/** Keeps a card or account that was saved at the gateway. Known already: nothing happens, so it is safe to repeat. */
export async function keepUsedMethod(
  tx: Tx,
  kept: { vendorId: string; customerId: string; method: MethodView },
): Promise<void> {
  const { method } = kept;
  await tx.$executeRaw`
    INSERT INTO payment_methods (id, vendor_id, customer_id, gateway_method_id, kind, brand, last4, exp_month, exp_year, funding)
    VALUES (${newId()}::uuid, ${kept.vendorId}::uuid, ${kept.customerId}::uuid, ${method.gatewayMethodId}, ${method.kind}, ${method.brand}, ${method.last4},
      ${method.expMonth}::int, ${method.expYear}::int, ${method.funding})
    ON CONFLICT (gateway_method_id) DO NOTHING`;
}
