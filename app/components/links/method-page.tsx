import { Form, useRevalidator } from '@remix-run/react';
import type { MethodKind } from '~/domain/payment-methods/method-kind';
import type { GatewayAccess } from '~/domain/payments/gateway-access';
import { paths } from '~/lib/paths';
import { useWords } from '../language';
import { AddCard } from '../pay/add-card';
import { Button, buttonClass } from '../ui/button';
import { Card } from '../ui/card';
import { PageTitle } from '../ui/page-title';
import { methodPageWords } from './method-page.words';

type Page = {
  linkId: string;
  why: 'revoked' | 'expired' | 'used' | null;
  vendorName: string;
  customerName: string;
  gateway: GatewayAccess | null;
  /** What the vendor takes. */
  kinds: MethodKind[];
  returned: string | null;
};

/** Asks for a card or bank account to be kept; once one is, or the link has ended, it says that and no more. */
export function MethodPage({ page }: { page: Page }) {
  const { revalidate } = useRevalidator();
  const say = useWords(methodPageWords);
  const { linkId, why, vendorName, customerName, gateway, kinds, returned } = page;
  if (why !== null || gateway === null) return <Ended used={why === 'used'} vendorName={vendorName} />;
  return (
    <div className="max-w-[640px]">
      <PageTitle title={say('title')} subtitle={say('subtitle', { customer: customerName, vendor: vendorName })} />
      {returned ? (
        <Card>
          <p className="text-second mb-4">{say('sentBack')}</p>
          <Form method="post">
            <input type="hidden" name="plain" value="1" />
            <input type="hidden" name="setup_intent" value={returned} />
            <Button name="intent" value="finish" variant="primary">
              {say('finish')}
            </Button>
          </Form>
        </Card>
      ) : (
        <AddCard
          gateway={gateway}
          kinds={kinds}
          vendorName={vendorName}
          action={paths.link.method(linkId)}
          onSaved={() => revalidate()}
        />
      )}
    </div>
  );
}

function Ended({ used, vendorName }: { used: boolean; vendorName: string }) {
  const say = useWords(methodPageWords);
  return (
    <div className="max-w-[640px]">
      <PageTitle title={used ? say('kept') : say('ended')} />
      <Card>
        <p className="text-second mb-4">{used ? say('keptText', { vendor: vendorName }) : say('endedText')}</p>
        <a href={paths.signIn} className={buttonClass({ variant: 'primary' })}>
          {say('signIn')}
        </a>
      </Card>
    </div>
  );
}
