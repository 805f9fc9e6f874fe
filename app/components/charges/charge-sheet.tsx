import { Link } from '@remix-run/react';
import { MethodInWords } from '~/components/pay/method-mark';
import { payAddress } from '~/components/pay/pay-address';
import { PaymentSheet, type SheetLook } from '~/components/pay/payment-sheet';
import { PaymentStateTag } from '~/components/pay/payment-state-tag';
import { ButtonLink } from '~/components/ui/button';
import { Money } from '~/components/ui/money';
import { Tag } from '~/components/ui/tag';
import { Ticket } from '~/components/ui/ticket';
import { invoiceCount } from '~/domain/invoices/invoice-count';
import { isWaiting, type ChargeState } from '~/domain/scheduled-charges/charge-state';
import { cancelWords, chargeFailedWords, dropTag } from '~/domain/scheduled-charges/charge-words';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';
import { CancelCharge } from './charge-list';
import type { ShownCharge } from './charge-page.types';

const LOOKS: Record<ChargeState, SheetLook> = {
  scheduled: 'date',
  running: 'working',
  retrying: 'ask',
  succeeded: 'paid',
  failed: 'failed',
  cancelled: 'ended',
};

type ChargeSheetProps = { charge: ShownCharge; mayPay: boolean; timeZone: string };

/** One charge that was agreed beforehand, as a ticket: how it stands, what it is for, what was tried, and how to stop it. */
export function ChargeSheet({ charge, mayPay, timeZone }: ChargeSheetProps) {
  const { state, currency, method, invoiceCount: count } = charge;
  const waiting = isWaiting(state);
  const last = charge.tries.at(-1);
  const amountMinor = waiting ? charge.amountMinor : charge.agreedMinor;
  return (
    <PaymentSheet
      look={LOOKS[state]}
      title={titleOf(charge)}
      subtitle={
        <>
          <Money amountMinor={amountMinor} currency={currency} /> for {invoiceCount(count)}{' '}
          <MethodInWords method={method} />
        </>
      }
    >
      <div className="mt-4 grid gap-1">
        {linesOf(charge, timeZone).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <div className="mt-6 flex flex-wrap gap-2.5">
        {mayPay && (state === 'failed' || state === 'retrying') && last && (
          <ButtonLink to={payAddress({ again: last.paymentId })} variant="primary" className="min-h-[42px]">
            {state === 'failed' && chargeFailedWords(charge.reason, null).finish ? 'Finish the payment' : 'Pay now'}
          </ButtonLink>
        )}
        {(state === 'running' || state === 'succeeded') && last && (
          <ButtonLink to={paths.payment(last.paymentId)} variant="primary" className="min-h-[42px]">
            See the payment
          </ButtonLink>
        )}
        {mayPay && waiting && <CancelCharge chargeId={charge.id} what="it" wide />}
        <ButtonLink to={paths.invoices} className="min-h-[42px]">
          Back to invoices
        </ButtonLink>
      </div>
      <Ticket.Tear className="my-5" />
      <Invoices charge={charge} />
      {charge.tries.length > 0 && state !== 'succeeded' && <Tries charge={charge} />}
      <p className="text-small text-third mt-4">
        {charge.kind === 'autopay' ? (
          <>
            Planned on {charge.agreedOn} by{' '}
            <Link to={paths.autopay} className="underline">
              AutoPay
            </Link>
            , which {charge.agreedBy} turned on.
          </>
        ) : (
          `Scheduled on ${charge.agreedOn} by ${charge.agreedBy}.`
        )}
      </p>
    </PaymentSheet>
  );
}

function titleOf({ state, on, endedOn, reason }: ShownCharge): string {
  switch (state) {
    case 'scheduled':
      return `To be charged on ${on}.`;
    case 'running':
      return 'Being charged.';
    case 'retrying':
      return `Not charged yet. It is tried again on ${on}.`;
    case 'succeeded':
      return `Charged on ${endedOn}.`;
    case 'failed':
      return chargeFailedWords(reason, null).finish ? 'Not charged: one step is left.' : 'Not charged.';
    case 'cancelled':
      return 'Cancelled. Nothing was charged.';
  }
}

function linesOf({ state, reason, on }: ShownCharge, timeZone: string): string[] {
  switch (state) {
    case 'scheduled':
      return [
        `It is charged when that day begins in the vendor’s time zone (${timeZone}), and not before.`,
        'What is paid otherwise until then is not charged again.',
      ];
    case 'running':
      return ['The bank has been asked. Nothing is charged twice.'];
    case 'retrying':
      return [chargeFailedWords(reason, null).what, `Nothing was charged. Pay now, and it is not charged on ${on}.`];
    case 'succeeded':
      return [];
    case 'failed': {
      const { what, next } = chargeFailedWords(reason, null);
      return [what, `Nothing was charged. ${next}`];
    }
    case 'cancelled':
      return [cancelWords(reason)];
  }
}

function Invoices({ charge }: { charge: ShownCharge }) {
  const { invoices, invoiceCount: count, currency } = charge;
  return (
    <>
      <div className="text-small text-third flex justify-between gap-4 pb-1">
        <span>Invoice</span>
        <span>Agreed</span>
      </div>
      {invoices.map(({ invoiceId, number, amountMinor, dropReason }) => (
        <Ticket.Line
          key={invoiceId}
          label={
            <>
              <Link to={paths.invoice(invoiceId)} className="text-ink hover:underline">
                {number}
              </Link>{' '}
              {dropReason && <Tag>{dropTag(dropReason)}</Tag>}
            </>
          }
        >
          {dropReason ? (
            <>
              <span className="sr-only">not charged: </span>
              <s className="text-third">{formatMoney(amountMinor, currency)}</s>
            </>
          ) : (
            <Money amountMinor={amountMinor} currency={currency} />
          )}
        </Ticket.Line>
      ))}
      {count > invoices.length && <p className="text-second py-1">and {invoiceCount(count - invoices.length)} more</p>}
    </>
  );
}

function Tries({ charge }: { charge: ShownCharge }) {
  return (
    <section aria-labelledby="tries" className="border-line mt-4 border-t pt-3">
      <h2 id="tries" className="text-small text-third pb-1">
        Tries
      </h2>
      <ol>
        {charge.tries.map(({ paymentId, on, state, why }) => (
          <li key={paymentId} className="flex items-baseline justify-between gap-4 py-1">
            <span>
              <Link to={paths.payment(paymentId)} className="font-semibold whitespace-nowrap hover:underline">
                {on}
              </Link>
              {why && <span className="text-small text-second block">{why}</span>}
            </span>
            <PaymentStateTag state={state} />
          </li>
        ))}
      </ol>
    </section>
  );
}
