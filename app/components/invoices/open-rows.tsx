import { memo, type RefObject } from 'react';
import { lateness } from '~/domain/invoices/ageing';
import type { OpenInvoice } from '~/domain/invoices/open-invoice';
import type { Sort } from '~/domain/invoices/list-cursor';
import { formatDate, formatDue, type CalendarDate } from '~/lib/dates';
import { formatMoney, type Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { GoButton } from './go-button';
import type { OpenListView } from '~/domain/invoices/open-list-view';

type OpenRowsProps = { view: OpenListView; bodyRef: RefObject<HTMLTableSectionElement> };

/**
 * The list itself. Its rows are bare elements dressed by one class on the table (app.css, .open-list): a
 * hundred of them are on every page, and the page's speed is theirs. Ticks live in the checkboxes, not in React.
 */
export function OpenRows({ view, bodyRef }: OpenRowsProps) {
  const { rows, currency, today, mayPay } = view;
  return (
    <table className="table open-list">
      <caption className="sr-only">Open invoices</caption>
      <thead>
        <tr>
          {mayPay && <td />}
          <SortHead view={view} sort="number" label="Invoice" />
          <th scope="col" className="issued">
            Issued
          </th>
          <SortHead view={view} sort="due" label="Due" />
          <th scope="col" className="num">
            Total
          </th>
          <SortHead view={view} sort="amount" label="Amount due" className="num" />
        </tr>
      </thead>
      <tbody ref={bodyRef}>
        {rows.map((row) => (
          <OpenRow key={row.id} row={row} currency={currency} today={today} mayPay={mayPay} />
        ))}
      </tbody>
    </table>
  );
}

const OpenRow = memo(function OpenRow({ row, currency, today, mayPay }: { row: OpenInvoice; currency: Currency; today: CalendarDate; mayPay: boolean }) {
  const due = formatDate(row.dueOn);
  return (
    <tr>
      {mayPay && (
        <td>
          <label>
            <input type="checkbox" className="check" name="tick" value={row.id} defaultChecked={row.ticked} aria-label={`Select ${row.number}`} />
          </label>
        </td>
      )}
      <td>
        <a href={paths.invoice(row.id)}>{row.number}</a>
        <p>{row.summary}</p>
      </td>
      <td className="issued">{formatDate(row.issuedOn)}</td>
      <td>
        <b>{due}</b>
        <i className={lateness(row.dueOn, today)} title={due}>
          {formatDue(row.dueOn, today)}
        </i>
      </td>
      <td className="num">{formatMoney(row.totalMinor, currency)}</td>
      <td className="num">
        {formatMoney(row.dueMinor, currency)}
        {row.paidMinor > 0n && <p>{formatMoney(row.paidMinor, currency)} paid</p>}
        {row.inFlightMinor > 0n && <p>{formatMoney(row.inFlightMinor, currency)} in payment</p>}
      </td>
    </tr>
  );
});

/** A heading that sorts: first press the useful way round, second press the other. */
function SortHead({ view, sort, label, className }: { view: OpenListView; sort: Sort; label: string; className?: string }) {
  const { order } = view.query;
  const active = order.sort === sort;
  const descending = active ? !order.descending : sort === 'amount';
  return (
    <th scope="col" className={className} aria-sort={active ? (order.descending ? 'descending' : 'ascending') : undefined}>
      <GoButton query={{ ...view.query, order: { sort, descending }, after: null, before: null }} currency={view.currency}>
        {label}
        {active && <span aria-hidden>{order.descending ? ' ↓' : ' ↑'}</span>}
      </GoButton>
    </th>
  );
}
