import { Form, Link, useLocation, useNavigation } from '@remix-run/react';
import type { InvoiceDispute } from '~/domain/invoice-disputes/invoice-dispute';
import type { Attachment } from '~/domain/invoices/attachment';
import { lateness } from '~/domain/invoices/ageing';
import type { InvoiceDetail } from '~/domain/invoices/invoice-detail';
import { formatDate, formatDue, type CalendarDate } from '~/lib/dates';
import { formatMoney } from '~/lib/money';
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
import { VIEWER_WORDS } from './selection-ticket';
import { UnpayableTag } from './unpayable-tag';

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
  charge: { chargeId: string; on: CalendarDate; amountMinor: bigint } | null;
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
  const back = (useLocation().state as { back?: string } | null)?.back ?? '';
  return (
    <>
      {!viewedByStaff && <TellViewed to={paths.invoiceViewed(invoice.id)} />}
      <PageTitle
        back={{ to: `${paths.invoices}${back}`, label: 'Open invoices' }}
        title={`Invoice ${invoice.number}`}
        subtitle={
          <>
            {invoice.summary} · issued {formatDate(invoice.issuedOn)}
          </>
        }
      />
      {sent && <SentBanner sent={sent} vendorName={vendorName} />}
      <div className="grid items-start gap-7 lg:grid-cols-[minmax(0,1fr)_348px]">
        <aside aria-label="Amount due" className="lg:sticky lg:top-7 lg:order-2">
          <DueTicket invoice={invoice} today={today} mayPay={mayPay} dispute={openDispute(disputes)} charge={charge} />
        </aside>
        <div className="grid min-w-0 gap-5">
          <InvoiceLines invoice={invoice} />
          {attachments.length > 0 && (
            <Card title="Files">
              <AttachmentList
                attachments={attachments}
                addressOf={(file) => paths.invoiceAttachment(invoice.id, file.id)}
              />
            </Card>
          )}
          <InvoiceHistory invoice={invoice} disputes={disputes} timeZone={timeZone} />
          {invoice.memo && (
            <Card title="Note">
              <p className="text-second wrap-anywhere whitespace-pre-line">{invoice.memo}</p>
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
  const busy = useNavigation().formMethod === 'POST';
  return (
    <Ticket caption="Amount due" total={formatMoney(invoice.dueMinor, currency)}>
      <p className="mt-1">
        <Status invoice={invoice} today={today} />
        {!invoice.reason && <span className="text-small text-second ms-2">{formatDate(invoice.dueOn)}</span>}
      </p>
      <Ticket.Tear />
      <Ticket.Line label="Total">{formatMoney(invoice.totalMinor, currency)}</Ticket.Line>
      {invoice.creditedMinor > 0n && (
        <Ticket.Line label="Credited">−{formatMoney(invoice.creditedMinor, currency)}</Ticket.Line>
      )}
      {invoice.writtenOffMinor > 0n && (
        <Ticket.Line label="Written off">−{formatMoney(invoice.writtenOffMinor, currency)}</Ticket.Line>
      )}
      {invoice.paidMinor > 0n && <Ticket.Line label="Paid">−{formatMoney(invoice.paidMinor, currency)}</Ticket.Line>}
      {invoice.inFlightMinor > 0n && (
        <Ticket.Line label="In payment">−{formatMoney(invoice.inFlightMinor, currency)}</Ticket.Line>
      )}
      {invoice.disputedMinor > 0n && (
        <Ticket.Line label="In dispute">−{formatMoney(invoice.disputedMinor, currency)}</Ticket.Line>
      )}
      <div className="mt-4 grid gap-2.5 print:hidden">
        {!invoice.reason && mayPay && (
          <Form method="post">
            <Button variant="primary" size="lg" pending={busy} className="w-full tabular-nums">
              Pay {formatMoney(invoice.dueMinor, currency)}
            </Button>
          </Form>
        )}
        <a href={paths.invoicePdf(invoice.id)} className={buttonClass()} download>
          Download invoice (PDF)
        </a>
        <DisputeActions invoiceId={invoice.id} dispute={dispute} mayPay={mayPay} />
      </div>
      {charge && !invoice.reason && (
        <p className="text-small text-second mt-3">
          <Link to={paths.scheduledCharge(charge.chargeId)} className="text-green font-semibold hover:underline">
            {formatMoney(charge.amountMinor, currency)} is to be charged on {formatDate(charge.on)}
          </Link>
          {mayPay && '. What you pay before is not charged again.'}
        </p>
      )}
      <WhyNot invoice={invoice} mayPay={mayPay} />
    </Ticket>
  );
}

function Status({ invoice, today }: { invoice: InvoiceDetail; today: CalendarDate }) {
  if (!invoice.reason) return <Tag tone={lateness(invoice.dueOn, today)}>{formatDue(invoice.dueOn, today)}</Tag>;
  const holding = invoice.payments.find((payment) => payment.state !== 'succeeded');
  return (
    <>
      <UnpayableTag reason={invoice.reason} paymentState={holding?.state} />
      {holding?.state === 'processing' && holding.expectedOn && (
        <span className="text-small text-second ms-2">until {formatDate(holding.expectedOn)}</span>
      )}
    </>
  );
}

function WhyNot({ invoice, mayPay }: { invoice: InvoiceDetail; mayPay: boolean }) {
  const words =
    invoice.reason === 'disputed'
      ? `Under discussion: ${invoice.disputeReason}. It is not asked for until that is settled.`
      : invoice.reason === 'void'
        ? `Void: ${invoice.voidReason}. Nothing is owed on it.`
        : invoice.reason === 'in-flight'
          ? invoice.payments.some((payment) => payment.state === 'processing')
            ? 'A bank has been asked for the money. The invoice is not paid until it has arrived, and cannot be paid twice.'
            : 'A payment for all of it is under way. It cannot be paid twice.'
          : invoice.reason === 'paid'
            ? 'Nothing is owed on this invoice any more.'
            : mayPay
              ? null
              : VIEWER_WORDS;
  return words && <p className="text-small text-second mt-3 wrap-anywhere">{words}</p>;
}
