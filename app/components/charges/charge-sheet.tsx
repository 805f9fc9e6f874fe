import { Link } from '@remix-run/react';
import { useFormats, useLanguage, useRichWords, useWords } from '~/components/language';
import { MethodName } from '~/components/pay/method-mark';
import { payAddress } from '~/components/pay/pay-address';
import { PaymentSheet, type SheetLook } from '~/components/pay/payment-sheet';
import { PaymentStateTag } from '~/components/pay/payment-state-tag';
import { ButtonLink } from '~/components/ui/button';
import { Money } from '~/components/ui/money';
import { Tag } from '~/components/ui/tag';
import { Ticket } from '~/components/ui/ticket';
import { isWaiting, type ChargeState } from '~/domain/scheduled-charges/charge-state';
import { cancelWords, chargeFailedWords, dropTag } from '~/domain/scheduled-charges/charge-words';
import type { Language } from '~/lib/languages/language';
import { paths } from '~/lib/paths';
import { chargeWords } from './charge.words';
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
  const language = useLanguage();
  const say = useWords(chargeWords);
  const rich = useRichWords(chargeWords);
  const waiting = isWaiting(state);
  const last = charge.tries.at(-1);
  const amountMinor = waiting ? charge.amountMinor : charge.agreedMinor;
  return (
    <PaymentSheet
      look={LOOKS[state]}
      title={titleOf(charge, language)}
      subtitle={rich('what', {
        amount: <Money amountMinor={amountMinor} currency={currency} />,
        count,
        method: <MethodName {...method} />,
      })}
    >
      <div className="mt-4 grid gap-1">
        {linesOf(charge, timeZone, language).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <div className="mt-6 flex flex-wrap gap-2.5">
        {mayPay && (state === 'failed' || state === 'retrying') && last && (
          <ButtonLink to={payAddress({ again: last.paymentId })} variant="primary" className="min-h-[42px]">
            {say(state === 'failed' && chargeFailedWords(charge.reason, null).finish ? 'finish' : 'payNow')}
          </ButtonLink>
        )}
        {(state === 'running' || state === 'succeeded') && last && (
          <ButtonLink to={paths.payment(last.paymentId)} variant="primary" className="min-h-[42px]">
            {say('seePayment')}
          </ButtonLink>
        )}
        {mayPay && waiting && <CancelCharge chargeId={charge.id} />}
        <ButtonLink to={paths.invoices} className="min-h-[42px]">
          {say('toInvoices')}
        </ButtonLink>
      </div>
      <Ticket.Tear className="my-5" />
      <Invoices charge={charge} />
      {charge.tries.length > 0 && state !== 'succeeded' && <Tries charge={charge} />}
      <p className="text-small text-third mt-4">
        {charge.kind === 'autopay'
          ? rich('planned', {
              on: charge.agreedOn,
              who: charge.agreedBy,
              autopay: (
                <Link to={paths.autopay} className="underline">
                  {say('autopay')}
                </Link>
              ),
            })
          : say('agreed', { on: charge.agreedOn, who: charge.agreedBy })}
      </p>
    </PaymentSheet>
  );
}

function titleOf({ state, on, endedOn, reason }: ShownCharge, language: Language): string {
  const say = chargeWords(language);
  switch (state) {
    case 'scheduled':
    case 'retrying':
      return say(state, { on });
    case 'running':
    case 'cancelled':
      return say(state);
    case 'succeeded':
      return say(state, { on: endedOn ?? '' });
    case 'failed':
      return say(chargeFailedWords(reason, null).finish ? 'oneStepLeft' : 'failed');
  }
}

function linesOf({ state, reason, on }: ShownCharge, timeZone: string, language: Language): string[] {
  const say = chargeWords(language);
  const { what, next } = chargeFailedWords(reason, null, language);
  switch (state) {
    case 'scheduled':
      return [say('whenThatDay', { timeZone }), say('paidOtherwise')];
    case 'running':
      return [say('bankAsked')];
    case 'retrying':
      return [what, say('payInstead', { on })];
    case 'succeeded':
      return [];
    case 'failed':
      return [what, `${say('nothingCharged')} ${next}`];
    case 'cancelled':
      return [cancelWords(reason, language)];
  }
}

function Invoices({ charge }: { charge: ShownCharge }) {
  const { invoices, invoiceCount: count, currency } = charge;
  const language = useLanguage();
  const say = useWords(chargeWords);
  const { money } = useFormats();
  return (
    <>
      <div className="text-small text-third flex justify-between gap-4 pb-1">
        <span>{say('invoice')}</span>
        <span>{say('agreedAmount')}</span>
      </div>
      {invoices.map(({ invoiceId, number, amountMinor, dropReason }) => (
        <Ticket.Line
          key={invoiceId}
          label={
            <>
              <Link to={paths.invoice(invoiceId)} className="text-ink hover:underline">
                {number}
              </Link>{' '}
              {dropReason && <Tag>{dropTag(dropReason, language)}</Tag>}
            </>
          }
        >
          {dropReason ? (
            <>
              <span className="sr-only">{say('notCharged')} </span>
              <s className="text-third">{money(amountMinor, currency)}</s>
            </>
          ) : (
            <Money amountMinor={amountMinor} currency={currency} />
          )}
        </Ticket.Line>
      ))}
      {count > invoices.length && <p className="text-second py-1">{say('more', { count: count - invoices.length })}</p>}
    </>
  );
}

function Tries({ charge }: { charge: ShownCharge }) {
  const say = useWords(chargeWords);
  return (
    <section aria-labelledby="tries" className="border-line mt-4 border-t pt-3">
      <h2 id="tries" className="text-small text-third pb-1">
        {say('tries')}
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
