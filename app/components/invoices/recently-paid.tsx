import { Link } from '@remix-run/react';
import { useFormats, useLanguage, useWords } from '~/components/language';
import type { OpenListView } from '~/domain/invoices/open-list-view';
import { invoiceCount } from '~/domain/invoices/invoice-count';
import { paths } from '~/lib/paths';
import { recentlyPaid, unpayableList } from './listed-apart.words';

/** What left the open list because it was paid, one line for each payment. */
export function RecentlyPaid({ rows, more }: OpenListView['recentlyPaid']) {
  const language = useLanguage();
  const say = useWords(recentlyPaid);
  const { date, money } = useFormats();
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="recently-paid" className="mt-8">
      <h2 id="recently-paid" className="text-section mb-3 font-bold">
        {say('title')}
      </h2>
      <ul className="rounded-card border-line bg-card border">
        {rows.map((payment) => (
          <li
            key={payment.id}
            className="border-faint flex items-baseline gap-x-4 border-b px-5 py-3 last:border-0 max-sm:px-4"
          >
            <span className="min-w-0 grow">
              <Link
                to={paths.payment(payment.id)}
                className="text-green font-semibold hover:underline"
                aria-label={say('paid', { count: payment.invoiceCount })}
              >
                {invoiceCount(payment.invoiceCount, language)}
              </Link>
              <span className="text-second"> {say('on', { date: date(payment.on) })}</span>
            </span>
            <span className="num">{money(payment.amountMinor, payment.currency)}</span>
          </li>
        ))}
      </ul>
      {more && (
        <p className="text-small text-second mt-3">
          <Link to={paths.payments} className="text-green font-semibold hover:underline">
            {unpayableList(language)('allPayments')}
          </Link>
        </p>
      )}
    </section>
  );
}
