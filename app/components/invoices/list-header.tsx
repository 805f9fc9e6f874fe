import { Fragment } from 'react';
import { NO_FILTER } from '~/domain/invoices/list-query';
import type { OpenTotals } from '~/domain/invoices/open-invoice';
import { currencyName, formatMoney } from '~/lib/money';
import { PageTitle } from '../ui/page-title';
import { GoButton } from './go-button';
import type { OpenListView } from '~/domain/invoices/open-list-view';

/** "You owe $18,204.50", and what that is made of. Other currencies are said, never added. */
export function ListHeader({ totals, currency, query }: Pick<OpenListView, 'totals' | 'currency' | 'query'>) {
  const own = totals.find((total) => total.currency === currency);
  const others = totals.filter((total) => total.currency !== currency);
  if (!own) return <PageTitle title="You owe nothing" />;
  return (
    <PageTitle
      title={`You owe ${formatMoney(own.dueMinor, currency)}`}
      subtitle={
        <>
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
        </>
      }
    />
  );
}

function invoices({ count }: OpenTotals): string {
  return count === 1 ? '1 open invoice' : `${count.toLocaleString('en-US')} open invoices`;
}
