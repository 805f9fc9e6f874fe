import type { ComponentType } from 'react';
import { useEffect, useState } from 'react';
import { Button } from '~/components/ui/button';
import type { MethodKind } from '~/domain/payment-methods/method-kind';
import type { GatewayAccess } from '~/domain/payments/gateway-access';
import { CardFieldsSkeleton } from './card-fields-skeleton';
import type { CardFieldsHandle, CardPurpose } from './card-fields';
import { useStripe } from './use-stripe';

type CardFieldsComponent = ComponentType<Parameters<typeof import('./card-fields').default>[0]>;

type NewCardProps = {
  access: GatewayAccess;
  purpose: CardPurpose;
  vendorName: string;
  handle: CardFieldsHandle;
  onKind: (kind: MethodKind) => void;
};

/** The fields for a card or account not on file. Their code and the gateway's script are fetched when they are first wanted. */
export function NewCard({ access, purpose, vendorName, handle, onKind }: NewCardProps) {
  const { stripe, failed, fail, retry } = useStripe(access);
  const [Fields, setFields] = useState<CardFieldsComponent | null>(null);
  useEffect(() => {
    if (failed) return;
    let left = false;
    import('./card-fields').then(
      (module) => !left && setFields(() => module.default),
      () => !left && fail(),
    );
    return () => {
      left = true;
    };
  }, [failed, fail]);
  if (failed) {
    return (
      <div role="alert" className="rounded-control bg-red-soft text-small px-4 py-3">
        <p className="text-red font-semibold">The payment fields could not be loaded.</p>
        <p className="mt-1 mb-3">
          They come from the payment provider. Check your connection, or whether something blocks them.
        </p>
        <Button type="button" onClick={retry}>
          Try again
        </Button>
      </div>
    );
  }
  return (
    <>
      <noscript>
        <p className="text-small text-second">
          A new card or account needs JavaScript: its fields belong to the payment provider, so that the number never
          reaches us. Turn it on and load this page again.
        </p>
      </noscript>
      {Fields && stripe ? (
        <Fields
          stripe={stripe}
          purpose={purpose}
          vendorName={vendorName}
          handle={handle}
          onKind={onKind}
          onFailed={fail}
        />
      ) : (
        <CardFieldsSkeleton className="min-h-[152px] noscript:hidden" />
      )}
    </>
  );
}
