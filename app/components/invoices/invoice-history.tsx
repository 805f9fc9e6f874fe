import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useFormats, useLanguage, useRichWords, useWords } from '~/components/language';
import type { InvoiceCreditNote, InvoiceDetail } from '~/domain/invoices/invoice-detail';
import { reasonWords, type InvoiceDispute } from '~/domain/invoice-disputes/invoice-dispute';
import { backWords, reversalWords, type LoadedReversal } from '~/domain/refunds/reversal-words';
import { dateIn, type CalendarDate } from '~/lib/dates';
import { formatsOf } from '~/lib/languages/formats';
import type { Language } from '~/lib/languages/language';
import type { Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { Card } from '../ui/card';
import { Aside, PaidLine } from './history-payment';
import { invoiceHistory } from './invoice-history.words';

type Look = { currency: Currency; timeZone: string; language: Language };
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
  const language = useLanguage();
  const say = useWords(invoiceHistory);
  const { date, money, signed } = useFormats();
  const { currency } = invoice;
  const look = { currency, timeZone, language };
  const events: Event[] = [
    {
      key: 'issued',
      on: invoice.issuedOn,
      what: say('issued', { date: date(invoice.dueOn) }),
      amount: money(invoice.totalMinor, currency),
    },
    ...invoice.payments.map((payment) => ({
      key: payment.id,
      on: dateIn(timeZone, payment.at),
      what: <PaidLine payment={payment} currency={currency} />,
      amount: signed('−', payment.amountMinor - payment.keptMinor, currency),
    })),
    ...invoice.creditNotes.map((note) => ({
      key: note.id,
      on: dateIn(timeZone, note.at),
      what: <Credited note={note} currency={currency} />,
      amount: signed('−', note.amountMinor - note.keptMinor, currency),
    })),
    ...disputes.flatMap((dispute) => disputeEvents(dispute, look)),
    ...invoice.reversals.flatMap((reversal) => reversed(reversal, look)),
    // What a contact disputed tells its own story above; this came with a file or from the vendor.
    ...(invoice.disputedAt && !disputes.some((dispute) => dispute.covers === 'invoice' && !dispute.endedAt)
      ? [
          {
            key: 'disputed',
            on: dateIn(timeZone, invoice.disputedAt),
            what: say('disputedFor', { reason: invoice.disputeReason ?? '' }),
          },
        ]
      : []),
    ...(invoice.voidedAt
      ? [
          {
            key: 'void',
            on: dateIn(timeZone, invoice.voidedAt),
            what: say('voidFor', { reason: invoice.voidReason ?? '' }),
          },
        ]
      : []),
  ];
  events.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return (
    <Card title={say('title')}>
      <ol className="grid gap-3">
        {events.map((event) => (
          <li key={event.key} className="flex items-baseline gap-4">
            <time dateTime={event.on} className="text-small text-second w-[92px] flex-none rtl:w-[112px]">
              {date(event.on)}
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
function disputeEvents(dispute: InvoiceDispute, { currency, timeZone, language }: Look): Event[] {
  const { id, kind, reason, amountMinor, covers, message, by, note } = dispute;
  const say = invoiceHistory(language);
  const disputed = () =>
    say(covers === 'invoice' ? 'allDisputed' : 'partDisputed', {
      amount: formatsOf(language).money(amountMinor ?? 0n, currency),
      reason: reasonWords(reason ?? 'other', language),
    });
  const opened: Event = {
    key: id,
    on: dateIn(timeZone, dispute.openedAt),
    what: (
      <>
        {kind === 'question' ? say('question') : disputed()}
        <span className="text-small text-second block whitespace-pre-line">
          {message ? say('said', { by, message }) : by}
        </span>
      </>
    ),
  };
  if (!dispute.endedAt) return [opened];
  const ended = say(dispute.outcome === 'withdrawn' ? 'withdrawn' : 'resolved');
  return [
    opened,
    {
      key: `${id} ended`,
      on: dateIn(timeZone, dispute.endedAt),
      what: (
        <>
          {ended}
          <span dir="auto" className="text-small text-second block whitespace-pre-line">
            {note ?? dispute.endedBy}
          </span>
        </>
      ),
    },
  ];
}

/** It came off the invoice, and went back to it where the refund failed or the dispute was won. */
function reversed(reversal: LoadedReversal, { currency, timeZone, language }: Look): Event[] {
  const { id, at, backAt, amountMinor, documentId, documentNumber } = reversal;
  const { money, signed } = formatsOf(language);
  const words = reversalWords(reversal, language);
  const what = documentId ? (
    <Link to={paths.refund(documentId)} className="text-green font-semibold hover:underline">
      {words} <bdi>{documentNumber}</bdi>
    </Link>
  ) : (
    words
  );
  const gone = { key: id, on: dateIn(timeZone, at), what, amount: money(amountMinor, currency) };
  if (!backAt) return [gone];
  const back = backWords(reversal, language);
  return [
    gone,
    { key: `${id} back`, on: dateIn(timeZone, backAt), what: back, amount: signed('−', amountMinor, currency) },
  ];
}

/** Lowered by the vendor; what it could not take any more is credit. */
function Credited({ note, currency }: { note: InvoiceCreditNote; currency: Currency }) {
  const rich = useRichWords(invoiceHistory);
  const { money } = useFormats();
  return (
    <>
      {rich('creditedFor', { note: <CreditNoteName note={note} />, reason: note.reason })}
      {note.keptMinor > 0n && <Aside>{rich('kept', { amount: money(note.keptMinor, currency) })}</Aside>}
    </>
  );
}

/** Its document, where it has one. */
function CreditNoteName({ note: { id, number, hasDocument } }: { note: InvoiceCreditNote }) {
  const name = useWords(invoiceHistory)('creditNote', { number });
  if (!hasDocument) return name;
  return (
    <a href={paths.creditNotePdf(id)} className="text-green font-semibold hover:underline">
      {name}
    </a>
  );
}
