import { NO_FILTER } from '~/domain/invoices/list-query';
import { paths } from '~/lib/paths';
import { ButtonLink, buttonClass } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { changed, GoButton } from './go-button';
import type { OpenListView } from '~/domain/invoices/open-list-view';

/** No row to show: nothing owed, or nothing that passes the filter. Two different things, said differently. */
export function NoRows({ view }: { view: OpenListView }) {
  const { totals, query, currency, inPayment, recentlyPaid } = view;
  if (totals.length === 0) {
    return (
      <EmptyState
        icon="check"
        title={inPayment.length > 0 ? 'Nothing more to pay' : 'Nothing to pay'}
        action={
          // For somebody new there is nothing to see there either.
          (inPayment.length > 0 || recentlyPaid.rows.length > 0) && (
            <ButtonLink to={paths.payments}>See your payments</ButtonLink>
          )
        }
      >
        {inPayment.length > 0
          ? 'What you owe is in payment already.'
          : 'You have no open invoices. New ones appear here as soon as they are issued.'}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="search"
      title="No open invoice matches"
      action={
        <GoButton query={changed(query, NO_FILTER)} currency={currency} className={buttonClass()}>
          Show all open invoices
        </GoButton>
      }
    >
      {query.filter.search ? `Nothing found for “${query.filter.search}”. ` : ''}What is paid, void or disputed stands
      below or under Payments.
    </EmptyState>
  );
}
