import { Form, useNavigation } from '@remix-run/react';
import { useRichWords, useWords } from '~/components/language';
import { Button, buttonClass } from '~/components/ui/button';
import { Ticket } from '~/components/ui/ticket';
import { Mailbox } from './mailbox';
import type { PaymentPage } from './payment-page.types';
import { PaymentSheet, WaysBack } from './payment-sheet';
import { What } from './payment-what';
import { underWayWords } from './payment-under-way.words';

/** A bank has been asked and takes its days: what that means for the invoices, and when to expect the money. */
export function PaymentAtBank({ page }: { page: PaymentPage }) {
  const { payment, email, vendorName: vendor } = page;
  const say = useWords(underWayWords);
  const rich = useRichWords(underWayWords);
  return (
    <PaymentSheet look="bank" title={say('onItsWay')} subtitle={<What payment={payment} />}>
      <Ticket.Tear className="my-5" />
      <div role="status" className="grid gap-3">
        <p>
          {payment.expectedOn
            ? rich('askedBankBy', { vendor, on: <Day>{payment.expectedOn}</Day> })
            : say('askedBank', { vendor })}{' '}
          {say('held', { count: payment.invoiceCount })}
        </p>
        <p className="text-second">{rich('needNotWait', { mailbox: <Mailbox email={email} /> })}</p>
      </div>
      {(payment.expectedOn ?? payment.mandateReference) && (
        <dl className="border-line mt-4 border-t pt-3">
          <Fact label={say('started')}>{payment.startedOn}</Fact>
          {payment.expectedOn && <Fact label={say('expectedBy')}>{payment.expectedOn}</Fact>}
          {payment.mandateReference && <Fact label={say('mandate')}>{payment.mandateReference}</Fact>}
        </dl>
      )}
      <div className="mt-6 flex flex-wrap gap-2.5">
        <WaysBack />
      </div>
    </PaymentSheet>
  );
}

function Day({ children }: { children: string }) {
  return <strong className="font-semibold whitespace-nowrap">{children}</strong>;
}

function Fact({ label, children }: { label: string; children: string }) {
  return (
    <div className="text-small flex flex-wrap justify-between gap-x-4 py-1">
      <dt className="text-second">{label}</dt>
      <dd className="wrap-anywhere tabular-nums">
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}

/** A new account must first be proved the payer's, by the code that comes with a small deposit. */
export function VerifyAccount({ page }: { page: PaymentPage }) {
  const { payment, action, mayPay } = page;
  const say = useWords(underWayWords);
  const rich = useRichWords(underWayWords);
  const cancelling = useNavigation().formMethod === 'POST';
  const verification = action?.verification ?? null;
  return (
    <PaymentSheet look="ask" title={say('verify')} subtitle={<What payment={payment} />}>
      <Ticket.Tear className="my-5" />
      <div className="grid gap-3">
        <p>
          {verification ? rich('depositBy', { on: <Day>{verification.arrivesOn}</Day> }) : say('deposit')}{' '}
          {say('depositCode')}
        </p>
        <p className="text-second">{say('nothingBefore')}</p>
        {!mayPay && <p className="text-second">{say('viewerVerifies')}</p>}
        {mayPay && !verification && <p className="text-second">{say('providerAway')}</p>}
      </div>
      {mayPay && (
        <div className="mt-6 flex flex-wrap gap-2.5">
          {verification && (
            <a
              href={verification.url}
              target="_blank"
              rel="noreferrer"
              className={buttonClass({ variant: 'primary' }, 'min-h-[42px]')}
            >
              {say('enterCode')}
              <span className="sr-only"> {say('opensProvider')}</span>
            </a>
          )}
          <Form method="post">
            <Button name="intent" value="cancel" pending={cancelling} className="min-h-[42px]">
              {say(cancelling ? 'cancelling' : 'cancel')}
            </Button>
          </Form>
        </div>
      )}
    </PaymentSheet>
  );
}
