import { Link } from '@remix-run/react';
import type { Account } from '~/domain/customers/load-account.server';
import { lateness } from '~/domain/invoices/ageing';
import { formatDate, formatDue, type CalendarDate } from '~/lib/dates';
import { paths } from '~/lib/paths';
import { Card } from '../../ui/card';
import { Money } from '../../ui/money';
import { Table } from '../../ui/table';
import { Tag } from '../../ui/tag';

/** The open invoices that are due first. */
export function OpenInvoices({
  account: { openCount, firstOpen },
  number: customerNumber,
  today,
}: {
  account: Account;
  /** The customer's. */
  number: string;
  today: CalendarDate;
}) {
  const all = `${paths.vendor.invoices}?${new URLSearchParams({ customer: customerNumber })}`;
  if (openCount === 0)
    return (
      <Card title="Open invoices">
        <p className="text-second">No invoice is open.</p>
      </Card>
    );
  return (
    <Card
      title="Open invoices"
      action={
        <Link to={all} className="rounded-small text-green font-semibold">
          All invoices
        </Link>
      }
      flush
    >
      <Table caption="Open invoices, those that are due first">
        <thead>
          <tr>
            <th scope="col">Number</th>
            <th scope="col" className="max-sm:hidden">
              What for
            </th>
            <th scope="col">Due</th>
            <th scope="col" className="num">
              Amount due
            </th>
          </tr>
        </thead>
        <tbody>
          {firstOpen.map(({ id, number, summary, dueOn, dueMinor, currency }) => (
            <tr key={id}>
              <td className="font-semibold wrap-anywhere">
                <Link to={paths.vendor.invoice(id)} className="hover:text-green">
                  {number}
                </Link>
              </td>
              <td className="text-second wrap-anywhere max-sm:hidden">{summary}</td>
              <td className="whitespace-nowrap">
                <span title={formatDate(dueOn)}>
                  <Tag tone={lateness(dueOn, today)}>{formatDue(dueOn, today)}</Tag>
                </span>
              </td>
              <td className="num font-semibold">
                <Money amountMinor={dueMinor} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {openCount > firstOpen.length && (
        <p className="border-faint text-small text-second border-t px-5 py-3">
          and{' '}
          <Link to={all} className="rounded-small text-green font-semibold">
            {(openCount - firstOpen.length).toLocaleString('en-US')} more
          </Link>
        </p>
      )}
    </Card>
  );
}
