import { replaceGatewayCustomer } from '~/domain/customers/ensure-gateway-customer.server';
import { mirrorMethod } from '~/domain/payment-methods/mirror-method.server';
import { GatewayOutage, GatewayRefusal, isCustomerMissing } from '~/gateways/stripe.server';
import { log } from '~/lib/log.server';
import type { PaymentRow } from './payment-row.server';

/**
 * A payment was refused because something of it is gone at the gateway, and its webhook was lost: what was taken away
 * there is no longer offered here, and a customer that was deleted there gets a new one, so that the next try can
 * succeed. Changes nothing of the payment, and never throws for what the gateway does: it will be asked again.
 */
export async function followMissing(payment: PaymentRow, refusal: GatewayRefusal, now: Date): Promise<void> {
  const { gatewayCustomerId, method } = payment.gatewayRequest;
  try {
    const customerGone = isCustomerMissing(refusal);
    if (customerGone) await replaceGatewayCustomer(payment, gatewayCustomerId);
    if ((customerGone || refusal.param === 'payment_method') && 'gatewayMethodId' in method)
      await mirrorMethod({ gatewayMethodId: method.gatewayMethodId, type: 'payment_method.detached', now });
  } catch (error) {
    if (!(error instanceof GatewayOutage || error instanceof GatewayRefusal)) throw error;
    log.warn({ paymentId: payment.id, reason: error.message }, 'what is gone at the gateway could not be followed yet');
  }
}
