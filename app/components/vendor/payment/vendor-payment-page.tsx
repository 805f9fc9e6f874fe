import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { methodName } from '~/domain/payment-methods/method-words';
import type { PaymentChannel } from '~/domain/payments/payer';
import { isFinal } from '~/domain/payments/payment-state';
import type { VendorPayment } from '~/domain/payments/load-vendor-payment.server';
import { staffDeclineWords } from '~/domain/payments/staff-words';
import { backWords, goneMinor, reversalWords, tookMoney, type LoadedReversal } from '~/domain/refunds/reversal-words';
import { dateIn, formatDate, formatInstant } from '~/lib/dates';
import { formatMoney, type Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { Banner } from '../../ui/banner';
import { buttonClass, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { PageTitle } from '../../ui/page-title';
import { Table } from '../../ui/table';
import type { Tone } from '../../ui/tag';
import { Ticket } from '../../ui/ticket';
import { AfterTags, refundedOf, VendorPaymentTag } from './payment-tags';

export type VendorPaymentPageProps = {
  payment: VendorPayment;
  timeZone: string;
  mayBill: boolean;
  /** What became of the refund that was asked for a moment ago. */
  done: { tone: Tone; title: string; next: string | null } | null;
};

/** One payment as staff see it: what it came to, where it went, what went back, and the way to give it back. */
export function VendorPaymentPage({ payment, timeZone, mayBill, done }: VendorPaymentPageProps) {
  const { currency, amountMinor, creditMinor, customer, reversals, refundable, state } = payment;
  const failed = state === 'failed' ? staffDeclineWords(payment.failureCode) : null;
  const why = whyNoRefund(payment);
  return (
    <>
      <PageTitle
        title={`Payment of ${formatMoney(amountMinor + creditMinor, currency)}`}
        subtitle={`${customer.name} · ${formatInstant(payment.createdAt, timeZone)}`}
        back={{ to: paths.vendor.payments, label: 'Payments' }}
        aside={mayBill && <Next payment={payment} why={why} />}
      />
      {done && (
        <Banner tone={done.tone} title={done.title} className="mb-5">
          {done.next}
        </Banner>
      )}
      {failed && (
        <Banner tone="red" title={failed.title} className="mb-5">
          {failed.lines[0]}
        </Banner>
      )}
      <div className="grid items-start gap-7 xl:grid-cols-[minmax(0,1fr)_348px]">
        <aside aria-label="Amounts" className="xl:sticky xl:top-7 xl:order-2">
          <Amounts payment={payment} timeZone={timeZone} why={why} />
        </aside>
        <div className="grid min-w-0 gap-5">
          <Invoices payment={payment} />
          {reversals.length > 0 && (
            <Card title="What went back">
              <ol className="grid gap-3">
                {reversals.map((reversal) => (
                  <Reversal key={reversal.id} reversal={reversal} currency={currency} timeZone={timeZone} />
                ))}
              </ol>
            </Card>
          )}
          {refundable.forbidden && (
            <Banner tone="amber" title="A chargeback stands">
              The payer’s bank has the money, or may take it. Answer it at the gateway; until it is decided nothing of
              this payment can be refunded.
            </Banner>
          )}
        </div>
      </div>
    </>
  );
}

/** What is done next with a payment: what was paid goes back, what failed is charged again. */
function Next({ payment, why }: { payment: VendorPayment; why: string | null }) {
  const [only, ...others] = payment.invoices;
  if (why === null) return <ButtonLink to={paths.vendor.refundPayment(payment.id)}>Refund</ButtonLink>;
  if (payment.state !== 'failed' || !only || others.length > 0) return null;
  return <ButtonLink to={paths.vendor.chargeInvoice(only.invoiceId)}>Charge {only.number} again</ButtonLink>;
}

/** A payment that came to nothing paid nothing. */
function came(state: VendorPayment['state']): { total: string; invoices: string } {
  if (state === 'succeeded') return { total: 'Paid', invoices: 'What it paid' };
  return { total: 'Asked for', invoices: isFinal(state) ? 'What it was for' : 'What it is for' };
}

function whyNoRefund({ state, refundable }: VendorPayment): string | null {
  if (state !== 'succeeded') return 'Only what was paid can be refunded.';
  if (refundable.forbidden) return 'A chargeback forbids refunds.';
  return refundable.leftMinor <= 0n ? 'All of it has gone back.' : null;
}

const CHANNELS: Record<PaymentChannel, string> = {
  portal: 'Customer portal',
  link: 'Payment link',
  staff: 'Charged by staff',
  batch: 'Batch payment',
  scheduled: 'On an agreed date',
  autopay: 'AutoPay',
  outside: 'Received outside',
};

function Amounts({ payment, timeZone, why }: { payment: VendorPayment; timeZone: string; why: string | null }) {
  const { currency, amountMinor, creditMinor, feeMinor, unappliedMinor, reversals, receipt, customer } = payment;
  const { methodBrand: brand, methodLast4: last4 } = payment;
  const back = goneMinor(reversals);
  const disputed = reversals.some((each) => each.kind === 'dispute' && tookMoney(each) && !each.backAt);
  const money = (minor: bigint) => formatMoney(minor, currency);
  return (
    <Ticket caption={came(payment.state).total} total={money(amountMinor + creditMinor)}>
      <p className="mt-1 flex flex-wrap gap-2">
        <VendorPaymentTag state={payment.state} />
        <AfterTags refunded={refundedOf(amountMinor, back)} disputed={disputed} />
      </p>
      <Ticket.Tear />
      {creditMinor + feeMinor + unappliedMinor + back > 0n && (
        <>
          {creditMinor > 0n && <Ticket.Line label="In credit">{money(creditMinor)}</Ticket.Line>}
          <Ticket.Line label={payment.channel === 'outside' ? 'Received' : 'Charged'}>{money(amountMinor)}</Ticket.Line>
          {feeMinor > 0n && <Ticket.Line label="Of it a fee">{money(feeMinor)}</Ticket.Line>}
          {unappliedMinor > 0n && <Ticket.Line label="Left over as credit">{money(unappliedMinor)}</Ticket.Line>}
          {back > 0n && <Ticket.Line label="Went back">{money(-back)}</Ticket.Line>}
          <Ticket.Tear />
        </>
      )}
      <dl className="[&>dt]:text-second grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 [&>dd]:text-end [&>dd]:wrap-anywhere">
        <dt>Customer</dt>
        <dd>
          <Link to={paths.vendor.customer(customer.id)} className="text-green font-semibold hover:underline">
            {customer.name}
          </Link>
          <span className="text-small text-second block">{customer.number}</span>
        </dd>
        <dt>How</dt>
        <dd>
          {CHANNELS[payment.channel]}
          {payment.by && <span className="text-small text-second block">{payment.by}</span>}
        </dd>
        {(brand || payment.note) && (
          <>
            <dt>Method</dt>
            <dd>{brand && last4 ? methodName({ brand, last4 }) : payment.note}</dd>
          </>
        )}
        {payment.settledAt && (
          <>
            <dt>Settled</dt>
            <dd>{formatDate(dateIn(timeZone, payment.settledAt))}</dd>
          </>
        )}
        {payment.state === 'processing' && payment.expectedOn && (
          <>
            <dt>Expected by</dt>
            <dd>{formatDate(payment.expectedOn)}</dd>
          </>
        )}
      </dl>
      {receipt && (
        <a
          href={paths.vendor.paymentReceipt(payment.id)}
          download
          className={buttonClass({}, 'mt-4 w-full print:hidden')}
        >
          Receipt {receipt.number} (PDF)
        </a>
      )}
      {payment.creditLeftMinor > 0n && (
        <p className="text-small text-second mt-3">
          {money(payment.creditLeftMinor)} of it is{' '}
          <Link to={paths.vendor.customerCredit(customer.id)} className="text-green font-semibold hover:underline">
            credit on account
          </Link>
          : it pays their next invoice, or is given back there.
        </p>
      )}
      {why && payment.state === 'succeeded' && <p className="text-small text-second mt-3">{why}</p>}
    </Ticket>
  );
}

function Invoices({ payment }: { payment: VendorPayment }) {
  const { invoices, invoiceCount, currency } = payment;
  const more = invoiceCount - invoices.length;
  return (
    <Card title={came(payment.state).invoices} flush>
      {invoices.length === 0 ? (
        <p className="text-second px-5 pb-5">No invoice: all of it is credit on account.</p>
      ) : (
        <Table caption="Invoices of the payment">
          <thead>
            <tr>
              <th scope="col">Invoice</th>
              <th scope="col" className="max-sm:hidden">
                What it is for
              </th>
              <th scope="col" className="num">
                Amount
              </th>
            </tr>
          </thead>
          <tbody>
            {invoices.map(({ invoiceId, number, summary, amountMinor }) => (
              <tr key={invoiceId}>
                <td className="wrap-anywhere">
                  <Link to={paths.vendor.invoice(invoiceId)} className="text-green font-semibold hover:underline">
                    {number}
                  </Link>
                </td>
                <td className="text-second wrap-anywhere max-sm:hidden">{summary}</td>
                <td className="num">{formatMoney(amountMinor, currency)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {more > 0 && <p className="text-small text-second px-5 py-3">And {more.toLocaleString('en-US')} more.</p>}
    </Card>
  );
}

function Reversal({
  reversal,
  currency,
  timeZone,
}: {
  reversal: LoadedReversal;
  currency: Currency;
  timeZone: string;
}) {
  const { at, backAt, amountMinor, documentId, documentNumber, reason, kind, state } = reversal;
  const about = kind === 'refund' ? reason : `${reason.replaceAll('_', ' ')}, ${stateOf(state)}`;
  const document = documentId && (
    <a href={paths.vendor.refundPdf(documentId)} className="text-green font-semibold hover:underline">
      {documentNumber}
    </a>
  );
  const line = (on: Date, what: string, amount: bigint, aside: ReactNode) => (
    <li className="flex items-baseline gap-4">
      <time dateTime={on.toISOString()} className="text-small text-second w-[92px] flex-none">
        {formatDate(dateIn(timeZone, on))}
      </time>
      <span className="min-w-0 grow wrap-anywhere">
        {what}
        {aside && <span className="text-small text-second block">{aside}</span>}
      </span>
      <span className="num">{formatMoney(amount, currency)}</span>
    </li>
  );
  return (
    <>
      {line(
        at,
        reversalWords(reversal),
        -amountMinor,
        <>
          {document} {document && about && '· '}
          {about}
        </>,
      )}
      {backAt && line(backAt, backWords(reversal), amountMinor, null)}
    </>
  );
}

/** The gateway's word for how a chargeback stands. */
function stateOf(state: string): string {
  return state.replace(/^warning_/, 'inquiry ').replaceAll('_', ' ');
}
