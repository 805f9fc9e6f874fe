import { Form, useNavigation } from '@remix-run/react';
import { Button, buttonClass } from '~/components/ui/button';
import { Ticket } from '~/components/ui/ticket';
import { Mailbox } from './mailbox';
import type { PaymentPage } from './payment-page.types';
import { PaymentSheet, WaysBack } from './payment-sheet';
import { What } from './payment-what';

/** A bank has been asked and takes its days: what that means for the invoices, and when to expect the money. */
export function PaymentAtBank({ page }: { page: PaymentPage }) {
  const { payment, email, vendorName } = page;
  const one = payment.invoiceCount === 1;
  return (
    <PaymentSheet look="bank" title="Your payment is on its way" subtitle={<What payment={payment} />}>
      <Ticket.Tear className="my-5" />
      <div role="status" className="grid gap-3">
        <p>
          {vendorName} has asked your bank for the money. That takes a few business days
          {payment.expectedOn ? (
            <>
              : expect it by <strong className="font-semibold whitespace-nowrap">{payment.expectedOn}</strong>.
            </>
          ) : (
            '.'
          )}{' '}
          Until then {one ? 'the invoice is' : 'the invoices are'} not paid yet, but held for this payment: nobody can
          pay {one ? 'it' : 'them'} a second time.
        </p>
        <p className="text-second">
          You need not wait here: the receipt goes to <Mailbox email={email} /> when the money has arrived. Should the
          bank say no, that is told there too.
        </p>
      </div>
      {(payment.expectedOn ?? payment.mandateReference) && (
        <dl className="border-line mt-4 border-t pt-3">
          <Fact label="Started">{payment.startedOn}</Fact>
          {payment.expectedOn && <Fact label="Expected by">{payment.expectedOn}</Fact>}
          {payment.mandateReference && <Fact label="Mandate reference">{payment.mandateReference}</Fact>}
        </dl>
      )}
      <div className="mt-6 flex flex-wrap gap-2.5">
        <WaysBack />
      </div>
    </PaymentSheet>
  );
}

function Fact({ label, children }: { label: string; children: string }) {
  return (
    <div className="text-small flex flex-wrap justify-between gap-x-4 py-1">
      <dt className="text-second">{label}</dt>
      <dd className="wrap-anywhere tabular-nums">{children}</dd>
    </div>
  );
}

/** A new account must first be proved the payer's, by the code that comes with a small deposit. */
export function VerifyAccount({ page }: { page: PaymentPage }) {
  const { payment, action, mayPay } = page;
  const cancelling = useNavigation().formMethod === 'POST';
  const verification = action?.verification ?? null;
  return (
    <PaymentSheet look="ask" title="Verify your bank account" subtitle={<What payment={payment} />}>
      <Ticket.Tear className="my-5" />
      <div className="grid gap-3">
        <p>
          To make sure that the account is yours, a deposit of one cent reaches it
          {verification ? (
            <>
              {' '}
              by <strong className="font-semibold whitespace-nowrap">{verification.arrivesOn}</strong>
            </>
          ) : (
            ' in one or two business days'
          )}
          . Its text on your statement holds a code that begins with SM. Enter it within ten days.
        </p>
        <p className="text-second">
          Nothing is taken before that. Until then the invoices are held for this payment; cancel it to pay them another
          way.
        </p>
        {!mayPay && (
          <p className="text-second">
            Your role is viewer: the colleague who started the payment can verify the account or cancel.
          </p>
        )}
        {mayPay && !verification && (
          <p className="text-second">
            The payment provider cannot be reached just now. Load this page again in a minute.
          </p>
        )}
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
              Enter the code<span className="sr-only"> (opens the payment provider’s page)</span>
            </a>
          )}
          <Form method="post">
            <Button name="intent" value="cancel" pending={cancelling} className="min-h-[42px]">
              {cancelling ? 'Cancelling…' : 'Cancel this payment'}
            </Button>
          </Form>
        </div>
      )}
    </PaymentSheet>
  );
}
