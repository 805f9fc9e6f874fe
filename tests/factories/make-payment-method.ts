import { newId } from '~/lib/ids';

type MethodValues = {
  id: string;
  vendorId: string;
  customerId: string;
  gatewayMethodId: string;
  kind: string;
  brand: string;
  last4: string;
  funding: string;
  isDefault: boolean;
};

/** A saved method, a card unless said otherwise. The gateway knows it only if gatewayMethodId names one that was attached there. */
export async function makePaymentMethod(values: Partial<MethodValues> & { vendorId: string; customerId: string }) {
  const { db } = await import('~/lib/db.server');
  const id = newId();
  const method: MethodValues = {
    id,
    gatewayMethodId: `pm_${id.replaceAll('-', '')}`,
    kind: 'card',
    brand: 'visa',
    last4: '4242',
    funding: 'credit',
    isDefault: false,
    ...values,
  };
  await db.$executeRaw`
    INSERT INTO payment_methods (id, vendor_id, customer_id, gateway_method_id, kind, brand, last4, exp_month, exp_year, funding, default_since)
    VALUES (${method.id}::uuid, ${method.vendorId}::uuid, ${method.customerId}::uuid, ${method.gatewayMethodId}, ${method.kind}, ${method.brand},
      ${method.last4}, 12, 2034, ${method.funding}, CASE WHEN ${method.isDefault} THEN now() END)`;
  return method;
}
