import type { Stripe } from '@stripe/stripe-js';
import type { GatewayAccess } from '~/domain/payments/gateway-access';

let loading: { access: GatewayAccess; stripe: Promise<Stripe> } | undefined;

/**
 * Loads the gateway's script from its own address (it must never be bundled or proxied) once per page, with the
 * document's nonce. A failed load is forgotten, so that "try again" tries again.
 */
export function loadStripe(access: GatewayAccess): Promise<Stripe> {
  if (loading?.access.scriptUrl !== access.scriptUrl || loading.access.publishableKey !== access.publishableKey) {
    const stripe = start(access);
    loading = { access, stripe };
    stripe.catch(() => (loading = undefined));
  }
  return loading.stripe;
}

async function start({ scriptUrl, publishableKey }: GatewayAccess): Promise<Stripe> {
  if (!window.Stripe) await addScript(scriptUrl);
  if (!window.Stripe) throw new Error('the gateway’s script did not start');
  return window.Stripe(publishableKey, { locale: 'en' });
}

function addScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.async = true;
    // Browsers hide the attribute from scripts but give the property.
    script.nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error('the gateway’s script did not load'));
    };
    document.head.append(script);
  });
}
