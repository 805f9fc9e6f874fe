import { Form, useNavigation } from '@remix-run/react';
import { useRichWords, useWords } from '~/components/language';
import { Button, buttonClass } from '~/components/ui/button';
import { Ticket } from '~/components/ui/ticket';
import type { PaymentPage } from './payment-page.types';
import { PaymentAtBank, VerifyAccount } from './payment-at-bank';
import { PaymentRows } from './payment-paid';
import { PaymentSheet, WaysBack } from './payment-sheet';
import { Mailbox } from './mailbox';
import { What } from './payment-what';
import { underWayWords } from './payment-under-way.words';
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
  const say = useWords(underWayWords);
  const rich = useRichWords(underWayWords);
  return (
    <PaymentSheet look="working" title={say('checking')} subtitle={<What payment={payment} />}>
      <Ticket.Tear className="my-5" />
      <div role="status" className="grid gap-3">
        <p>{say('usually')}</p>
        <p className="text-second">{rich('mayClose', { mailbox: <Mailbox email={email} /> })}</p>
        {gaveUp && <p className="text-second">{say('longer')}</p>}
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
  const say = useWords(underWayWords);
  const { go, working, failed } = useContinue(page.gateway);
  const cancelling = useNavigation().formMethod === 'POST';
  const { clientSecret = null, redirectUrl = null } = action ?? {};
  return (
    <PaymentSheet look="ask" title={say('isItYou')} subtitle={<What payment={payment} />}>
      <Ticket.Tear className="my-5" />
      <div className="grid gap-3">
        <p>{say('untilConfirmed')}</p>
        {!mayPay && <p className="text-second">{say('viewerConfirms')}</p>}
        {mayPay && !redirectUrl && !clientSecret && <p className="text-second">{say('bankAway')}</p>}
        {failed && (
          <p role="alert" className="text-red">
            {say('notShown')}
          </p>
        )}
      </div>
      {mayPay && (
        <div className="mt-6 flex flex-wrap gap-2.5">
          {redirectUrl ? (
            <a href={redirectUrl} className={buttonClass({ variant: 'primary' }, 'min-h-[42px]')}>
              {say('continueAtBank')}
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
                {say(working ? 'waiting' : 'continue')}
              </Button>
            )
          )}
          <Form method="post">
            <Button name="intent" value="cancel" pending={cancelling} className="min-h-[42px]">
              {say(cancelling ? 'cancelling' : 'cancel')}
            </Button>
          </Form>
        </div>
      )}
      {mayPay && !redirectUrl && (
        <noscript>
          <p className="text-small text-second mt-3">{say('withoutScript')}</p>
        </noscript>
      )}
      <Ticket.Tear className="my-5" />
      <PaymentRows payment={payment} />
    </PaymentSheet>
  );
}
