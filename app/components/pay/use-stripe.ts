import type { Stripe } from '@stripe/stripe-js';
import { useCallback, useEffect, useState } from 'react';
import { useLanguage } from '~/components/language';
import type { GatewayAccess } from '~/domain/payments/gateway-access';
import { loadStripe } from './stripe-script';

export type StripeLoad = { stripe: Stripe | null; failed: boolean; fail: () => void; retry: () => void };

/** The gateway's script, once it is there; `fail` is for who finds that what it brought does not work. */
export function useStripe(access: GatewayAccess): StripeLoad {
  const [stripe, setStripe] = useState<Stripe | null>(null);
  const [failed, setFailed] = useState(false);
  const [tries, setTries] = useState(0);
  const { scriptUrl, publishableKey } = access;
  const language = useLanguage();
  useEffect(() => {
    let left = false;
    loadStripe({ scriptUrl, publishableKey }, language).then(
      (loaded) => !left && setStripe(loaded),
      () => !left && setFailed(true),
    );
    return () => {
      left = true;
    };
  }, [scriptUrl, publishableKey, language, tries]);
  const fail = useCallback(() => setFailed(true), []);
  const retry = useCallback(() => {
    setFailed(false);
    setTries((n) => n + 1);
  }, []);
  return { stripe, failed, fail, retry };
}
