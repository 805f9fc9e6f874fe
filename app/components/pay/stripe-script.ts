import type { Stripe } from '@stripe/stripe-js';
import type { GatewayAccess } from '~/domain/payments/gateway-access';
import type { Language } from '~/lib/languages/language';

let loading: { access: GatewayAccess; language: Language; stripe: Promise<Stripe> } | undefined;

/**
 * Loads the gateway's script from its own address (it must never be bundled or proxied) once per page, with the
 * document's nonce. Its fields, its messages and the bank's dialog are in the page's language. A failed load is
 * forgotten, so that "try again" tries again.
 */
export function loadStripe(access: GatewayAccess, language: Language): Promise<Stripe> {
  const { scriptUrl, publishableKey } = access;
  const same = loading?.access.scriptUrl === scriptUrl && loading.access.publishableKey === publishableKey;
  if (!loading || !same || loading.language !== language) {
    const stripe = start(access, language);
    loading = { access, language, stripe };
    stripe.catch(() => (loading = undefined));
  }
  return loading.stripe;
}

async function start({ scriptUrl, publishableKey }: GatewayAccess, language: Language): Promise<Stripe> {
  if (!window.Stripe) await addScript(scriptUrl);
  if (!window.Stripe) throw new Error('the gateway’s script did not start');
  return window.Stripe(publishableKey, { locale: language });
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
