import { Link } from '@remix-run/react';
import {
  deskSearch,
  isDeskNarrowed,
  narrowed,
  NO_DESK_FILTER,
  type DeskFilter,
} from '~/domain/vendor-invoices/desk-query';
import type { InvoiceListView } from '~/domain/vendor-invoices/invoice-list.server';
import { Icon } from '~/components/ui/icon';
import { formatDate } from '~/lib/dates';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';
import { SORT_LABELS } from './sort-labels';

/** What narrows the list, each with its way out, and how many are left. */
export function InvoiceChips({ view }: { view: InvoiceListView }) {
  const { query, matching, sortedBy, exact, rows } = view;
  if (!matching || !isDeskNarrowed(query.filter)) return null;
  return (
    <div className="border-line text-small flex flex-wrap items-center gap-2 border-b px-4 py-2.5">
      <span role="status" className="text-second me-1">
        {matchWords(matching)}
      </span>
      {chips(view).map(([words, without]) => (
        <Link
          key={words}
          to={deskSearch(narrowed(query, without))}
          preventScrollReset
          className="bg-neutral hover:text-green flex min-h-6 items-center gap-1 rounded-full py-[3px] ps-2.5 pe-1.5 print:hidden"
        >
          <span className="max-w-[28ch] truncate">{words}</span>
          <Icon name="x" size={13} label="Remove" />
        </Link>
      ))}
      <Link
        to={deskSearch(narrowed(query, NO_DESK_FILTER))}
        preventScrollReset
        className="rounded-small text-green ms-1 font-semibold hover:underline print:hidden"
      >
        Clear
      </Link>
      {exact && (rows.length !== 1 || rows[0]?.id !== exact.id) && (
        <p className="w-full">
          <span className="text-second">With exactly that number: </span>
          <Link to={paths.vendor.invoice(exact.id)} className="text-green font-semibold hover:underline">
            {exact.number}
          </Link>
          <span className="text-second">, {exact.customerName}</span>
        </p>
      )}
      {sortedBy && (
        <p className="text-second w-full">
          Sorted by {SORT_LABELS[sortedBy].toLowerCase()}: too many match to be sorted otherwise. Narrow the dates
          first.
        </p>
      )}
    </div>
  );
}

function matchWords({ count, more }: { count: number; more: boolean }): string {
  if (more) return `More than ${count.toLocaleString('en-US')} matches`;
  if (count === 0) return 'No match';
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'match' : 'matches'}`;
}

function chips({ query: { filter }, customer }: InvoiceListView): [words: string, without: Partial<DeskFilter>][] {
  const { currency } = filter;
  const money = (minor: bigint) => (currency ? formatMoney(minor, currency) : '');
  const range = (what: string, from: string | null, to: string | null) =>
    from && to ? `${what} ${from} to ${to}` : from ? `${what} from ${from}` : `${what} until ${to}`;
  const dates = (what: string, from: string | null, to: string | null) =>
    range(what, from && formatDate(from), to && formatDate(to));
  const amounts = { minMinor: null, maxMinor: null };
  return [
    ...(filter.search ? [[`“${filter.search}”`, { search: '' }] as const] : []),
    ...(filter.customer ? [[customer?.name ?? filter.customer, { customer: '' }] as const] : []),
    ...(filter.dueFrom || filter.dueTo
      ? [[dates('Due', filter.dueFrom, filter.dueTo), { dueFrom: null, dueTo: null }] as const]
      : []),
    ...(filter.issuedFrom || filter.issuedTo
      ? [[dates('Issued', filter.issuedFrom, filter.issuedTo), { issuedFrom: null, issuedTo: null }] as const]
      : []),
    ...(filter.disputed ? [['Disputed by the customer', { disputed: false }] as const] : []),
    // An amount means nothing without its currency.
    ...(currency ? [[currency, { currency: null, ...amounts }] as const] : []),
    ...(filter.minMinor !== null || filter.maxMinor !== null
      ? [
          [
            range(
              'Amount',
              filter.minMinor === null ? null : money(filter.minMinor),
              filter.maxMinor === null ? null : money(filter.maxMinor),
            ),
            amounts,
          ] as const,
        ]
      : []),
  ].map(([words, without]) => [words, without]);
}
