import type { ReactNode } from 'react';
import { useFormats, useLanguage, useRichWords, useWords } from '~/components/language';
import { ButtonLink } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { Money } from '~/components/ui/money';
import { PageTitle } from '~/components/ui/page-title';
import type { PayableTotal } from '~/domain/payments/payable-total';
import type { PaymentState } from '~/domain/payments/payment-state';
import { refusalWords } from '~/domain/payments/words';
import { localeOf } from '~/lib/languages/language';
import { currencyName, type Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { payAddress, type PayAddress } from './pay-address';
import { payElsewhereWords } from './pay-elsewhere.words';
import { PaymentStateTag } from './payment-state-tag';

function Page({ title, children }: { title: string; children: ReactNode }) {
  const label = useWords(payElsewhereWords)('toInvoices');
  return (
    <div className="max-w-[640px]">
      <PageTitle title={title} back={{ to: paths.invoices, label }} />
      <Card>
        <div className="grid justify-items-start gap-4">{children}</div>
      </Card>
    </div>
  );
}

/** For a contact who may look but not pay. */
export function PayNotYours() {
  const say = useWords(payElsewhereWords);
  return (
    <Page title={say('notYours')}>
      <p className="text-second">{say('notYoursText')}</p>
      <ButtonLink to={paths.invoices}>{say('seeInvoices')}</ButtonLink>
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
  const say = useWords(payElsewhereWords);
  const amount = useFormats().money(firstMinor, currency);
  const those = { count, currency: currencyName(currency, localeOf(useLanguage())) };
  return (
    <Page title={limit === 1 ? say('oneAtATime') : say('upTo', { limit })}>
      <p className="text-second">
        {say(all ? 'haveOpen' : 'ticked', those)} {limit === 1 ? say('payOneByOne') : say('payInParts', { limit })}
      </p>
      <div className="flex flex-wrap gap-3">
        <ButtonLink variant="primary" to={payAddress({ currency, all, first: limit })}>
          {limit === 1 ? say('payFirst', { amount }) : say('payFirstOnes', { limit, amount })}
        </ButtonLink>
        <ButtonLink to={paths.invoices}>{say('chooseWhich')}</ButtonLink>
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
  const language = useLanguage();
  const say = useWords(payElsewhereWords);
  const { money } = useFormats();
  const { title } = refusalWords({ kind: 'amount-out-of-range', minMinor, maxMinor, currency }, currency, language);
  const total = money(totalMinor, currency);
  return (
    <Page title={title}>
      <p className="text-second">
        {chargeMinor < totalMinor
          ? say('comeToLeft', { count, total, charge: money(chargeMinor, currency) })
          : say('comeTo', { count, total })}{' '}
        {say(wayOut(chargeMinor, count, minMinor, maxMinor))}
      </p>
      <ButtonLink to={paths.invoices}>{say('chooseToPay')}</ButtonLink>
    </Page>
  );
}

function wayOut(chargeMinor: bigint, count: number, minMinor: bigint, maxMinor: bigint) {
  if (chargeMinor < minMinor) return 'tickMore';
  if (chargeMinor <= maxMinor) return 'endsInNought';
  return count > 1 ? 'tickFewer' : 'tooLarge';
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

function useWhyNothing({ address, ticked, open, underWay }: NothingProps): { title: string; text: string } {
  const say = useWords(payElsewhereWords);
  const locale = localeOf(useLanguage());
  if (underWay.length > 0) return { title: say('underWay'), text: say('underWayText') };
  if (ticked > 0) return { title: say('nothingLeft'), text: say('nothingLeftText') };
  if (open.length > 0 && address.all && address.currency) {
    const currency = currencyName(address.currency, locale);
    return { title: say('nothingLeftIn', { currency }), text: say('otherCurrency') };
  }
  if (open.length > 0) return { title: say('noneTicked'), text: say('noneTickedText') };
  return { title: say('oweNothing'), text: say('oweNothingText') };
}

/** Nothing to pay here: because it is being paid, was paid, nothing is ticked, or nothing is owed. */
export function PayNothing(props: NothingProps) {
  const { open, underWay } = props;
  const say = useWords(payElsewhereWords);
  const rich = useRichWords(payElsewhereWords);
  const { money } = useFormats();
  const { title, text } = useWhyNothing(props);
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
              <span className="text-second grow">
                {rich('what', {
                  amount: (
                    <Money
                      amountMinor={payment.amountMinor}
                      currency={payment.currency}
                      className="text-ink font-semibold"
                    />
                  ),
                  count: payment.invoiceCount,
                })}
              </span>
              <PaymentStateTag state={payment.state} />
              <ButtonLink to={paths.payment(payment.id)}>{say('open')}</ButtonLink>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-3">
        {open.length > 0 && <ButtonLink to={paths.invoices}>{say('choose')}</ButtonLink>}
        {underWay.length === 0 &&
          open.map((total) => (
            <ButtonLink key={total.currency} to={payAddress({ currency: total.currency, all: true })}>
              {say('payAll', { count: total.count, amount: money(total.dueMinor, total.currency) })}
            </ButtonLink>
          ))}
        <ButtonLink to={paths.payments} variant={open.length > 0 ? 'quiet' : 'secondary'}>
          {say('seePayments')}
        </ButtonLink>
      </div>
    </Page>
  );
}
