import { Link } from '@remix-run/react';
import { useWords } from '~/components/language';
import { HowToCheck, type Check } from '~/components/receipts/how-to-check';
import { Fact } from '~/components/ui/fact';
import { Ticket } from '~/components/ui/ticket';
import { paths } from '~/lib/paths';
import type { ShownRefund } from './describe-refund';
import { refundPageWords } from './refund-page.words';

/** The refund document on the screen: what was given back, to whom, off which invoices, and how to check it. */
export function RefundTicket({
  refund,
  check,
  receiptId,
  paymentId,
}: {
  refund: ShownRefund;
  check: Check;
  receiptId: string | null;
  paymentId: string;
}) {
  const say = useWords(refundPageWords);
  const link = 'rounded-small text-small text-green block hover:underline print:hidden';
  return (
    <Ticket caption={say('refunded')} total={refund.total}>
      <p className="text-second mt-1 tabular-nums">
        {say('refundedOn', { date: refund.refundedOn, method: refund.method })}
      </p>
      <Ticket.Tear className="my-5" />
      <dl className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
        <Fact label={say('refundedTo')}>
          <bdi className="block font-semibold wrap-anywhere rtl:text-right">{refund.payer.name}</bdi>
          {refund.payer.lines.map((line) => (
            <bdi key={line} className="text-small text-second block wrap-anywhere rtl:text-right">
              {line}
            </bdi>
          ))}
        </Fact>
        <Fact label={say('refundedBy')}>
          <bdi className="font-semibold wrap-anywhere">{refund.vendorName}</bdi>
        </Fact>
        <Fact label={say('reason')}>
          <bdi className="wrap-anywhere">{refund.reason}</bdi>
        </Fact>
        <Fact label={say('reference')}>
          <bdi className="font-semibold wrap-anywhere">{refund.reference ?? say('noReference')}</bdi>
          {receiptId ? (
            <Link to={paths.receipt(receiptId)} className={link}>
              {say('seeReceipt', { number: refund.receiptNumber ?? '' })}
            </Link>
          ) : (
            <Link to={paths.payment(paymentId)} className={link}>
              {say('seePayment')}
            </Link>
          )}
        </Fact>
      </dl>
      {refund.invoices.length > 0 && <Rows refund={refund} />}
      <div className="ms-auto mt-3 sm:w-[320px]">
        {refund.sums.map((line) => (
          <Ticket.Line key={line.label} label={line.label}>
            {line.amount}
          </Ticket.Line>
        ))}
        <div className="border-line mt-2 border-t pt-2">
          <Ticket.Line label={say('totalRefunded')} strong>
            {refund.total}
          </Ticket.Line>
        </div>
      </div>
      <Ticket.Tear className="my-5" />
      <HowToCheck check={check} code={say('code', { number: refund.number })} question={say('genuine')} />
    </Ticket>
  );
}

function Rows({ refund }: { refund: ShownRefund }) {
  const say = useWords(refundPageWords);
  return (
    <table className="mt-5 table [&_:is(th,td):first-child]:ps-0 [&_:is(th,td):last-child]:pe-0">
      <caption className="sr-only">{say('caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('invoice')}</th>
          <th scope="col" className="num max-sm:hidden">
            {say('invoiceTotal')}
          </th>
          <th scope="col" className="num">
            {say('refunded')}
          </th>
          <th scope="col" className="num">
            {say('openAgain')}
          </th>
        </tr>
      </thead>
      <tbody>
        {refund.invoices.map((invoice) => (
          <tr key={invoice.number}>
            <td>
              <bdi className="font-semibold wrap-anywhere">{invoice.number}</bdi>
              <span className="text-small text-second block wrap-anywhere">
                <bdi>{invoice.summary}</bdi>
              </span>
            </td>
            <td className="num text-second max-sm:hidden">{invoice.total}</td>
            <td className="num font-semibold">{invoice.refunded}</td>
            <td className="num text-second">{invoice.nowOpen}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
