import { customerSearch, type CustomerQuery } from '~/domain/customers/customer-query';
import type { CustomerPage } from '~/domain/customers/list-customers.server';
import type { ListedCustomer } from '~/domain/customers/listed-customer';
import { paths } from '~/lib/paths';

export type ShownCustomer = Omit<ListedCustomer, 'method'> & {
  method: (NonNullable<ListedCustomer['method']> & { expired: boolean }) | null;
};

export type CustomersPageProps = Omit<CustomerPage, 'rows'> & {
  rows: ShownCustomer[];
  query: CustomerQuery;
  mayChange: boolean;
};

/** The same list with something changed, from its first page. */
export const listAddress = (query: CustomerQuery, changes: Partial<CustomerQuery>) =>
  `${paths.vendor.customers}${customerSearch({ ...query, after: null, before: null, ...changes })}`;
