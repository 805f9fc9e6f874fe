import type { InvoiceScope } from '~/domain/invoices/open-invoice';
import type { Verification } from '~/gateways/method-view';
import { GatewayOutage, GatewayRefusal, retrieveIntent, type IntentView } from '~/gateways/stripe.server';
import { db } from '~/lib/db.server';

/** What a waiting payment still needs of its payer: the secret for our script, the bank's page, or the page that verifies an account. Null when nothing, or when the gateway does not answer now. */
export async function loadAction(
  scope: InvoiceScope,
  paymentId: string,
): Promise<{ clientSecret: string | null; redirectUrl: string | null; verification: Verification | null } | null> {
  const payment = await db.payment.findFirst({
    where: { id: paymentId, vendorId: scope.vendorId, customerId: scope.customerId, state: 'action_required' },
    select: { gatewayIntentId: true },
  });
  if (!payment?.gatewayIntentId) return null;
  const intent = await intentOrNull(payment.gatewayIntentId);
  if (!intent) return null;
  if (intent.status !== 'requires_action') return null;
  const { clientSecret, redirectUrl, verification } = intent;
  // Small deposits take days: the script has nothing to show for them.
  return { clientSecret: verification ? null : clientSecret, redirectUrl, verification };
}

async function intentOrNull(intentId: string): Promise<IntentView | null> {
  try {
    return await retrieveIntent(intentId);
  } catch (error) {
    if (error instanceof GatewayOutage || error instanceof GatewayRefusal) return null;
    throw error;
  }
}
