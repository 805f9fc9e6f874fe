import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { useLanguage } from '~/components/language';
import type { GatewayAccess } from '~/domain/payments/gateway-access';
import { loadStripe } from './stripe-script';

/** Shows the bank's question again, then looks how the payment stands. `failed`: it could not even be shown. */
export function useContinue(gateway: GatewayAccess) {
  const { revalidate } = useRevalidator();
  const language = useLanguage();
  const [working, setWorking] = useState(false);
  const [failed, setFailed] = useState(false);

  async function ask(clientSecret: string) {
    setWorking(true);
    setFailed(false);
    try {
      const stripe = await loadStripe(gateway, language);
      await stripe.handleNextAction({ clientSecret });
    } catch {
      setFailed(true);
    }
    setWorking(false);
    revalidate();
  }
  return { go: (clientSecret: string) => void ask(clientSecret), working, failed };
}
