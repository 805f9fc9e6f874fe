import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useWords } from '~/components/language';
import { Button } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import type { MethodKind } from '~/domain/payment-methods/method-kind';
import type { GatewayAccess } from '~/domain/payments/gateway-access';
import type { CardFieldsHandle } from './card-fields';
import { addCardWords } from './methods-page.words';
import { NewCard } from './new-card';
import { useSaveCard } from './use-save-card';
import { WordsBanner } from './words-banner';

/** A card or bank account to be kept without paying. The gateway is told of it only once its fields are filled in. */
export function AddCard({
  gateway,
  kinds,
  vendorName,
  whose = 'your own',
  action,
  onSaved,
  onCancel,
}: {
  gateway: GatewayAccess;
  /** What the vendor takes. */
  kinds: MethodKind[];
  vendorName: string;
  /** Staff type what a customer told them. */
  whose?: 'your own' | 'a customer’s';
  /** Where it is begun and finished; the portal's payment methods, unless said. */
  action?: string;
  onSaved: () => void;
  /** Left out where there is nothing to go back to. */
  onCancel?: () => void;
}) {
  const say = useWords(addCardWords);
  const card: CardFieldsHandle = useRef(null);
  const [kind, setKind] = useState<MethodKind>('card');
  const { save, working, problem } = useSaveCard(card, kind, { action, onDone: onSaved });
  const form = useRef<HTMLFormElement>(null);
  // The button that opened the form is gone; the focus would be lost with it.
  useEffect(() => form.current?.focus(), []);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  return (
    <Card title={say('title')}>
      <form ref={form} tabIndex={-1} onSubmit={onSubmit} aria-label={say('title')} className="outline-none">
        {problem && <WordsBanner words={problem} tone="red" />}
        <NewCard
          access={gateway}
          purpose={{ mode: 'setup', kinds }}
          vendorName={vendorName}
          handle={card}
          onKind={setKind}
        />
        <p className="text-small text-second mt-4">
          {whose === 'a customer’s'
            ? `Nothing is charged. It is kept for this customer. Add it only with their consent${kind === 'card' ? '; their bank may ask them' : ''}.`
            : say(kind === 'card' ? 'card' : 'account')}
        </p>
        <div className="mt-4 flex flex-wrap gap-2.5">
          <Button variant="primary" pending={working}>
            {kind === 'card'
              ? say(working ? 'savingCard' : 'saveCard')
              : say(working ? 'savingAccount' : 'saveAccount')}
          </Button>
          {onCancel && (
            <Button type="button" onClick={onCancel}>
              {say('cancel')}
            </Button>
          )}
        </div>
      </form>
    </Card>
  );
}
