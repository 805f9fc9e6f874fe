import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { InvoiceCreditNote, InvoiceDetail, InvoicePayment } from '~/domain/invoices/invoice-detail';
import { reasonWords, type InvoiceDispute } from '~/domain/invoice-disputes/invoice-dispute';
import { methodName } from '~/domain/payment-methods/method-words';
import { backWords, reversalWords, type LoadedReversal } from '~/domain/refunds/reversal-words';
import { paymentStateWords, type PaymentState } from '~/domain/payments/payment-state';
import { dateIn, formatDate, type CalendarDate } from '~/lib/dates';
import { formatMoney, type Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { Card } from '../ui/card';

type Event = { key: string; on: CalendarDate; what: ReactNode; amount?: string };

/** What became of the invoice, oldest first, with the way to each payment and its receipt. */
export function InvoiceHistory({
  invoice,
  disputes,
  timeZone,
}: {
  invoice: InvoiceDetail;
  disputes: InvoiceDispute[];
  timeZone: string;
}) {
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
      what: <Paid payment={payment} currency={currency} />,
      amount: `−${formatMoney(payment.amountMinor - payment.keptMinor, currency)}`,
    })),
    ...invoice.creditNotes.map((note) => ({
      key: note.id,
      on: dateIn(timeZone, note.at),
      what: <Credited note={note} currency={currency} />,
      amount: `−${formatMoney(note.amountMinor - note.keptMinor, currency)}`,
    })),
    ...disputes.flatMap((dispute) => disputeEvents(dispute, currency, timeZone)),
    ...invoice.reversals.flatMap((reversal) => reversed(reversal, currency, timeZone)),
    // What a contact disputed tells its own story above; this came with a file or from the vendor.
    ...(invoice.disputedAt && !disputes.some((dispute) => dispute.covers === 'invoice' && !dispute.endedAt)
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

/** A dispute is said, and later ended: two lines, each on its day. */
function disputeEvents(dispute: InvoiceDispute, currency: Currency, timeZone: string): Event[] {
  const { id, kind, reason, amountMinor, covers, message, by, note } = dispute;
  const amount = amountMinor === null ? '' : formatMoney(amountMinor, currency);
  const said =
    kind === 'question' ? 'Question' : `${amount} disputed${covers === 'invoice' ? ', all that was due' : ''}`;
  const opened: Event = {
    key: id,
    on: dateIn(timeZone, dispute.openedAt),
    what: (
      <>
        {said}
        {reason && `: ${reasonWords(reason)}`}
        <span className="text-small text-second block whitespace-pre-line">
          {by}
          {message && `: ${message}`}
        </span>
      </>
    ),
  };
  if (!dispute.endedAt) return [opened];
  const ended = dispute.outcome === 'withdrawn' ? 'Dispute withdrawn' : 'Dispute resolved';
  return [
    opened,
    {
      key: `${id} ended`,
      on: dateIn(timeZone, dispute.endedAt),
      what: (
        <>
          {ended}
          <span className="text-small text-second block whitespace-pre-line">{note ?? dispute.endedBy}</span>
        </>
      ),
    },
  ];
}

/** It came off the invoice, and went back to it where the refund failed or the dispute was won. */
function reversed(reversal: LoadedReversal, currency: Currency, timeZone: string): Event[] {
  const { id, at, backAt, amountMinor, documentId, documentNumber } = reversal;
  const amount = formatMoney(amountMinor, currency);
  const words = reversalWords(reversal);
  const what = documentId ? (
    <Link to={paths.refund(documentId)} className="text-green font-semibold hover:underline">
      {words} {documentNumber}
    </Link>
  ) : (
    words
  );
  const gone = { key: id, on: dateIn(timeZone, at), what, amount };
  if (!backAt) return [gone];
  return [gone, { key: `${id} back`, on: dateIn(timeZone, backAt), what: backWords(reversal), amount: `−${amount}` }];
}

/** Lowered by the vendor; what it could not take any more is credit. */
function Credited({ note, currency }: { note: InvoiceCreditNote; currency: Currency }) {
  return (
    <>
      <CreditNoteName note={note} />: {note.reason}
      {note.keptMinor > 0n && <Aside>{formatMoney(note.keptMinor, currency)} of it is credit on your account.</Aside>}
    </>
  );
}

/** Its document, where it has one. */
function CreditNoteName({ note: { id, number, hasDocument } }: { note: InvoiceCreditNote }) {
  const name = `Credit note ${number}`;
  if (!hasDocument) return name;
  return (
    <a href={paths.creditNotePdf(id)} className="text-green font-semibold hover:underline">
      {name}
    </a>
  );
}

function Aside({ children }: { children: ReactNode }) {
  return <span className="text-small text-second block">{children}</span>;
}

function Paid({ payment, currency }: { payment: InvoicePayment; currency: Currency }) {
  const { methodBrand: brand, methodLast4: last4 } = payment;
  const link = 'font-semibold text-green hover:underline';
  return (
    <>
      <Link to={paths.payment(payment.id)} className={link}>
        {payment.state === 'succeeded' ? 'Paid' : `Payment ${paymentStateWords(payment.state as PaymentState)}`}
      </Link>
      {brand && last4 && ` with ${methodName({ brand, last4 })}`}
      {payment.state === 'processing' &&
        payment.expectedOn &&
        `, expected by ${formatDate(payment.expectedOn)}: not paid yet`}
      {payment.receiptId && (
        <>
          {' · '}
          <Link to={paths.receipt(payment.receiptId)} className={link}>
            Receipt {payment.receiptNumber}
          </Link>
        </>
      )}
      {payment.creditMinor > 0n && payment.keptMinor === 0n && (
        <Aside>{formatMoney(payment.creditMinor, currency)} of it with your credit</Aside>
      )}
      {payment.keptMinor > 0n && (
        <Aside>
          {formatMoney(payment.keptMinor, currency)} came when the invoice was void: it is credit on your account.
        </Aside>
      )}
    </>
  );
}
