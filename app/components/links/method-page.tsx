import { Form, useRevalidator } from '@remix-run/react';
import type { MethodKind } from '~/domain/payment-methods/method-kind';
import type { GatewayAccess } from '~/domain/payments/gateway-access';
import { paths } from '~/lib/paths';
import { AddCard } from '../pay/add-card';
import { Button, buttonClass } from '../ui/button';
import { Card } from '../ui/card';
import { PageTitle } from '../ui/page-title';

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
  const { linkId, why, vendorName, customerName, gateway, kinds, returned } = page;
  if (why !== null || gateway === null) return <Ended used={why === 'used'} vendorName={vendorName} />;
  return (
    <div className="max-w-[640px]">
      <PageTitle
        title="Keep a card or bank account on file"
        subtitle={`For ${customerName}: ${vendorName} asks for it, to charge invoices as agreed with you.`}
      />
      {returned ? (
        <Card>
          <p className="text-second mb-4">Your bank has sent you back. One press finishes it.</p>
          <Form method="post">
            <input type="hidden" name="plain" value="1" />
            <input type="hidden" name="setup_intent" value={returned} />
            <Button name="intent" value="finish" variant="primary">
              Finish
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
  return (
    <div className="max-w-[640px]">
      <PageTitle title={used ? 'It is kept. Thank you.' : 'This link works no more'} />
      <Card>
        <p className="text-second mb-4">
          {used
            ? `${vendorName} has a card or bank account of yours on file now. Sign in to see or remove it.`
            : 'It has expired or was withdrawn. Ask whoever sent it for a new one, or sign in and add a card or bank account yourself.'}
        </p>
        <a href={paths.signIn} className={buttonClass({ variant: 'primary' })}>
          Sign in
        </a>
      </Card>
    </div>
  );
}
