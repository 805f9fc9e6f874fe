import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { InvoiceDetail, InvoicePayment } from '~/domain/invoices/invoice-detail';
import { methodName } from '~/domain/payment-methods/method-words';
import { STATE_WORDS, type PaymentState } from '~/domain/payments/payment-state';
import { dateIn, formatDate, type CalendarDate } from '~/lib/dates';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';
import { Card } from '../ui/card';

type Event = { key: string; on: CalendarDate; what: ReactNode; amount?: string };

/** What became of the invoice, oldest first, with the way to each payment and its receipt. */
export function InvoiceHistory({ invoice, timeZone }: { invoice: InvoiceDetail; timeZone: string }) {
  const { currency } = invoice;
  const events: Event[] = [
    {
      key: 'issued',
      on: invoice.issuedOn,
      what: `Issued, due ${formatDate(invoice.dueOn)}`,
      amount: formatMoney(invoice.totalMinor, currency),
    },
    ...invoice.payments.map((payment) => ({
      key: payment.id,
      on: dateIn(timeZone, payment.at),
      what: <Paid payment={payment} />,
      amount: `−${formatMoney(payment.amountMinor, currency)}`,
    })),
    ...(invoice.disputedAt
      ? [{ key: 'disputed', on: dateIn(timeZone, invoice.disputedAt), what: `Disputed: ${invoice.disputeReason}` }]
      : []),
    ...(invoice.voidedAt
      ? [{ key: 'void', on: dateIn(timeZone, invoice.voidedAt), what: `Void: ${invoice.voidReason}` }]
      : []),
  ];
  events.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return (
    <Card title="History">
      <ol className="grid gap-3">
        {events.map((event) => (
          <li key={event.key} className="flex items-baseline gap-4">
            <time dateTime={event.on} className="text-small text-second w-[92px] flex-none">
              {formatDate(event.on)}
            </time>
            <span className="min-w-0 grow wrap-anywhere">{event.what}</span>
            {event.amount && <span className="num">{event.amount}</span>}
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Paid({ payment }: { payment: InvoicePayment }) {
  const { methodBrand: brand, methodLast4: last4 } = payment;
  const link = 'font-semibold text-green hover:underline';
  return (
    <>
      <Link to={paths.payment(payment.id)} className={link}>
        {payment.state === 'succeeded'
          ? 'Paid'
          : `Payment ${STATE_WORDS[payment.state as PaymentState] ?? 'under way'}`}
      </Link>
      {brand && last4 && ` with ${methodName({ brand, last4 })}`}
      {payment.receiptId && (
        <>
          {' · '}
          <Link to={paths.receipt(payment.receiptId)} className={link}>
            Receipt {payment.receiptNumber}
          </Link>
        </>
      )}
    </>
  );
}
