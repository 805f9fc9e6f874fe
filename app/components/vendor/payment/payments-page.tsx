import { Form, Link } from '@remix-run/react';
import { countText, invoiceCount } from '~/domain/invoices/invoice-count';
import { methodName } from '~/domain/payment-methods/method-words';
import {
  PAYMENT_FILTERS,
  paymentSearch,
  type CollectedSum,
  type PaymentFilter,
  type PaymentQuery,
  type VendorListedPayment,
} from '~/domain/payments/vendor-payment-list';
import { staffDeclineWords } from '~/domain/payments/staff-words';
import { dateIn, formatDate, formatInstant } from '~/lib/dates';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { EmptyState } from '../../ui/empty-state';
import { Field } from '../../ui/field';
import { PageTitle } from '../../ui/page-title';
import { Table } from '../../ui/table';
import { Tag } from '../../ui/tag';
import { AfterTags, refundedOf, VendorPaymentTag } from './payment-tags';

export type PaymentsPageProps = {
  payments: VendorListedPayment[];
  next: string | null;
  /** What the money in and out comes to. */
  sums: CollectedSum[] | null;
  query: PaymentQuery;
  timeZone: string;
};

/** Every payment of the vendor's customers, newest first. */
export function PaymentsPage({ payments, next, sums, query, timeZone }: PaymentsPageProps) {
  const narrowed = paymentSearch({ ...query, cursor: null }) !== '';
  return (
    <>
      <PageTitle title="Payments" subtitle={query.currency && `In ${query.currency}`} />
      <Filters query={query} />
      {query.reasons.length > 0 && (
        <p className="mt-4">
          Only those that failed for one reason: {staffDeclineWords(query.reasons[0] || null).title}{' '}
          <Link
            to={`${paths.vendor.payments}${paymentSearch({ ...query, reasons: [], cursor: null })}`}
            className="text-green rounded-small font-semibold hover:underline"
          >
            Show all that failed
          </Link>
        </p>
      )}
      {sums?.map((sum) => (
        <p key={sum.currency} className="mt-4">
          {collectedWords(sum)}
        </p>
      ))}
      <Card flush className="mt-4">
        {payments.length === 0 ? (
          <EmptyState
            title={narrowed ? 'No payment fits' : 'Nothing was paid yet'}
            icon={narrowed ? 'search' : 'card'}
            action={narrowed && <ButtonLink to={paths.vendor.payments}>Show all payments</ButtonLink>}
          >
            {narrowed
              ? 'Change what you search for, or show all.'
              : 'What customers pay, and what you charge, stands here.'}
          </EmptyState>
        ) : (
          <List payments={payments} timeZone={timeZone} />
        )}
        {(next || query.cursor) && (
          <nav aria-label="Pages" className="border-line flex justify-between gap-3 border-t px-4 py-3 print:hidden">
            {query.cursor ? (
              <ButtonLink to={`${paths.vendor.payments}${paymentSearch({ ...query, cursor: null })}`}>
                Newest
              </ButtonLink>
            ) : (
              <span />
            )}
            {next && (
              <ButtonLink to={`${paths.vendor.payments}${paymentSearch({ ...query, cursor: next })}`}>Older</ButtonLink>
            )}
          </nav>
        )}
      </Card>
    </>
  );
}

/** "3 payments less 1 refund: $40.00" */
function collectedWords({ payments, refunds, amountMinor, currency }: CollectedSum): string {
  const came = countText(payments) + (payments === 1 ? ' payment' : ' payments');
  const went = refunds > 0 ? ` less ${countText(refunds)} ${refunds === 1 ? 'refund' : 'refunds'}` : '';
  return `${came}${went}: ${formatMoney(amountMinor, currency)}`;
}

function Filters({ query }: { query: PaymentQuery }) {
  return (
    <>
      <nav aria-label="State" className="mb-4 flex flex-wrap gap-1">
        {(Object.keys(PAYMENT_FILTERS) as PaymentFilter[]).map((state) => (
          <Link
            key={state}
            to={`${paths.vendor.payments}${paymentSearch({ ...query, state, reasons: [], cursor: null })}`}
            aria-current={state === query.state ? 'page' : undefined}
            className="rounded-control text-second hover:bg-card hover:text-ink aria-[current=page]:bg-neutral aria-[current=page]:text-ink px-3 py-1.5 font-medium aria-[current=page]:font-semibold"
          >
            {PAYMENT_FILTERS[state]}
          </Link>
        ))}
      </nav>
      <Form
        key={paymentSearch(query)}
        method="get"
        role="search"
        className="grid grid-cols-2 items-end gap-3 sm:grid-cols-[minmax(0,1fr)_160px_160px_auto]"
      >
        {query.currency && <input type="hidden" name="currency" value={query.currency} />}
        {query.state !== 'all' && <input type="hidden" name="state" value={query.state} />}
        {query.reasons.map((code) => (
          <input key={code} type="hidden" name="reason" value={code} />
        ))}
        <Field
          label="Search"
          name="q"
          type="search"
          defaultValue={query.search}
          placeholder="Customer, receipt or invoice"
          autoComplete="off"
          className="max-sm:col-span-2"
        />
        <Field label="From" name="from" type="date" defaultValue={query.from ?? ''} />
        <Field label="To" name="to" type="date" defaultValue={query.to ?? ''} />
        <Button className="min-h-10 max-sm:col-span-2">Show</Button>
      </Form>
    </>
  );
}

function List({ payments, timeZone }: Pick<PaymentsPageProps, 'payments' | 'timeZone'>) {
  return (
    <Table caption="Payments, newest first">
      <thead>
        <tr>
          <th scope="col" className="max-sm:hidden">
            Date
          </th>
          <th scope="col">Customer</th>
          <th scope="col" className="max-md:hidden">
            State
          </th>
          <th scope="col" className="max-lg:hidden">
            Method
          </th>
          <th scope="col" className="max-xl:hidden">
            Receipt
          </th>
          <th scope="col" className="num">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {payments.map((payment) => (
          <Row key={payment.rowId} payment={payment} timeZone={timeZone} />
        ))}
      </tbody>
    </Table>
  );
}

function Row({ payment, timeZone }: { payment: VendorListedPayment; timeZone: string }) {
  const { id, methodBrand: brand, methodLast4: last4, amountMinor, refundedMinor, at } = payment;
  const when = (
    <time dateTime={at.toISOString()} title={formatInstant(at, timeZone)}>
      {formatDate(dateIn(timeZone, at))}
    </time>
  );
  const tags = payment.back ? (
    <Tag>refund</Tag>
  ) : (
    <>
      <VendorPaymentTag state={payment.state} />
      <AfterTags refunded={refundedOf(amountMinor, refundedMinor)} disputed={payment.disputed} />
    </>
  );
  return (
    <tr className="hover:bg-paper relative">
      <td className="text-second whitespace-nowrap max-sm:hidden">{when}</td>
      <td className="wrap-anywhere">
        <Link to={paths.vendor.payment(id)} className="font-semibold after:absolute after:inset-0">
          {payment.customerName}
        </Link>
        <span className="text-small text-second block">
          <span className="sm:hidden">{when} · </span>
          {invoiceCount(payment.invoiceCount)}
        </span>
        <span className="mt-1 flex flex-wrap gap-1.5 md:hidden">{tags}</span>
      </td>
      <td className="max-md:hidden">
        <span className="flex flex-wrap gap-1.5">{tags}</span>
      </td>
      <td className="text-second whitespace-nowrap max-lg:hidden">
        {payment.channel === 'outside' ? 'Outside' : brand && last4 ? methodName({ brand, last4 }) : 'Credit'}
      </td>
      <td className="text-second whitespace-nowrap max-xl:hidden">{payment.receiptNumber ?? '–'}</td>
      <td className="num font-semibold">{formatMoney(amountMinor, payment.currency)}</td>
    </tr>
  );
}
