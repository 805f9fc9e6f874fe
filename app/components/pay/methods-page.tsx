import { Form, useNavigate } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '~/components/language';
import { Button } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { EmptyState } from '~/components/ui/empty-state';
import { PageTitle } from '~/components/ui/page-title';
import type { MethodKind } from '~/domain/payment-methods/method-kind';
import type { GatewayAccess } from '~/domain/payments/gateway-access';
import type { Words } from '~/domain/payments/words';
import { AutopayCard } from '~/components/charges/autopay-page';
import type { MethodUses } from '~/domain/autopay/autopay';
import type { Currency } from '~/lib/money';
import { AddCard } from './add-card';
import { MethodDone, methodsAfter } from './method-done';
import { MethodList } from './method-list';
import { methodsPageWords } from './methods-page.words';
import type { OfferedMethod } from './pay-page.types';
import { RemoveMethod } from './remove-method';
import { VerificationList, type ShownVerification } from './verification-list';
import { WordsBanner } from './words-banner';

type MethodsPageProps = {
  methods: OfferedMethod[];
  verifications: ShownVerification[];
  mayChange: boolean;
  removing: OfferedMethod | null;
  /** What charges by itself with the one that is to be removed. */
  uses: MethodUses | null;
  /** Currencies in which AutoPay is on. */
  autopayIn: Currency[];
  returned: string | null;
  /** What was done a moment ago. */
  done: string | null;
  /** What a new one may be. */
  kinds: MethodKind[];
  gateway: GatewayAccess;
  vendorName: string;
  problem: Words | null;
};

const ADD_BUTTON = 'add-card';

/** The cards and accounts a customer keeps: which is offered first, which to add, which to take away. */
export function MethodsPage({
  methods,
  verifications,
  mayChange,
  removing,
  uses,
  autopayIn,
  returned,
  done,
  kinds,
  gateway,
  vendorName,
  problem,
}: MethodsPageProps) {
  const say = useWords(methodsPageWords);
  const [adding, setAdding] = useState(false);
  const navigate = useNavigate();
  const onSaved = () => {
    setAdding(false);
    navigate(methodsAfter('saved'), { preventScrollReset: true, replace: true });
  };
  const wasAdding = useRef(false);
  useEffect(() => {
    if (wasAdding.current && !adding) document.getElementById(ADD_BUTTON)?.focus();
    wasAdding.current = adding;
  }, [adding]);
  const add = mayChange && !adding && (
    <Button type="button" id={ADD_BUTTON} variant="primary" onClick={() => setAdding(true)} className="noscript:hidden">
      {say('add')}
    </Button>
  );
  return (
    <div className="max-w-[720px]">
      <PageTitle title={say('title')} subtitle={say('subtitle')} aside={methods.length > 0 && add} />
      {problem && <WordsBanner words={problem} tone="red" />}
      {!problem && !adding && !removing && <MethodDone done={done} methods={methods} />}
      {returned && mayChange && <Returned setupIntentId={returned} />}
      <div className="grid gap-5">
        {adding && (
          <AddCard
            gateway={gateway}
            kinds={kinds}
            vendorName={vendorName}
            onSaved={onSaved}
            onCancel={() => setAdding(false)}
          />
        )}
        {verifications.length > 0 && (
          <Card flush title={say('toBeVerified')}>
            <VerificationList waiting={verifications} mayChange={mayChange} />
          </Card>
        )}
        {(methods.length > 0 || !adding) && (
          <Card flush>
            {methods.length > 0 ? (
              <MethodList methods={methods} mayChange={mayChange} />
            ) : (
              <EmptyState title={say('none')} icon="card" action={add}>
                {say('noneText')}
              </EmptyState>
            )}
          </Card>
        )}
        <AutopayCard on={autopayIn} />
      </div>
      {!mayChange && <p className="text-small text-second mt-4">{say('viewer')}</p>}
      <noscript>
        <p className="text-small text-second mt-4">{say('needsScript')}</p>
      </noscript>
      {removing && mayChange && (
        <RemoveMethod key={removing.id} method={removing} uses={uses} others={methods.length - 1} />
      )}
    </div>
  );
}

/** A bank has sent them back from confirming it. */
export function Returned({ setupIntentId }: { setupIntentId: string }) {
  const say = useWords(methodsPageWords);
  return (
    <Card className="mb-5" title={say('returned')}>
      <Form method="post" className="flex flex-wrap items-center gap-4">
        <p className="text-second grow">{say('oneMoreStep')}</p>
        <input type="hidden" name="setup_intent" value={setupIntentId} />
        <input type="hidden" name="plain" value="1" />
        <Button variant="primary" name="intent" value="finish">
          {say('finish')}
        </Button>
      </Form>
    </Card>
  );
}
