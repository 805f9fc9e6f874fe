import { Link } from '@remix-run/react';
import { ReversalLines } from '~/components/refunds/reversal-lines';
import { buttonClass, ButtonLink } from '~/components/ui/button';
import { Money } from '~/components/ui/money';
import { Ticket } from '~/components/ui/ticket';
import { countText, invoiceCount } from '~/domain/invoices/invoice-count';
import { formatMoney, sumMinor } from '~/lib/money';
import { SHOWN_ROWS } from './describe-payment';
import { Mailbox } from './mailbox';
import type { PaymentPage, ShownPayment } from './payment-page.types';
import { PaymentSheet } from './payment-sheet';
import { usePlaces } from './places';
import { MethodInWords } from './method-mark';
import { Amount } from './payment-what';

/** The end everybody wants: what was paid, on what, the receipt, and where to go on. */
export function PaymentPaid({ page }: { page: PaymentPage }) {
  const { payment, after, vendorName } = page;
  const owed = after?.stillOwedMinor ?? 0n;
  const which = payment.invoiceCount === 1 ? 'this invoice' : 'these invoices';
  const title =
    payment.invoiceCount === 0
      ? 'Received. It is kept as credit.'
      : owed === 0n
        ? `Paid. You owe nothing on ${which}.`
        : `Paid. ${formatMoney(owed, payment.currency)} is still open on ${which}.`;
  return (
    <PaymentSheet
      look="paid"
      title={title}
      subtitle={
        <>
          <Amount payment={payment} /> on {payment.settledOn}
          {payment.outside && `, received by ${vendorName} outside this portal`}
          {payment.method && (
            <>
              {' '}
              <MethodInWords method={payment.method} />
            </>
          )}
        </>
      }
    >
      <Ticket.Tear className="my-5" />
      <Applied payment={payment} />
      <ReversalLines {...page.since} />
      <div className="mt-6 flex flex-wrap gap-2.5">
        <NextSteps page={page} />
      </div>
      {payment.receipt && (
        <p className="text-small text-second mt-3">
          {page.justPaid && (
            <>
              A copy goes to <Mailbox email={page.email} />.{' '}
            </>
          )}
          Anyone can check this receipt with the code printed on it.
        </p>
      )}
    </PaymentSheet>
  );
}

function NextSteps({ page: { payment, after } }: { page: PaymentPage }) {
  const next = after?.next;
  const others = after?.otherOpenCount ?? 0;
  const { receiptPdf, invoices, payments } = usePlaces();
  return (
    <>
      {next && (
        <ButtonLink variant="primary" to={next.to} className="min-h-[42px] max-sm:w-full">
          Now pay {formatMoney(next.dueMinor, next.currency)} ({invoiceCount(next.count)})
        </ButtonLink>
      )}
      {payment.receipt && (
        <a
          href={receiptPdf(payment.receipt.id)}
          className={buttonClass({ variant: next ? 'secondary' : 'primary' }, 'min-h-[42px] max-sm:w-full')}
        >
          Download receipt (PDF)
        </a>
      )}
      {/* Behind a link there is nothing more to see once all of it is paid. */}
      {(payments !== null || others > 0) && (
        <ButtonLink to={invoices.to} className="min-h-[42px] max-sm:w-full">
          {openWords(others, after?.stillOwedMinor === 0n)}
        </ButtonLink>
      )}
    </>
  );
}

function openWords(count: number, settled: boolean): string {
  if (count === 0) return 'Back to invoices';
  if (!settled) return 'See your open invoices';
  return count === 1 ? 'See the other open invoice' : `See the ${countText(count)} other open invoices`;
}

/** The rows of a payment with its fee, where no total stands below that tells of it. */
export function PaymentRows({ payment }: { payment: ShownPayment }) {
  return (
    <>
      <InvoiceRows payment={payment} />
      <FeeRow payment={payment} />
    </>
  );
}

function FeeRow({ payment: { feeMinor, currency } }: { payment: ShownPayment }) {
  if (feeMinor === 0n) return null;
  return (
    <Ticket.Line label="Fee">
      <Money amountMinor={feeMinor} currency={currency} />
    </Ticket.Line>
  );
}

/** The invoices of a payment. The rows re-add to the total: what is not shown is counted with its sum. */
export function InvoiceRows({ payment }: { payment: ShownPayment }) {
  const places = usePlaces();
  const { currency, amountMinor, creditMinor, feeMinor, unappliedMinor, invoiceCount: count } = payment;
  const rows = payment.invoices.slice(0, count === SHOWN_ROWS + 1 ? count : SHOWN_ROWS);
  const restCount = count - rows.length;
  const restMinor =
    amountMinor + creditMinor - feeMinor - unappliedMinor - sumMinor(rows.map((row) => row.amountMinor));
  return (
    <>
      {rows.map((row) => (
        <Ticket.Line
          key={row.invoiceId}
          label={
            <Link to={places.invoice(row.invoiceId)} className="text-ink hover:underline">
              {row.number}
            </Link>
          }
        >
          <Money amountMinor={row.amountMinor} currency={currency} />
        </Ticket.Line>
      ))}
      {restCount > 0 && (
        <Ticket.Line label={`and ${invoiceCount(restCount)} more`}>
          <Money amountMinor={restMinor} currency={currency} />
        </Ticket.Line>
      )}
    </>
  );
}

function Applied({ payment }: { payment: ShownPayment }) {
  const places = usePlaces();
  const { currency, amountMinor, creditMinor, unappliedMinor } = payment;
  return (
    <>
      <div className="text-small text-third flex justify-between gap-4 pb-1">
        {payment.receipt ? (
          <Link to={places.receipt(payment.receipt.id)} className="hover:text-ink">
            Receipt <span className="tabular-nums">{payment.receipt.number}</span>
          </Link>
        ) : (
          <span>{payment.outside ? 'No receipt: paid outside this portal' : 'Invoice'}</span>
        )}
        <span>Applied</span>
      </div>
      <InvoiceRows payment={payment} />
      <div className="border-line mt-2 border-t pt-2">
        {creditMinor > 0n && <Ticket.Line label="Credit used">−{formatMoney(creditMinor, currency)}</Ticket.Line>}
        <FeeRow payment={payment} />
        {unappliedMinor > 0n && (
          <Ticket.Line label="Kept as credit">
            <Money amountMinor={unappliedMinor} currency={currency} />
          </Ticket.Line>
        )}
        <Ticket.Line label="Total paid" strong>
          <Money amountMinor={amountMinor} currency={currency} />
        </Ticket.Line>
      </div>
    </>
  );
}
