import { Link } from '@remix-run/react';
import { descendsAtFirst, type CustomerQuery, type CustomerSort } from '~/domain/customers/customer-query';
import type { Balance } from '~/domain/customers/listed-customer';
import { methodName } from '~/domain/payment-methods/method-words';
import { paths } from '~/lib/paths';
import { Money } from '../../ui/money';
import { Table } from '../../ui/table';
import { Tag } from '../../ui/tag';
import { listAddress, type CustomersPageProps, type ShownCustomer } from './customer-list';

/** The rows. On a phone each is a customer with what it owes beside it. */
export function CustomerTable({ rows, query, comparedIn, currencies }: CustomersPageProps) {
  return (
    <>
      {currencies.length > 1 && <ComparedIn query={query} comparedIn={comparedIn} currencies={currencies} />}
      <div className="overflow-x-auto">
        <Table caption="Customers">
          <thead>
            <tr>
              <SortHead sort="name" query={query}>
                Customer
              </SortHead>
              <SortHead sort="number" query={query} className="max-md:hidden">
                Number
              </SortHead>
              <th scope="col" className="max-lg:hidden">
                Method on file
              </th>
              <th scope="col" className="max-lg:hidden">
                AutoPay
              </th>
              <SortHead sort="overdue" query={query} className="num max-sm:hidden">
                Overdue
              </SortHead>
              <SortHead sort="open" query={query} className="num">
                Open
              </SortHead>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </tbody>
        </Table>
      </div>
    </>
  );
}

type SortHeadProps = { sort: CustomerSort; query: CustomerQuery; className?: string; children: string };

/** A heading that sorts by its column, and the other way round when it does already. */
function SortHead({ sort, query, className, children }: SortHeadProps) {
  const current = query.sort === sort;
  const descending = current ? !query.descending : descendsAtFirst(sort);
  return (
    <th
      scope="col"
      className={className}
      aria-sort={current ? (query.descending ? 'descending' : 'ascending') : undefined}
    >
      <Link
        to={listAddress(query, { sort, descending })}
        preventScrollReset
        className="hover:text-ink rounded-small inline-flex min-h-6 items-center gap-1"
      >
        {children}
        {current && <span aria-hidden>{query.descending ? '↓' : '↑'}</span>}
      </Link>
    </th>
  );
}

/** Amounts in two currencies are never compared: the list says in which it sorts. */
function ComparedIn({
  query,
  comparedIn,
  currencies,
}: Pick<CustomersPageProps, 'query' | 'comparedIn' | 'currencies'>) {
  return (
    <nav
      aria-label="Currency that the list is sorted by"
      className="border-line text-small text-second flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2"
    >
      Sorted by what is {query.sort} in
      {currencies.map((currency) => (
        <Link
          key={currency}
          to={listAddress(query, { currency })}
          aria-current={currency === comparedIn ? 'true' : undefined}
          className="text-green aria-[current=true]:text-ink rounded-small inline-flex min-h-6 items-center font-semibold aria-[current=true]:underline"
        >
          {currency}
        </Link>
      ))}
    </nav>
  );
}

function Row({ row }: { row: ShownCustomer }) {
  const { id, name, number, balances, method, autopayIn } = row;
  return (
    <tr>
      <td className="min-w-[150px] wrap-anywhere">
        <Link to={paths.vendor.customer(id)} prefetch="intent" className="hover:text-green font-semibold">
          {name}
        </Link>
        <span className="text-small text-second block md:hidden">{number}</span>
        {!method && (
          <span className="text-small text-second block lg:hidden">
            <NoMethod />
          </span>
        )}
      </td>
      <td className="text-second whitespace-nowrap max-md:hidden">{number}</td>
      <td className="text-second whitespace-nowrap max-lg:hidden">
        {method ? (
          <>
            {methodName(method)} {method.expired && <Tag tone="amber">expired</Tag>}
            {method.others > 0 && <span className="text-small block">and {method.others} more</span>}
          </>
        ) : (
          <NoMethod />
        )}
      </td>
      <td className="max-lg:hidden">
        {autopayIn.length > 0 ? (
          <Tag tone="green">{`on in ${autopayIn.join(', ')}`}</Tag>
        ) : (
          <span className="text-third">off</span>
        )}
      </td>
      <td className="num max-sm:hidden">
        <Amounts balances={balances} of="overdueMinor" className="text-red" />
      </td>
      <td className="num font-semibold">
        <Amounts balances={balances} of="openMinor" />
        {balances.some((balance) => balance.overdueMinor > 0n) && (
          <span className="mt-0.5 block sm:hidden">
            <Tag tone="red">overdue</Tag>
          </span>
        )}
      </td>
    </tr>
  );
}

function NoMethod() {
  return <Tag tone="neutral">none on file</Tag>;
}

/** One line per currency; a customer who owes nothing has a dash. */
function Amounts({
  balances,
  of,
  className = '',
}: {
  balances: Balance[];
  of: 'openMinor' | 'overdueMinor';
  className?: string;
}) {
  const owed = balances.filter((balance) => balance[of] > 0n);
  if (owed.length === 0) return <span className="text-third font-normal">–</span>;
  return owed.map((balance) => (
    <Money
      key={balance.currency}
      amountMinor={balance[of]}
      currency={balance.currency}
      className={`block ${className}`}
    />
  ));
}
