import { getConfig } from '~/lib/config.server';
import type { GatewayAccess } from './gateway-access';

export function gatewayAccess(): GatewayAccess {
  const { STRIPE_JS_URL, STRIPE_PUBLISHABLE_KEY } = getConfig();
  return { scriptUrl: STRIPE_JS_URL, publishableKey: STRIPE_PUBLISHABLE_KEY };
}
