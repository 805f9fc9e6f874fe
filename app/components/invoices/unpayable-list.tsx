import { Link } from '@remix-run/react';
import { useFormats, useLanguage } from '~/components/language';
import { reasonWords } from '~/domain/invoice-disputes/invoice-dispute';
import type { UnpayableInvoice } from '~/domain/invoices/unpayable-invoice';
import type { Language } from '~/lib/languages/language';
import { paths } from '~/lib/paths';
import type { OpenListView } from '~/domain/invoices/open-list-view';
import { unpayableList } from './listed-apart.words';
import { UnpayableTag } from './unpayable-tag';

/** Invoices one might look for among the open ones, with the reason why they are not there. */
export function UnpayableList({ rows, more }: OpenListView['unpayable']) {
  const language = useLanguage();
  const say = unpayableList(language);
  const { date, money } = useFormats();
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="not-payable" className="mt-8">
      <h2 id="not-payable" className="text-section mb-3 font-bold">
        {say('title')}
      </h2>
      <div className="rounded-card border-line bg-card overflow-hidden border">
        <table className="apart-list table">
          <caption className="sr-only">{say('caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('invoice')}</th>
              <th scope="col">{say('due')}</th>
              <th scope="col">{say('why')}</th>
              <th scope="col" className="num">
                {say('total')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <Link to={paths.invoice(row.id)}>
                    <bdi>{row.number}</bdi>
                  </Link>
                  <p dir="auto">{row.summary}</p>
                </td>
                <td className="whitespace-nowrap">{date(row.dueOn)}</td>
                <td>
                  <UnpayableTag reason={row.reason} paymentState={row.paymentState} on={row.on} />
                  {row.paymentState === 'processing' && row.expectedOn && (
                    <span className="text-small text-second ms-2">{say('until', { date: date(row.expectedOn) })}</span>
                  )}
                  <Note row={row} language={language} />
                  {row.paymentId && (
                    <Link
                      to={paths.payment(row.paymentId)}
                      className="text-small text-green ms-2 hover:underline"
                      aria-label={say('seePaymentOf', { number: row.number })}
                    >
                      {say('seePayment')}
                    </Link>
                  )}
                </td>
                <td className="num">{money(row.totalMinor, row.currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more && (
        <p className="text-small text-second mt-3">
          {say('more')}{' '}
          <Link to={paths.payments} className="text-green font-semibold hover:underline">
            {say('allPayments')}
          </Link>
        </p>
      )}
    </section>
  );
}

/** Why, where somebody said why. */
function Note({ row, language }: { row: UnpayableInvoice; language: Language }) {
  const { reason, note, disputeReason } = row;
  const words =
    reason !== 'disputed'
      ? note
      : disputeReason
        ? reasonWords(disputeReason, language)
        : (note ?? unpayableList(language)('partOpen'));
  return (
    words && (
      <p className="mt-1">
        <bdi>{words}</bdi>
      </p>
    )
  );
}
