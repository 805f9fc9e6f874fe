import { Link } from '@remix-run/react';
import { useLanguage, useWords } from '~/components/language';
import { invoiceCount } from '~/domain/invoices/invoice-count';
import type { ShownReceipt } from './describe-receipt';
import { receiptPageWords } from './receipt-page.words';

/** A row of two lines on a phone: the invoice, and below it its three amounts. */
const STACKED =
  'max-sm:grid max-sm:grid-cols-3 max-sm:[&>:first-child]:col-span-3 max-sm:[&>:first-child]:border-b-0 max-sm:[&>:first-child]:pb-0 max-sm:[&>.num]:ps-0 max-sm:[&>.num]:pt-1 max-sm:[&>.num]:w-auto max-sm:[&>.num]:text-end max-sm:[&>.num]:whitespace-normal max-sm:[&>:nth-child(2)]:text-start';

/** Invoice by invoice: what it was, what was paid of it now, what is still open. On a phone the amounts stand below. */
export function ReceiptRows({ receipt }: { receipt: ShownReceipt }) {
  const say = useWords(receiptPageWords);
  const language = useLanguage();
  const hidden = receipt.invoiceCount - receipt.invoices.length;
  return (
    <>
      <table className="mt-5 table [&_:is(th,td):first-child]:ps-0 [&_:is(th,td):last-child]:pe-0">
        <caption className="sr-only">{say('caption')}</caption>
        <thead>
          <tr className={STACKED}>
            <th scope="col">{say('invoice')}</th>
            <th scope="col" className="num">
              {say('invoiceTotal')}
            </th>
            <th scope="col" className="num">
              {say('paidNow')}
            </th>
            <th scope="col" className="num">
              {say('stillOpen')}
            </th>
          </tr>
        </thead>
        <tbody>
          {receipt.invoices.map((invoice) => (
            <tr key={invoice.number} className={STACKED}>
              <td>
                <bdi className="font-semibold wrap-anywhere">{invoice.number}</bdi>
                <span className="text-small text-second block wrap-anywhere">
                  <bdi>{invoice.summary}</bdi>
                </span>
              </td>
              <td className="num text-second">
                {invoice.total}
                {invoice.before && (
                  <span className="text-small block">{say('before', { amount: invoice.before })}</span>
                )}
              </td>
              <td className="num font-semibold">{invoice.applied}</td>
              <td className="num text-second">{invoice.stillOpen}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 && (
        <p className="border-line text-small text-second border-t pt-3">
          {say('more', { count: hidden })}{' '}
          <Link
            to="?all"
            preventScrollReset
            className="rounded-small text-green underline underline-offset-2 print:hidden"
          >
            {say('showAll', { invoices: invoiceCount(receipt.invoiceCount, language) })}
          </Link>
        </p>
      )}
    </>
  );
}
