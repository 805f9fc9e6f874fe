import { useWords } from '~/components/language';
import { NO_FILTER } from '~/domain/invoices/list-query';
import { paths } from '~/lib/paths';
import { ButtonLink, buttonClass } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import { changed, GoButton } from './go-button';
import { noRows } from './open-list.words';
import type { OpenListView } from '~/domain/invoices/open-list-view';

/** No row to show: nothing owed, or nothing that passes the filter. Two different things, said differently. */
export function NoRows({ view }: { view: OpenListView }) {
  const say = useWords(noRows);
  const { totals, query, currency, inPayment, recentlyPaid } = view;
  if (totals.length === 0) {
    return (
      <EmptyState
        icon="check"
        title={say(inPayment.length > 0 ? 'nothingMore' : 'nothing')}
        action={
          // For somebody new there is nothing to see there either.
          (inPayment.length > 0 || recentlyPaid.rows.length > 0) && (
            <ButtonLink to={paths.payments}>{say('seePayments')}</ButtonLink>
          )
        }
      >
        {say(inPayment.length > 0 ? 'allHeld' : 'noneOpen')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="search"
      title={say('noMatch')}
      action={
        <GoButton query={changed(query, NO_FILTER)} currency={currency} className={buttonClass()}>
          {say('showAll')}
        </GoButton>
      }
    >
      {query.filter.search && `${say('nothingFound', { search: query.filter.search })} `}
      {say('elsewhere')}
    </EmptyState>
  );
}
