import { Form, Link } from '@remix-run/react';
import { customerSearch, descendsAtFirst, isNarrowed, type CustomerQuery } from '~/domain/customers/customer-query';
import { paths } from '~/lib/paths';
import { ButtonLink, buttonClass } from '../../ui/button';
import { Card } from '../../ui/card';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { PageTitle } from '../../ui/page-title';
import { CustomerFilter } from './customer-filter';
import { listAddress, type CustomersPageProps } from './customer-list';
import { CustomerTable } from './customer-table';

/** Everybody the vendor bills, with what each owes and how each pays. */
export function CustomersPage(props: CustomersPageProps) {
  const { rows, query, matching, mayChange } = props;
  const nobody = rows.length === 0 && !isNarrowed(query);
  return (
    <>
      <PageTitle title="Customers" aside={mayChange && !nobody && <Make />} />
      <Card flush>
        {nobody ? (
          <EmptyState title="No customers yet" action={mayChange && <Make />}>
            Whoever you bill stands here, with what they owe and how they pay.
          </EmptyState>
        ) : (
          <>
            <Toolbar query={query} />
            <CustomerFilter query={query} matching={matching} />
            {rows.length > 0 ? (
              <CustomerTable {...props} />
            ) : (
              <EmptyState
                title="No customer matches"
                icon="search"
                action={<ButtonLink to={listAddress(query, { search: '', only: [] })}>Show all customers</ButtonLink>}
              >
                {query.search ? `Nobody is found for “${query.search}”` : 'Nobody is like that'}
                {query.search && query.only.length > 0 && ' among those chosen above'}.
              </EmptyState>
            )}
            <Pages {...props} />
          </>
        )}
      </Card>
    </>
  );
}

function Make() {
  return (
    <div className="flex flex-wrap gap-3">
      <ButtonLink to={paths.vendor.importCustomers}>Import</ButtonLink>
      <ButtonLink to={paths.vendor.newCustomer} variant="primary">
        New customer
      </ButtonLink>
    </div>
  );
}

/** The search and the file, above the rows. A plain form: it asks by its address. */
function Toolbar({ query }: { query: CustomerQuery }) {
  const { search, only, sort, descending, currency } = query;
  return (
    <div className="border-line flex items-center gap-2 border-b px-4 py-3 sm:gap-3 print:hidden">
      <Form role="search" className="relative min-w-0 grow">
        <Icon
          name="search"
          size={16}
          className="text-third pointer-events-none absolute start-3 top-1/2 -translate-y-1/2"
        />
        <input
          key={search}
          type="search"
          name="q"
          defaultValue={search}
          maxLength={100}
          aria-label="Search name, number or e-mail address"
          placeholder="Search name, number or e-mail address"
          className="rounded-control border-control bg-paper h-[38px] w-full border ps-9 pe-3 text-[0.875rem] text-ellipsis pointer-coarse:h-11"
        />
        {only.map((each) => (
          <input key={each} type="hidden" name="only" value={each} />
        ))}
        {sort !== 'name' && <input type="hidden" name="sort" value={sort} />}
        {descending !== descendsAtFirst(sort) && <input type="hidden" name="dir" value={descending ? 'desc' : 'asc'} />}
        {currency && <input type="hidden" name="currency" value={currency} />}
      </Form>
      <a
        href={`${paths.vendor.customersCsv}${customerSearch({ ...query, after: null, before: null })}`}
        download
        className={buttonClass()}
      >
        <Icon name="download" className="sm:hidden" />
        <span className="max-sm:sr-only">Export</span>
      </a>
    </div>
  );
}

/** The way through the pages. There are no page numbers: customers come and go. */
function Pages({ query, previous, next, rows, matching }: CustomersPageProps) {
  if (!previous && !next) return null;
  const address = (name: 'after' | 'before', cursor: string) => {
    const plain = new URLSearchParams(customerSearch({ ...query, after: null, before: null }));
    plain.set(name, cursor);
    return `${paths.vendor.customers}?${plain}`;
  };
  return (
    <nav
      aria-label="Pages"
      className="border-line text-small text-second flex items-center justify-between gap-3 border-t px-4 py-3 print:hidden"
    >
      <span>
        {rows.length} of {matching.toLocaleString('en-US')}
      </span>
      <span className="flex gap-2">
        {previous && (
          <Link to={address('before', previous)} className={buttonClass()}>
            <Icon name="chevron-left" size={16} />
            Previous
          </Link>
        )}
        {next && (
          <Link to={address('after', next)} className={buttonClass()}>
            Next
            <Icon name="chevron-right" size={16} />
          </Link>
        )}
      </span>
    </nav>
  );
}
