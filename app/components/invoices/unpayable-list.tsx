import { Link } from '@remix-run/react';
import { formatDate } from '~/lib/dates';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';
import type { OpenListView } from '~/domain/invoices/open-list-view';
import { UnpayableTag } from './unpayable-tag';

/** Invoices one might look for among the open ones, with the reason why they are not there. */
export function UnpayableList({ rows, more }: OpenListView['unpayable']) {
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="not-payable" className="mt-8">
      <h2 id="not-payable" className="text-section mb-3 font-bold">
        Not payable now
      </h2>
      <div className="rounded-card border-line bg-card overflow-hidden border">
        <table className="apart-list table">
          <caption className="sr-only">Invoices that cannot be paid now, and why</caption>
          <thead>
            <tr>
              <th scope="col">Invoice</th>
              <th scope="col">Due</th>
              <th scope="col">Why</th>
              <th scope="col" className="num">
                Total
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <Link to={paths.invoice(row.id)}>{row.number}</Link>
                  <p>{row.summary}</p>
                </td>
                <td className="whitespace-nowrap">{formatDate(row.dueOn)}</td>
                <td>
                  <UnpayableTag reason={row.reason} paymentState={row.paymentState} on={row.on} />
                  {row.paymentState === 'processing' && row.expectedOn && (
                    <span className="text-small text-second ms-2">until {formatDate(row.expectedOn)}</span>
                  )}
                  {row.note && <p className="mt-1">{row.note}</p>}
                  {row.paymentId && (
                    <Link
                      to={paths.payment(row.paymentId)}
                      className="text-small text-green ms-2 hover:underline"
                      aria-label={`See the payment of ${row.number}`}
                    >
                      See payment
                    </Link>
                  )}
                </td>
                <td className="num">{formatMoney(row.totalMinor, row.currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more && (
        <p className="text-small text-second mt-3">
          There are more.{' '}
          <Link to={paths.payments} className="text-green font-semibold hover:underline">
            All payments
          </Link>
        </p>
      )}
    </section>
  );
}
