import { deskSearch, isDeskNarrowed, narrowed, NO_DESK_FILTER } from '~/domain/vendor-invoices/desk-query';
import type { InvoiceListView } from '~/domain/vendor-invoices/invoice-list.server';
import { TAB_LABELS, TAB_MEANS } from '~/domain/vendor-invoices/list-tabs';
import { ButtonLink } from '~/components/ui/button';
import { EmptyState } from '~/components/ui/empty-state';

/** No row to show: nothing in the tab, or nothing that passes the filter. Two different things, said differently. */
export function NoInvoices({ view: { query, totals } }: { view: InvoiceListView }) {
  const { tab, filter } = query;
  const elsewhere = tab !== 'all' && totals.all.count > 0;
  if (!isDeskNarrowed(filter))
    return (
      <EmptyState
        title={totals.all.count === 0 ? 'No invoices yet' : `Nothing is ${EMPTY_WORDS[tab]}`}
        icon={totals.all.count === 0 ? 'file' : 'check'}
        action={elsewhere && <ButtonLink to={deskSearch({ ...query, tab: 'all' })}>Show all invoices</ButtonLink>}
      >
        {TAB_MEANS[tab]}
      </EmptyState>
    );
  return (
    <EmptyState
      icon="search"
      title="No invoice matches"
      action={
        <div className="flex flex-wrap justify-center gap-2">
          <ButtonLink to={deskSearch(narrowed(query, NO_DESK_FILTER))}>Clear the filter</ButtonLink>
          {elsewhere && <ButtonLink to={deskSearch({ ...query, tab: 'all' })}>Look in all invoices</ButtonLink>}
        </div>
      }
    >
      {filter.search
        ? `Nothing in ${TAB_LABELS[tab]} has the number or the customer “${filter.search}”.`
        : `Nothing in ${TAB_LABELS[tab]} passes the filter.`}
    </EmptyState>
  );
}

const EMPTY_WORDS = {
  open: 'open',
  overdue: 'overdue',
  upcoming: 'upcoming',
  processing: 'in payment',
  disputed: 'disputed',
  paid: 'paid yet',
  void: 'void',
  drafts: 'a draft',
  archived: 'archived',
  all: 'here',
} as const;
