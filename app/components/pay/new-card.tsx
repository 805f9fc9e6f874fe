import type { ComponentType } from 'react';
import { useEffect, useState } from 'react';
import { useWords } from '~/components/language';
import { Button } from '~/components/ui/button';
import type { MethodKind } from '~/domain/payment-methods/method-kind';
import type { GatewayAccess } from '~/domain/payments/gateway-access';
import { CardFieldsSkeleton } from './card-fields-skeleton';
import type { CardFieldsHandle, CardPurpose } from './card-fields';
import { newMethodWords } from './method.words';
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
  const say = useWords(newMethodWords);
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
        <p className="text-red font-semibold">{say('notLoaded')}</p>
        <p className="mt-1 mb-3">{say('whyNotLoaded')}</p>
        <Button type="button" onClick={retry}>
          {say('tryAgain')}
        </Button>
      </div>
    );
  }
  return (
    <>
      <noscript>
        <p className="text-small text-second">{say('needsScript')}</p>
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
