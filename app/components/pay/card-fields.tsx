import { Elements, PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js';
import type { Stripe, StripeElements, StripeElementsOptionsMode, StripePaymentElementOptions } from '@stripe/stripe-js';
import { useEffect, useState, type MutableRefObject } from 'react';
import { isMethodKind, type MethodKind } from '~/domain/payment-methods/method-kind';
import type { Currency } from '~/lib/money';
import { useAppearance } from './appearance';
import { CardFieldsSkeleton } from './card-fields-skeleton';

/** What a form needs to turn the typed card into something it can send. Null until the fields are there. */
export type CardFieldsHandle = MutableRefObject<{ stripe: Stripe; elements: StripeElements } | null>;

/** What is asked of the card or account: an amount now, or only to be kept. Mirrors what our server asks of the gateway. */
export type CardPurpose = { /** What the vendor takes. */ kinds: MethodKind[] } & (
  { mode: 'payment'; amount: number; currency: Currency; save: boolean } | { mode: 'setup' }
);

type CardFieldsProps = {
  stripe: Stripe;
  purpose: CardPurpose;
  /** Whom the payer allows to charge the card again, where it is kept. */
  vendorName: string;
  handle: CardFieldsHandle;
  /** Hears what is being filled in: a card, or which kind of bank account. */
  onKind: (kind: MethodKind) => void;
  onFailed: () => void;
};

const FIELDS: StripePaymentElementOptions = {
  layout: { type: 'tabs', defaultCollapsed: false },
  // Wallets would open windows and frames that our content security policy does not know.
  wallets: { applePay: 'never', googlePay: 'never', link: 'never' },
};

/** The gateway's own fields, for cards and bank accounts, in their own frame: nothing that is typed there reaches this page or our server. */
export default function CardFields({ stripe, purpose, vendorName, handle, onKind, onFailed }: CardFieldsProps) {
  const appearance = useAppearance();
  return (
    <Elements stripe={stripe} options={{ ...elementsOptions(purpose), appearance }}>
      <Fields vendorName={vendorName} handle={handle} onKind={onKind} onFailed={onFailed} />
    </Elements>
  );
}

function elementsOptions(purpose: CardPurpose): StripeElementsOptionsMode {
  if (purpose.mode === 'setup')
    return { mode: 'setup', setupFutureUsage: 'off_session', allowedPaymentMethodTypes: purpose.kinds };
  return {
    mode: 'payment',
    amount: purpose.amount,
    currency: purpose.currency.toLowerCase(),
    setupFutureUsage: purpose.save ? 'off_session' : null,
    allowedPaymentMethodTypes: purpose.kinds,
  };
}

function Fields({ vendorName, handle, onKind, onFailed }: Omit<CardFieldsProps, 'stripe' | 'purpose'>) {
  const stripe = useStripe();
  const elements = useElements();
  const [ready, setReady] = useState(false);
  useEffect(() => {
    handle.current = stripe && elements ? { stripe, elements } : null;
    return () => {
      handle.current = null;
    };
  }, [stripe, elements, handle]);
  return (
    <div className="relative min-h-[152px]" aria-busy={!ready}>
      {!ready && <CardFieldsSkeleton className="absolute inset-0" />}
      <div className={ready ? '' : 'opacity-0'}>
        <PaymentElement
          options={{ ...FIELDS, business: { name: vendorName } }}
          onReady={() => setReady(true)}
          onChange={({ value }) => onKind(isMethodKind(value.type) ? value.type : 'card')}
          onLoadError={onFailed}
        />
      </div>
    </div>
  );
}
