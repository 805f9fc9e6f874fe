import { toGatewayAmount } from '~/gateways/gateway-amount';
import { getConfig } from '~/lib/config.server';
import type { Currency } from '~/lib/money';

/** What the gateway's script in the payer's browser is told. Public, all of it. */
export type GatewayAccess = { scriptUrl: string; publishableKey: string };

export function gatewayAccess(): GatewayAccess {
  const { STRIPE_JS_URL, STRIPE_PUBLISHABLE_KEY } = getConfig();
  return { scriptUrl: STRIPE_JS_URL, publishableKey: STRIPE_PUBLISHABLE_KEY };
}

/** The amount as the gateway's fields want it: a number in its own counting. Null when it cannot be charged there. */
export function cardFormAmount(totalMinor: bigint, currency: Currency): number | null {
  return toGatewayAmount(totalMinor, currency);
}
