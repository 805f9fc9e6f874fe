import { Form, useNavigation } from '@remix-run/react';
import { Button, buttonClass } from '~/components/ui/button';
import { Ticket } from '~/components/ui/ticket';
import type { PaymentPage } from './payment-page.types';
import { PaymentAtBank, VerifyAccount } from './payment-at-bank';
import { PaymentRows } from './payment-paid';
import { PaymentSheet, WaysBack } from './payment-sheet';
import { Mailbox } from './mailbox';
import { What } from './payment-what';
import { useContinue } from './use-continue';
import { useFollow } from './use-follow';

/** Until the gateway has spoken: what we know, that nothing is charged twice, and that nobody has to wait here. */
export function PaymentUnderWay({ page }: { page: PaymentPage }) {
  const { payment } = page;
  const { gaveUp } = useFollow(payment.id, payment.state);
  // A bank takes days: nobody is made to watch the page load itself again.
  if (payment.state === 'processing') return <PaymentAtBank page={page} />;
  if (payment.waitsFor === 'microdeposits') return <VerifyAccount page={page} />;
  return (
    <>
      {/* Without scripts the page follows by loading itself again. */}
      <noscript>
        <meta httpEquiv="refresh" content="5" />
      </noscript>
      {payment.state === 'action_required' ? <Authenticate page={page} /> : <Checking page={page} gaveUp={gaveUp} />}
    </>
  );
}

function Checking({ page, gaveUp }: { page: PaymentPage; gaveUp: boolean }) {
  const { payment, email } = page;
  return (
    <PaymentSheet look="working" title="We are checking with the bank" subtitle={<What payment={payment} />}>
      <Ticket.Tear className="my-5" />
      <div role="status" className="grid gap-3">
        <p>This usually takes a few seconds. You will not be charged twice.</p>
        <p className="text-second">
          You can close this page: we mail the receipt to <Mailbox email={email} /> as soon as the bank has confirmed.
        </p>
        {gaveUp && (
          <p className="text-second">It takes longer than usual. We keep checking; load the page again to look.</p>
        )}
      </div>
      <div className="mt-6 flex flex-wrap gap-2.5">
        <WaysBack />
      </div>
      <Ticket.Tear className="my-5" />
      <PaymentRows payment={payment} />
    </PaymentSheet>
  );
}

function Authenticate({ page }: { page: PaymentPage }) {
  const { payment, action, mayPay } = page;
  const { go, working, failed } = useContinue(page.gateway);
  const cancelling = useNavigation().formMethod === 'POST';
  const { clientSecret = null, redirectUrl = null } = action ?? {};
  return (
    <PaymentSheet look="ask" title="Your bank wants to know that it is you" subtitle={<What payment={payment} />}>
      <Ticket.Tear className="my-5" />
      <div className="grid gap-3">
        <p>
          Nothing is charged until you confirm it with your bank. Until then the invoices are held for this payment.
        </p>
        {!mayPay && (
          <p className="text-second">
            Your role is viewer: the colleague who started the payment can confirm or cancel it.
          </p>
        )}
        {mayPay && !redirectUrl && !clientSecret && (
          <p className="text-second">The bank cannot be reached just now. Load this page again in a minute.</p>
        )}
        {failed && (
          <p role="alert" className="text-red">
            The bank’s question could not be shown. Check your connection and try again.
          </p>
        )}
      </div>
      {mayPay && (
        <div className="mt-6 flex flex-wrap gap-2.5">
          {redirectUrl ? (
            <a href={redirectUrl} className={buttonClass({ variant: 'primary' }, 'min-h-[42px]')}>
              Continue at your bank
            </a>
          ) : (
            clientSecret && (
              <Button
                type="button"
                variant="primary"
                pending={working}
                onClick={() => go(clientSecret)}
                className="min-h-[42px] noscript:hidden"
              >
                {working ? 'Waiting for your bank…' : 'Continue'}
              </Button>
            )
          )}
          <Form method="post">
            <Button name="intent" value="cancel" pending={cancelling} className="min-h-[42px]">
              {cancelling ? 'Cancelling…' : 'Cancel this payment'}
            </Button>
          </Form>
        </div>
      )}
      {mayPay && !redirectUrl && (
        <noscript>
          <p className="text-small text-second mt-3">
            To continue, turn JavaScript on and load this page again. Cancelling works without.
          </p>
        </noscript>
      )}
      <Ticket.Tear className="my-5" />
      <PaymentRows payment={payment} />
    </PaymentSheet>
  );
}
