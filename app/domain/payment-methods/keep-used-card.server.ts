import type { CardView } from '~/gateways/stripe.server';
import type { Tx } from '~/lib/db.server';
import { newId } from '~/lib/ids';

/** Keeps a card that was saved at the gateway. Known already: nothing happens, so it is safe to repeat. */
export async function keepUsedCard(
  tx: Tx,
  kept: { vendorId: string; customerId: string; card: CardView },
): Promise<void> {
  const { card } = kept;
  await tx.$executeRaw`
    INSERT INTO payment_methods (id, vendor_id, customer_id, gateway_method_id, kind, brand, last4, exp_month, exp_year, funding)
    VALUES (${newId()}::uuid, ${kept.vendorId}::uuid, ${kept.customerId}::uuid, ${card.gatewayMethodId}, 'card', ${card.brand}, ${card.last4},
      ${card.expMonth}::int, ${card.expYear}::int, ${card.funding})
    ON CONFLICT (gateway_method_id) DO NOTHING`;
}
