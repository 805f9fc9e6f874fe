import { Form, Link, useLocation, useNavigation } from '@remix-run/react';
import { useFormats, useLanguage, useRichWords, useWords } from '~/components/language';
import type { InvoiceDispute } from '~/domain/invoice-disputes/invoice-dispute';
import type { Attachment } from '~/domain/invoices/attachment';
import { lateness } from '~/domain/invoices/ageing';
import type { InvoiceDetail } from '~/domain/invoices/invoice-detail';
import { methodName } from '~/domain/payment-methods/method-words';
import type { StandsIn } from '~/domain/scheduled-charges/load-charge.server';
import { formatDue, type CalendarDate } from '~/lib/dates';
import type { Currency } from '~/lib/money';
import { paths } from '~/lib/paths';
import { TellViewed } from '../tell-viewed';
import { Button, buttonClass } from '../ui/button';
import { Card } from '../ui/card';
import { PageTitle } from '../ui/page-title';
import { Tag } from '../ui/tag';
import { Ticket } from '../ui/ticket';
import { AttachmentList } from './attachment-list';
import { DisputeActions, openDispute, SentBanner, type Sent } from './dispute-actions';
import { InvoiceHistory } from './invoice-history';
import { InvoiceLines } from './invoice-lines';
import { invoicePage } from './invoice-page.words';
import { UnpayableTag } from './unpayable-tag';
import { WhyNot } from './why-not';

export type InvoicePageProps = {
  invoice: InvoiceDetail;
  disputes: InvoiceDispute[];
  attachments: Attachment[];
  today: CalendarDate;
  timeZone: string;
  mayPay: boolean;
  /** Staff who look at it as its customer does are not the customer. */
  viewedByStaff: boolean;
  vendorName: string;
  /** What the contact has just sent from the page of questions and disputes. */
  sent: Sent | null;
  /** The charge to come in which the invoice stands. */
  charge: StandsIn | null;
};

/** One invoice: what it is for, what became of it, and the way to pay it. */
export function InvoicePage({
  invoice,
  disputes,
  attachments,
  today,
  timeZone,
  mayPay,
  viewedByStaff,
  vendorName,
  sent,
  charge,
}: InvoicePageProps) {
  const say = useWords(invoicePage);
  const { date } = useFormats();
  const back = (useLocation().state as { back?: string } | null)?.back ?? '';
  return (
    <>
      {!viewedByStaff && <TellViewed to={paths.invoiceViewed(invoice.id)} />}
      <PageTitle
        back={{ to: `${paths.invoices}${back}`, label: say('openInvoices') }}
        title={say('title', { number: invoice.number })}
        subtitle={say('issued', { summary: invoice.summary, date: date(invoice.issuedOn) })}
      />
      {sent && <SentBanner sent={sent} vendorName={vendorName} />}
      <div className="grid items-start gap-7 lg:grid-cols-[minmax(0,1fr)_348px]">
        <aside aria-label={say('amountDue')} className="lg:sticky lg:top-7 lg:order-2">
          <DueTicket invoice={invoice} today={today} mayPay={mayPay} dispute={openDispute(disputes)} charge={charge} />
        </aside>
        <div className="grid min-w-0 gap-5">
          <InvoiceLines invoice={invoice} />
          {attachments.length > 0 && (
            <Card title={say('files')}>
              <AttachmentList
                attachments={attachments}
                addressOf={(file) => paths.invoiceAttachment(invoice.id, file.id)}
              />
            </Card>
          )}
          <InvoiceHistory invoice={invoice} disputes={disputes} timeZone={timeZone} />
          {invoice.memo && (
            <Card title={say('note')}>
              <p dir="auto" className="text-second wrap-anywhere whitespace-pre-line">
                {invoice.memo}
              </p>
            </Card>
          )}
        </div>
      </div>
    </>
  );
}

type DueTicketProps = Pick<InvoicePageProps, 'invoice' | 'today' | 'mayPay' | 'charge'> & {
  dispute: InvoiceDispute | undefined;
};

function DueTicket({ invoice, today, mayPay, dispute, charge }: DueTicketProps) {
  const { currency } = invoice;
  const say = useWords(invoicePage);
  const { date, money, signed } = useFormats();
  const busy = useNavigation().formMethod === 'POST';
  return (
    <Ticket caption={say('amountDue')} total={money(invoice.dueMinor, currency)}>
      <p className="mt-1">
        <Status invoice={invoice} today={today} />
        {!invoice.reason && <span className="text-small text-second ms-2">{date(invoice.dueOn)}</span>}
      </p>
      <Ticket.Tear />
      <Ticket.Line label={say('total')}>{money(invoice.totalMinor, currency)}</Ticket.Line>
      {invoice.creditedMinor > 0n && (
        <Ticket.Line label={say('credited')}>{signed('−', invoice.creditedMinor, currency)}</Ticket.Line>
      )}
      {invoice.writtenOffMinor > 0n && (
        <Ticket.Line label={say('writtenOff')}>{signed('−', invoice.writtenOffMinor, currency)}</Ticket.Line>
      )}
      {invoice.paidMinor > 0n && (
        <Ticket.Line label={say('paid')}>{signed('−', invoice.paidMinor, currency)}</Ticket.Line>
      )}
      {invoice.inFlightMinor > 0n && (
        <Ticket.Line label={say('inPayment')}>{signed('−', invoice.inFlightMinor, currency)}</Ticket.Line>
      )}
      {invoice.disputedMinor > 0n && (
        <Ticket.Line label={say('inDispute')}>{signed('−', invoice.disputedMinor, currency)}</Ticket.Line>
      )}
      <div className="mt-4 grid gap-2.5 print:hidden">
        {!invoice.reason && mayPay && (
          <Form method="post">
            <Button variant="primary" size="lg" pending={busy} className="w-full tabular-nums">
              {say('pay', { amount: money(invoice.dueMinor, currency) })}
            </Button>
          </Form>
        )}
        <a href={paths.invoicePdf(invoice.id)} className={buttonClass()} download>
          {say('download')}
        </a>
        <DisputeActions invoiceId={invoice.id} dispute={dispute} mayPay={mayPay} />
      </div>
      {charge && !invoice.reason && <ChargeToCome charge={charge} currency={currency} mayPay={mayPay} />}
      <WhyNot invoice={invoice} dispute={dispute} mayPay={mayPay} />
    </Ticket>
  );
}

type ChargeToComeProps = {
  charge: NonNullable<InvoicePageProps['charge']>;
  currency: Currency;
  mayPay: boolean;
};

function ChargeToCome({ charge, currency, mayPay }: ChargeToComeProps) {
  const say = useWords(invoicePage);
  const rich = useRichWords(invoicePage);
  const { date, money } = useFormats();
  const { chargeId, amountMinor, on, methodBrand: brand, methodLast4: last4 } = charge;
  const method = methodName({ brand, last4 }, useLanguage());
  const what = say('charge', { amount: money(amountMinor, currency), date: date(on), method });
  const link = chargeId ? (
    <Link to={paths.scheduledCharge(chargeId)} className="text-green font-semibold hover:underline">
      {what}
    </Link>
  ) : (
    <span className="font-semibold">{what}</span>
  );
  return <p className="text-small text-second mt-3">{mayPay ? rich('chargeAndPay', { charge: link }) : link}</p>;
}

function Status({ invoice, today }: { invoice: InvoiceDetail; today: CalendarDate }) {
  const language = useLanguage();
  const { date } = useFormats();
  if (!invoice.reason)
    return <Tag tone={lateness(invoice.dueOn, today)}>{formatDue(invoice.dueOn, today, language)}</Tag>;
  const holding = invoice.payments.find((payment) => payment.state !== 'succeeded');
  return (
    <>
      <UnpayableTag reason={invoice.reason} paymentState={holding?.state} />
      {holding?.state === 'processing' && holding.expectedOn && (
        <span className="text-small text-second ms-2">
          {invoicePage(language)('until', { date: date(holding.expectedOn) })}
        </span>
      )}
    </>
  );
}
