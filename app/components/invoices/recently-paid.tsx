import { Link } from '@remix-run/react';
import type { OpenListView } from '~/domain/invoices/open-list-view';
import { invoiceCount } from '~/domain/invoices/invoice-count';
import { formatDate } from '~/lib/dates';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';

/** What left the open list because it was paid, one line for each payment. */
export function RecentlyPaid({ rows, more }: OpenListView['recentlyPaid']) {
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="recently-paid" className="mt-8">
      <h2 id="recently-paid" className="text-section mb-3 font-bold">
        Recently paid
      </h2>
      <ul className="rounded-card border-line bg-card border">
        {rows.map((payment) => (
          <li
            key={payment.id}
            className="border-faint flex items-baseline gap-x-4 border-b px-5 py-3 last:border-0 max-sm:px-4"
          >
            <span className="min-w-0 grow">
              <Link to={paths.payment(payment.id)} className="text-green font-semibold hover:underline">
                {invoiceCount(payment.invoiceCount)}
                <span className="sr-only"> paid</span>
              </Link>
              <span className="text-second"> on {formatDate(payment.on)}</span>
            </span>
            <span className="num">{formatMoney(payment.amountMinor, payment.currency)}</span>
          </li>
        ))}
      </ul>
      {more && (
        <p className="text-small text-second mt-3">
          <Link to={paths.payments} className="text-green font-semibold hover:underline">
            All payments
          </Link>
        </p>
      )}
    </section>
  );
}
