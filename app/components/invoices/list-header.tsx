import { Fragment } from 'react';
import { NO_FILTER } from '~/domain/invoices/list-query';
import type { OpenTotals } from '~/domain/invoices/open-invoice';
import { currencyName, formatMoney } from '~/lib/money';
import { PageTitle } from '../ui/page-title';
import { GoButton } from './go-button';
import type { OpenListView } from '~/domain/invoices/open-list-view';

type HeaderProps = Pick<OpenListView, 'totals' | 'currency' | 'query' | 'inPayment' | 'credit'>;

/**
 * "You owe $18,204.50", and what that is made of. What a payment under way holds is owed until it is through.
 * Other currencies are said, never added.
 */
export function ListHeader({ totals, currency, query, inPayment, credit }: HeaderProps) {
  const own = totals.find((total) => total.currency === currency);
  const others = totals.filter((total) => total.currency !== currency);
  if (!own) return <NothingOpen inPayment={inPayment} credit={credit} />;
  const held = inPayment.find((each) => each.currency === currency)?.amountMinor ?? 0n;
  const heldElsewhere = inPayment.filter((each) => each.currency !== currency);
  return (
    <PageTitle
      title={`You owe ${formatMoney(own.dueMinor + held, currency)}`}
      subtitle={
        <>
          {held > 0n &&
            `${formatMoney(held, currency)} of it is in payment, ${formatMoney(own.dueMinor, currency)} on `}
          {invoices(own)} in {currencyName(currency)}
          {others.map((other, index) => (
            <Fragment key={other.currency}>
              {index === others.length - 1 ? ', and ' : ', '}
              <GoButton
                query={{ ...query, filter: NO_FILTER, after: null, before: null }}
                currency={other.currency}
                className="rounded-small text-green font-semibold hover:underline"
              >
                {other.count.toLocaleString('en-US')} in {currencyName(other.currency)} (
                {formatMoney(other.dueMinor, other.currency)})
              </GoButton>
            </Fragment>
          ))}
          . {own.overdueMinor > 0n ? `${formatMoney(own.overdueMinor, currency)} is overdue.` : 'Nothing is overdue.'}
          {heldElsewhere.length > 0 && ` ${amounts(heldElsewhere)} more is in payment.`}
          {credit.length > 0 && <span className="mt-1 block">{creditWords(credit)}</span>}
        </>
      }
    />
  );
}

/** Nothing can be paid now: nothing is owed, or all of it is in payment. */
function NothingOpen({ inPayment, credit }: Pick<OpenListView, 'inPayment' | 'credit'>) {
  const has = credit.length > 0 ? creditWords(credit) : null;
  if (inPayment.length === 0) return <PageTitle title="You owe nothing" subtitle={has} />;
  const subtitle = ['All of it is in payment.', has].filter(Boolean).join(' ');
  return <PageTitle title={`You owe ${amounts(inPayment)}`} subtitle={subtitle} />;
}

/** "$100.00 and €20.00". */
function amounts(sums: OpenListView['inPayment']): string {
  return sums.map(({ amountMinor, currency }) => formatMoney(amountMinor, currency)).join(' and ');
}

function creditWords(credit: OpenListView['credit']): string {
  return `You have ${amounts(credit)} credit.`;
}

function invoices({ count }: OpenTotals): string {
  return count === 1 ? '1 open invoice' : `${count.toLocaleString('en-US')} open invoices`;
}
