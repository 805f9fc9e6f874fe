import { Link } from '@remix-run/react';
import { QrCode } from '~/components/receipts/qr-code';
import type { Check } from '~/components/receipts/receipt-ticket';
import { Fact } from '~/components/ui/fact';
import { Ticket } from '~/components/ui/ticket';
import { paths } from '~/lib/paths';
import type { ShownRefund } from './describe-refund';

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
  const link = 'rounded-small text-small text-green block hover:underline print:hidden';
  return (
    <Ticket caption="Refunded" total={refund.total}>
      <p className="text-second mt-1 tabular-nums">
        on {refund.refundedOn} · {refund.method}
      </p>
      <Ticket.Tear className="my-5" />
      <dl className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
        <Fact label="Refunded to">
          <bdi className="block font-semibold wrap-anywhere">{refund.payer.name}</bdi>
          {refund.payer.lines.map((line) => (
            <bdi key={line} className="text-small text-second block wrap-anywhere">
              {line}
            </bdi>
          ))}
        </Fact>
        <Fact label="Refunded by">
          <bdi className="font-semibold wrap-anywhere">{refund.vendorName}</bdi>
        </Fact>
        <Fact label="Reason">
          <span className="wrap-anywhere">{refund.reason}</span>
        </Fact>
        <Fact label="Reference">
          <span className="font-semibold wrap-anywhere">{refund.reference ?? 'none'}</span>
          {receiptId ? (
            <Link to={paths.receipt(receiptId)} className={link}>
              See receipt {refund.receiptNumber}
            </Link>
          ) : (
            <Link to={paths.payment(paymentId)} className={link}>
              See the payment
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
          <Ticket.Line label="Total refunded" strong>
            {refund.total}
          </Ticket.Line>
        </div>
      </div>
      <Ticket.Tear className="my-5" />
      <div className="flex items-center gap-4">
        <QrCode {...check} label={`QR code: check refund document ${refund.number}`} />
        <div className="min-w-0">
          <h2 className="font-semibold">Is this refund document genuine?</h2>
          <p className="text-small text-second">
            Anyone who holds it can scan the code, or{' '}
            <a href={check.url} className="rounded-small text-green underline underline-offset-2">
              open its check page
            </a>
            , and see what was issued.
          </p>
        </div>
      </div>
    </Ticket>
  );
}

function Rows({ refund }: { refund: ShownRefund }) {
  return (
    <table className="mt-5 table [&_:is(th,td):first-child]:ps-0 [&_:is(th,td):last-child]:pe-0">
      <caption className="sr-only">What was refunded of each invoice</caption>
      <thead>
        <tr>
          <th scope="col">Invoice</th>
          <th scope="col" className="num max-sm:hidden">
            Invoice total
          </th>
          <th scope="col" className="num">
            Refunded
          </th>
          <th scope="col" className="num">
            Open again
          </th>
        </tr>
      </thead>
      <tbody>
        {refund.invoices.map((invoice) => (
          <tr key={invoice.number}>
            <td>
              <span className="font-semibold wrap-anywhere">{invoice.number}</span>
              <span className="text-small text-second block wrap-anywhere">{invoice.summary}</span>
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
