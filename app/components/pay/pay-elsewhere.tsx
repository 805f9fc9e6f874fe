import type { ReactNode } from 'react';
import { ButtonLink } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { Money } from '~/components/ui/money';
import { PageTitle } from '~/components/ui/page-title';
import { countText, invoiceCount } from '~/domain/invoices/invoice-count';
import type { PayableTotal } from '~/domain/payments/payable-total';
import type { PaymentState } from '~/domain/payments/payment-state';
import { refusalWords } from '~/domain/payments/words';
import { currencyName, formatMoney, type Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { payAddress, type PayAddress } from './pay-address';
import { PaymentStateTag } from './payment-state-tag';

const BACK = { to: paths.invoices, label: 'Back to invoices' };

function Page({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="max-w-[640px]">
      <PageTitle title={title} back={BACK} />
      <Card>
        <div className="grid justify-items-start gap-4">{children}</div>
      </Card>
    </div>
  );
}

/** For a contact who may look but not pay. */
export function PayNotYours() {
  return (
    <Page title="You can look, but not pay">
      <p className="text-second">Your role is viewer. A colleague whose role is payer can pay these invoices.</p>
      <ButtonLink to={paths.invoices}>See the invoices</ButtonLink>
    </Page>
  );
}

/** More invoices than one payment takes: the limit in words, and the largest payment there can be. */
export function PayTooMany({
  currency,
  count,
  limit,
  firstMinor,
  all,
}: {
  currency: Currency;
  count: number;
  limit: number;
  /** What the first ones come to. */
  firstMinor: bigint;
  all: boolean;
}) {
  return (
    <Page
      title={limit === 1 ? 'Invoices are paid one at a time' : `One payment takes up to ${countText(limit)} invoices`}
    >
      <p className="text-second">
        {all ? `You have ${countText(count)} open` : `You ticked ${countText(count)}`} in {currencyName(currency)}. Pay{' '}
        {limit === 1
          ? 'the one that is due first, then the next'
          : `the ${countText(limit)} that are due first, then the next ones`}
        . Each payment has its own receipt.
      </p>
      <div className="flex flex-wrap gap-3">
        <ButtonLink variant="primary" to={payAddress({ currency, all, first: limit })}>
          Pay the first{limit === 1 ? '' : ` ${countText(limit)}`} · {formatMoney(firstMinor, currency)}
        </ButtonLink>
        <ButtonLink to={paths.invoices}>Choose which</ButtonLink>
      </div>
    </Page>
  );
}

type OutOfRange = {
  currency: Currency;
  totalMinor: bigint;
  chargeMinor: bigint;
  count: number;
  minMinor: bigint;
  maxMinor: bigint;
};

/** More (or less) money than one card payment can be. */
export function PayOutOfRange({ currency, totalMinor, chargeMinor, count, minMinor, maxMinor }: OutOfRange) {
  const { title } = refusalWords({ kind: 'amount-out-of-range', minMinor, maxMinor, currency }, currency);
  return (
    <Page title={title}>
      <p className="text-second">
        {invoiceCount(count)} {count === 1 ? 'comes' : 'come'} to {formatMoney(totalMinor, currency)}
        {chargeMinor < totalMinor && `, of which ${formatMoney(chargeMinor, currency)} is left to charge`}.{' '}
        {wayOut(chargeMinor, count, minMinor, maxMinor)}
      </p>
      <ButtonLink to={paths.invoices}>Choose which to pay</ButtonLink>
    </Page>
  );
}

function wayOut(chargeMinor: bigint, count: number, minMinor: bigint, maxMinor: bigint): string {
  if (chargeMinor < minMinor) return 'Tick more invoices and pay them together.';
  if (chargeMinor <= maxMinor) return 'The card network takes this currency only in amounts that end in 0.';
  return count > 1
    ? 'Tick fewer invoices and pay in parts.'
    : 'A card cannot carry that: ask for another way to pay it.';
}

export type UnderWayLine = {
  id: string;
  state: PaymentState;
  currency: Currency;
  amountMinor: bigint;
  invoiceCount: number;
};

type NothingProps = {
  address: Pick<PayAddress, 'all' | 'currency'>;
  ticked: number;
  open: PayableTotal[];
  underWay: UnderWayLine[];
};

function whyNothing({ address, ticked, open, underWay }: NothingProps): { title: string; text: string } {
  if (underWay.length > 0)
    return {
      title: 'Your payment is under way',
      text: 'Invoices in a payment cannot be paid a second time. Open it to see how it stands.',
    };
  if (ticked > 0)
    return {
      title: 'Nothing left to pay here',
      text: 'What you had ticked is paid, or no longer open. Your payments show what was charged.',
    };
  if (open.length > 0 && address.all && address.currency) {
    return {
      title: `Nothing left to pay in ${currencyName(address.currency)}`,
      text: 'Other invoices are open, in another currency.',
    };
  }
  if (open.length > 0)
    return { title: 'No invoice is ticked', text: 'Tick the invoices you want to pay, or pay all of them.' };
  return { title: 'You owe nothing', text: 'No invoice is open. What you paid stands in your payments.' };
}

/** Nothing to pay here: because it is being paid, was paid, nothing is ticked, or nothing is owed. */
export function PayNothing(props: NothingProps) {
  const { open, underWay } = props;
  const { title, text } = whyNothing(props);
  return (
    <Page title={title}>
      <p className="text-second">{text}</p>
      {underWay.length > 0 && (
        <ul className="grid w-full gap-2">
          {underWay.map((payment) => (
            <li
              key={payment.id}
              className="rounded-control border-line flex flex-wrap items-center gap-x-4 gap-y-2 border px-4 py-3"
            >
              <span className="grow">
                <Money amountMinor={payment.amountMinor} currency={payment.currency} className="font-semibold" />
                <span className="text-second"> for {invoiceCount(payment.invoiceCount)}</span>
              </span>
              <PaymentStateTag state={payment.state} />
              <ButtonLink to={paths.payment(payment.id)}>Open</ButtonLink>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-3">
        {open.length > 0 && <ButtonLink to={paths.invoices}>Choose invoices</ButtonLink>}
        {underWay.length === 0 &&
          open.map((total) => (
            <ButtonLink key={total.currency} to={payAddress({ currency: total.currency, all: true })}>
              Pay all {invoiceCount(total.count)} · {formatMoney(total.dueMinor, total.currency)}
            </ButtonLink>
          ))}
        <ButtonLink to={paths.payments} variant={open.length > 0 ? 'quiet' : 'secondary'}>
          See your payments
        </ButtonLink>
      </div>
    </Page>
  );
}
