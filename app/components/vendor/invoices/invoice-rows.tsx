import { Link } from '@remix-run/react';
import { memo, type RefObject } from 'react';
import type { DeskInvoice } from '~/domain/vendor-invoices/desk-invoice';
import { deskSearch } from '~/domain/vendor-invoices/desk-query';
import type { InvoiceListView } from '~/domain/vendor-invoices/invoice-list.server';
import type { DeskSort } from '~/domain/vendor-invoices/list-order';
import { methodName } from '~/domain/payment-methods/method-words';
import { Tag } from '~/components/ui/tag';
import { formatDate, type CalendarDate } from '~/lib/dates';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';
import { isDraftNumber } from '~/domain/invoices/invoice-form';
import { InvoiceStateTag } from './invoice-state-tag';
import { SORT_LABELS } from './sort-labels';

type RowsProps = {
  view: InvoiceListView;
  mayAct: boolean;
  bodyRef: RefObject<HTMLTableSectionElement>;
  headBoxRef: RefObject<HTMLInputElement>;
  tickPage: (on: boolean) => void;
};

/** The list itself; how its cells look stands in app.css (.desk-list). */
export function InvoiceRows({ view, mayAct, bodyRef, headBoxRef, tickPage }: RowsProps) {
  return (
    <table className="desk-list table">
      <caption className="sr-only">Invoices</caption>
      <thead>
        <tr>
          {mayAct && (
            <td className="tick">
              <input
                ref={headBoxRef}
                type="checkbox"
                className="check noscript:invisible"
                aria-label="Select this page"
                onChange={(event) => tickPage(event.currentTarget.checked)}
              />
            </td>
          )}
          <SortHead view={view} sort="number" />
          <th scope="col">Customer</th>
          <SortHead view={view} sort="issued" className="issued" />
          <SortHead view={view} sort="due" />
          <th scope="col">State</th>
          <th scope="col" className="method">
            Method on file
          </th>
          <SortHead view={view} sort="amount" className="num" />
        </tr>
      </thead>
      <Rows rows={view.rows} today={view.today} back={deskSearch(view.query)} mayAct={mayAct} bodyRef={bodyRef} />
    </table>
  );
}

type BodyProps = {
  rows: readonly DeskInvoice[];
  today: CalendarDate;
  /** The list's address, for the way back from an invoice. */ back: string;
  mayAct: boolean;
  bodyRef: RefObject<HTMLTableSectionElement>;
};

/** Drawn once for a page of rows: what is ticked lives in the boxes. */
const Rows = memo(function Rows({ rows, today, back, mayAct, bodyRef }: BodyProps) {
  return (
    <tbody ref={bodyRef}>
      {rows.map((row) => (
        <tr key={row.id}>
          {mayAct && (
            <td className="tick">
              <input
                type="checkbox"
                name="tick"
                value={row.id}
                defaultChecked={row.ticked}
                className="check"
                aria-label={`Select ${row.number}`}
              />
            </td>
          )}
          <td className="number">
            <Link
              to={paths.vendor.invoice(row.id)}
              state={{ back }}
              title={row.summary}
              className="rounded-small hover:text-green font-semibold"
            >
              {isDraftNumber(row.number) ? 'Draft' : row.number}
            </Link>
          </td>
          <td className="customer">
            <Link to={paths.vendor.customer(row.customerId)} className="rounded-small hover:text-green">
              {row.customerName}
            </Link>
          </td>
          <td className="issued">{formatDate(row.issuedOn)}</td>
          <td className="due">{formatDate(row.dueOn)}</td>
          <td className="state">
            <InvoiceStateTag row={row} today={today} />
          </td>
          <td className="method">
            {row.method ? methodName(row.method) : row.state === 'open' ? <Tag tone="red">none on file</Tag> : 'None'}
          </td>
          <td className="num">
            <Amount row={row} />
          </td>
        </tr>
      ))}
    </tbody>
  );
});

/** What is due, the hero of the row; of what is not open, its total, quietly. */
function Amount({ row }: { row: DeskInvoice }) {
  const money = formatMoney(row.amountMinor, row.currency);
  if (row.state !== 'open') return <span className="text-second">{money}</span>;
  return (
    <>
      <b>{money}</b>
      {row.inFlightMinor > 0n && <p>{formatMoney(row.inFlightMinor, row.currency)} in payment</p>}
      {row.inFlightMinor === 0n && row.amountMinor < row.totalMinor && (
        <p>of {formatMoney(row.totalMinor, row.currency)}</p>
      )}
    </>
  );
}

/** A heading that sorts: first press the useful way round, second press the other. */
function SortHead({ view, sort, className = '' }: { view: InvoiceListView; sort: DeskSort; className?: string }) {
  const { order } = view.query;
  const active = order.sort === sort;
  const descending = active ? !order.descending : sort === 'amount' || sort === 'issued';
  return (
    <th
      scope="col"
      className={className}
      aria-sort={active ? (order.descending ? 'descending' : 'ascending') : undefined}
    >
      <Link
        to={deskSearch({ ...view.query, order: { sort, descending }, after: null, before: null })}
        preventScrollReset
        className="hover:text-ink rounded-[5px]"
      >
        {sort === 'amount' && isOpenTab(view) ? 'Amount due' : SORT_LABELS[sort]}
        {active && <span aria-hidden>{order.descending ? ' ↓' : ' ↑'}</span>}
      </Link>
    </th>
  );
}

function isOpenTab({ query: { tab } }: InvoiceListView): boolean {
  return tab === 'open' || tab === 'overdue' || tab === 'upcoming';
}
