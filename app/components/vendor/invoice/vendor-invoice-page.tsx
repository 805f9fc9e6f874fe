import { Form, Link, useLocation, useNavigation } from '@remix-run/react';
import type { Attachment } from '~/domain/invoices/attachment';
import { lateness } from '~/domain/invoices/ageing';
import { invoiceName } from '~/domain/invoices/invoice-form';
import { tellStory } from '~/domain/invoices/invoice-story';
import { reasonWords } from '~/domain/invoice-disputes/invoice-dispute';
import type { VendorInvoice } from '~/domain/invoices/vendor-invoice';
import { methodName } from '~/domain/payment-methods/method-words';
import type { Words } from '~/domain/payments/words';
import { isWaiting } from '~/domain/scheduled-charges/charge-state';
import { formatDate, formatDue, type CalendarDate } from '~/lib/dates';
import type { PlannedBatch } from '~/domain/batch-payments/planned-batches.server';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';
import { InvoiceLines } from '../../invoices/invoice-lines';
import { UnpayableTag } from '../../invoices/unpayable-tag';
import { WordsBanner } from '../../pay/words-banner';
import { Banner } from '../../ui/banner';
import { Button, ButtonLink } from '../../ui/button';
import { Card } from '../../ui/card';
import { PageTitle } from '../../ui/page-title';
import { Tag } from '../../ui/tag';
import { Ticket } from '../../ui/ticket';
import { FilesCard } from './files-card';
import { actionsOn } from './invoice-actions';
import type { Done } from './done-words';
import { InvoiceMenu } from './invoice-menu';
import { Story } from './story';

export type VendorInvoicePageProps = {
  invoice: VendorInvoice;
  today: CalendarDate;
  timeZone: string;
  mayBill: boolean;
  /** What was done a moment ago. */
  done: Done | null;
  attachments: Attachment[];
  /** The batch that is to charge it on a day to come. */
  planned: PlannedBatch | null;
  /** Why a file was not attached. */
  words: Words | null;
};

/** One invoice as staff see it: how it stands, what it is for, everything that happened to it, and what to do. */
export function VendorInvoicePage(page: VendorInvoicePageProps) {
  const { invoice, today, timeZone, mayBill, done, attachments, planned, words } = page;
  const back = (useLocation().state as { back?: string } | null)?.back ?? '';
  const { id, issuedAt } = invoice;
  return (
    <>
      <PageTitle
        back={{ to: `${paths.vendor.invoices}${back}`, label: 'Invoices' }}
        title={invoiceName(invoice)}
        subtitle={
          <>
            {invoice.customer.name} · {invoice.summary}
          </>
        }
        aside={
          <div className="flex flex-wrap gap-2.5 max-sm:relative max-sm:w-full print:hidden">
            {!issuedAt && mayBill && (
              <ButtonLink to={paths.vendor.editInvoice(id)} variant="primary">
                Edit or issue
              </ButtonLink>
            )}
            {mayBill && disputeOf(invoice) && (
              <ButtonLink
                to={paths.vendor.resolveDispute(id)}
                variant={invoice.reason === 'disputed' ? 'primary' : 'secondary'}
              >
                Resolve the dispute
              </ButtonLink>
            )}
            {mayBill && invoice.reason === null && (
              <ButtonLink to={paths.vendor.chargeInvoice(id)} variant="primary">
                Charge
              </ButtonLink>
            )}
            <InvoiceMenu name={invoiceName(invoice)} actions={actionsOn(invoice, mayBill)} />
          </div>
        }
      />
      {words && <WordsBanner words={words} tone="red" />}
      {done && !words && (
        <Banner tone={done.tone} title={done.title} className="mb-5 print:hidden">
          {done.next}
        </Banner>
      )}
      <Disputed invoice={invoice} />
      <div className="grid items-start gap-7 xl:grid-cols-[minmax(0,1fr)_348px]">
        <aside aria-label="Amounts" className="xl:sticky xl:top-7 xl:order-2">
          <Amounts invoice={invoice} today={today} mayBill={mayBill} planned={planned} />
        </aside>
        <div className="grid min-w-0 gap-5">
          <InvoiceLines invoice={invoice} />
          {invoice.memo && (
            <Card title="Note to the customer">
              <p className="text-second wrap-anywhere whitespace-pre-line">{invoice.memo}</p>
            </Card>
          )}
          <FilesCard invoiceId={id} attachments={attachments} mayChange={mayBill && !invoice.voidedAt} />
          <Story events={tellStory(invoice)} currency={invoice.currency} timeZone={timeZone} />
        </div>
      </div>
    </>
  );
}

/** What the customer disputes and nobody has settled; null where nothing is. */
function disputeOf({ disputes, disputedAt, disputedMinor, disputeReason, voidedAt }: VendorInvoice) {
  if (voidedAt || (!disputedAt && disputedMinor === 0n)) return null;
  const said = disputes.find(({ kind, endedAt }) => kind === 'dispute' && !endedAt);
  return said
    ? { by: said.by, why: said.reason && reasonWords(said.reason), message: said.message }
    : { by: null, why: disputeReason, message: '' };
}

/** Why an invoice is not asked for, in the customer's words: nobody should have to look for that in the history. */
function Disputed({ invoice }: { invoice: VendorInvoice }) {
  const said = disputeOf(invoice);
  if (!said) return null;
  const { disputedMinor, currency } = invoice;
  const what = disputedMinor > 0n ? `${formatMoney(disputedMinor, currency)} of this invoice` : 'this invoice';
  return (
    <Banner
      tone="amber"
      title={`The customer disputes ${what}: it is not asked for until you resolve that.`}
      className="mb-5"
    >
      <span className="wrap-anywhere">{[said.by, said.why].filter(Boolean).join(': ')}</span>
      {said.message && <span className="block wrap-anywhere whitespace-pre-line">{said.message}</span>}
    </Banner>
  );
}

type AmountsProps = Pick<VendorInvoicePageProps, 'invoice' | 'today' | 'mayBill' | 'planned'>;

function Amounts({ invoice, today, mayBill, planned }: AmountsProps) {
  const { currency, customer, issuedAt } = invoice;
  const taken = [
    { label: 'Credited', minor: invoice.creditedMinor },
    { label: 'Written off', minor: invoice.writtenOffMinor },
    { label: 'Paid', minor: invoice.paidMinor },
    { label: 'In flight', minor: invoice.inFlightMinor },
    { label: 'In dispute', minor: invoice.disputedMinor },
    { label: 'Void', minor: invoice.voidedAt ? invoice.dueMinor : 0n },
  ].filter(({ minor }) => minor > 0n);
  const due = invoice.voidedAt ? 0n : invoice.dueMinor;
  return (
    <Ticket
      caption={issuedAt ? 'Amount due' : 'Total'}
      total={formatMoney(issuedAt ? due : invoice.totalMinor, currency)}
    >
      <p className="mt-1 flex flex-wrap gap-2">
        <State invoice={invoice} today={today} />
      </p>
      <Ticket.Tear />
      {taken.length > 0 && (
        <>
          <Ticket.Line label="Total">{formatMoney(invoice.totalMinor, currency)}</Ticket.Line>
          {taken.map(({ label, minor }) => (
            <Ticket.Line key={label} label={label}>
              {formatMoney(-minor, currency)}
            </Ticket.Line>
          ))}
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
        <dt>Invoice date</dt>
        <dd>{formatDate(invoice.issuedOn)}</dd>
        <dt>Due date</dt>
        <dd>{formatDate(invoice.dueOn)}</dd>
      </dl>
      <Standing invoice={invoice} mayBill={mayBill} />
      {planned && invoice.reason === null && (
        <p className="text-small text-second mt-4">
          It is to be charged on {formatDate(planned.on)} in{' '}
          <Link to={paths.vendor.batchPayment(planned.batchId)} className="text-green font-semibold hover:underline">
            a batch payment
          </Link>
          .
        </p>
      )}
    </Ticket>
  );
}

function State({ invoice, today }: { invoice: VendorInvoice; today: CalendarDate }) {
  const { reason, issuedAt, archivedAt } = invoice;
  const holding = invoice.payments.findLast(({ endedAt }) => endedAt === null);
  if (!issuedAt) return <Tag>draft, the customer does not see it</Tag>;
  return (
    <>
      {reason === null && <Tag tone={lateness(invoice.dueOn, today)}>{formatDue(invoice.dueOn, today)}</Tag>}
      {reason !== null && reason !== 'gone' && <UnpayableTag reason={reason} paymentState={holding?.state} />}
      {archivedAt && <Tag>archived, the customer does not see it</Tag>}
      {invoice.disputedMinor > 0n && reason === null && <Tag tone="amber">in dispute in part</Tag>}
    </>
  );
}

/** The charge to come in which it stands. */
function Standing({ invoice, mayBill }: Pick<AmountsProps, 'invoice' | 'mayBill'>) {
  const cancelling = useNavigation().formMethod === 'POST';
  const charge = invoice.charges.find(({ standing }) => standing);
  if (!charge) return null;
  const { methodBrand: brand, methodLast4: last4 } = charge;
  return (
    <div className="text-small text-second mt-4">
      {formatMoney(charge.amountMinor, invoice.currency)} is to be charged on {formatDate(charge.nextOn)} with{' '}
      {methodName({ brand, last4 })}.
      {mayBill && isWaiting(charge.state) && (
        <Form method="post" className="mt-2.5">
          <input type="hidden" name="chargeId" value={charge.id} />
          <Button pending={cancelling}>Cancel the charge</Button>
        </Form>
      )}
    </div>
  );
}
