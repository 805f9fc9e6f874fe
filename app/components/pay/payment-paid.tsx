import { Link } from '@remix-run/react';
import { useFormats, useRichWords, useWords } from '~/components/language';
import { ReversalLines } from '~/components/refunds/reversal-lines';
import { buttonClass, ButtonLink } from '~/components/ui/button';
import { Money } from '~/components/ui/money';
import { Ticket } from '~/components/ui/ticket';
import { sumMinor } from '~/lib/money';
import { SHOWN_ROWS } from './describe-payment';
import { Mailbox } from './mailbox';
import type { PaymentPage, ShownPayment } from './payment-page.types';
import { PaymentSheet } from './payment-sheet';
import { usePlaces } from './places';
import { MethodName } from './method-mark';
import { Amount } from './payment-what';
import { endedWords } from './payment-ended.words';
import { paymentWords } from './payment.words';

/** The end everybody wants: what was paid, on what, the receipt, and where to go on. */
export function PaymentPaid({ page }: { page: PaymentPage }) {
  const { payment, after } = page;
  const say = useWords(endedWords);
  const rich = useRichWords(endedWords);
  const { money } = useFormats();
  const owed = after?.stillOwedMinor ?? 0n;
  const count = payment.invoiceCount;
  const title =
    count === 0
      ? say('keptAsCredit')
      : owed === 0n
        ? say('paid', { count })
        : say('paidInPart', { count, amount: money(owed, payment.currency) });
  return (
    <PaymentSheet look="paid" title={title} subtitle={<PaidOn page={page} />}>
      <Ticket.Tear className="my-5" />
      <Applied payment={payment} />
      <ReversalLines {...page.since} />
      <div className="mt-6 flex flex-wrap gap-2.5">
        <NextSteps page={page} />
      </div>
      {payment.receipt && (
        <p className="text-small text-second mt-3">
          {page.justPaid && <>{rich('copy', { mailbox: <Mailbox email={page.email} /> })} </>}
          {say('anyoneChecks')}
        </p>
      )}
    </PaymentSheet>
  );
}

/** "$300.00 on 3 Jan 2026 with Visa •••• 4242". */
function PaidOn({ page: { payment, vendorName } }: { page: PaymentPage }) {
  const rich = useRichWords(endedWords);
  const { method, outside } = payment;
  const when = { amount: <Amount payment={payment} />, on: payment.settledOn ?? '' };
  if (outside) return <>{rich('onOutside', { ...when, vendor: vendorName })}</>;
  return <>{method ? rich('onWith', { ...when, method: <MethodName {...method} /> }) : rich('on', when)}</>;
}

function NextSteps({ page: { payment, after } }: { page: PaymentPage }) {
  const say = useWords(endedWords);
  const toInvoices = useWords(paymentWords)('toInvoices');
  const { money } = useFormats();
  const next = after?.next;
  const others = after?.otherOpenCount ?? 0;
  const { receiptPdf, invoices, payments } = usePlaces();
  return (
    <>
      {next && (
        <ButtonLink variant="primary" to={next.to} className="min-h-[42px] max-sm:w-full">
          {say('nowPay', { amount: money(next.dueMinor, next.currency), count: next.count })}
        </ButtonLink>
      )}
      {payment.receipt && (
        <a
          href={receiptPdf(payment.receipt.id)}
          className={buttonClass({ variant: next ? 'secondary' : 'primary' }, 'min-h-[42px] max-sm:w-full')}
        >
          {say('downloadReceipt')}
        </a>
      )}
      {/* Behind a link there is nothing more to see once all of it is paid. */}
      {(payments !== null || others > 0) && (
        <ButtonLink to={invoices.to} className="min-h-[42px] max-sm:w-full">
          {others === 0
            ? toInvoices
            : after?.stillOwedMinor === 0n
              ? say('seeOthers', { count: others })
              : say('seeOpen')}
        </ButtonLink>
      )}
    </>
  );
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
  const say = useWords(paymentWords);
  if (feeMinor === 0n) return null;
  return (
    <Ticket.Line label={say('fee')}>
      <Money amountMinor={feeMinor} currency={currency} />
    </Ticket.Line>
  );
}

/** The invoices of a payment. The rows re-add to the total: what is not shown is counted with its sum. */
export function InvoiceRows({ payment }: { payment: ShownPayment }) {
  const places = usePlaces();
  const say = useWords(paymentWords);
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
        <Ticket.Line label={say('more', { count: restCount })}>
          <Money amountMinor={restMinor} currency={currency} />
        </Ticket.Line>
      )}
    </>
  );
}

function Applied({ payment }: { payment: ShownPayment }) {
  const places = usePlaces();
  const say = useWords(endedWords);
  const rich = useRichWords(endedWords);
  const { signed } = useFormats();
  const { currency, amountMinor, creditMinor, unappliedMinor } = payment;
  return (
    <>
      <div className="text-small text-third flex justify-between gap-4 pb-1">
        {payment.receipt ? (
          <Link to={places.receipt(payment.receipt.id)} className="hover:text-ink">
            {rich('receipt', { number: <span className="tabular-nums">{payment.receipt.number}</span> })}
          </Link>
        ) : (
          <span>{say(payment.outside ? 'noReceipt' : 'invoice')}</span>
        )}
        <span>{say('applied')}</span>
      </div>
      <InvoiceRows payment={payment} />
      <div className="border-line mt-2 border-t pt-2">
        {creditMinor > 0n && <Ticket.Line label={say('creditUsed')}>{signed('−', creditMinor, currency)}</Ticket.Line>}
        <FeeRow payment={payment} />
        {unappliedMinor > 0n && (
          <Ticket.Line label={say('keptCredit')}>
            <Money amountMinor={unappliedMinor} currency={currency} />
          </Ticket.Line>
        )}
        <Ticket.Line label={say('totalPaid')} strong>
          <Money amountMinor={amountMinor} currency={currency} />
        </Ticket.Line>
      </div>
    </>
  );
}
