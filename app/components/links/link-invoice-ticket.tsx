import { lateness } from '~/domain/invoices/ageing';
import type { LinkInvoice } from '~/domain/payment-links/load-link-invoice.server';
import { formatDate, formatDue, type CalendarDate } from '~/lib/dates';
import { formatMoney } from '~/lib/money';
import { paths } from '~/lib/paths';
import { UnpayableTag } from '../invoices/unpayable-tag';
import { buttonClass, ButtonLink } from '../ui/button';
import { Tag } from '../ui/tag';
import { Ticket } from '../ui/ticket';

/** What is due of one invoice behind a link, and the way back to paying. */
export function LinkInvoiceTicket({
  linkId,
  invoice,
  today,
}: {
  linkId: string;
  invoice: LinkInvoice;
  today: CalendarDate;
}) {
  const { currency } = invoice;
  const less = [
    { label: 'Credited', minor: invoice.creditedMinor },
    { label: 'Written off', minor: invoice.writtenOffMinor },
    { label: 'Paid', minor: invoice.paidMinor },
    { label: 'In payment', minor: invoice.inFlightMinor },
    { label: 'In dispute', minor: invoice.disputedMinor },
  ].filter(({ minor }) => minor > 0n);
  return (
    <Ticket caption="Amount due" total={formatMoney(invoice.dueMinor, currency)}>
      <p className="mt-1">
        {invoice.reason ? (
          <UnpayableTag reason={invoice.reason} />
        ) : (
          <>
            <Tag tone={lateness(invoice.dueOn, today)}>{formatDue(invoice.dueOn, today)}</Tag>
            <span className="text-small text-second ms-2">{formatDate(invoice.dueOn)}</span>
          </>
        )}
      </p>
      <Ticket.Tear />
      <Ticket.Line label="Total">{formatMoney(invoice.totalMinor, currency)}</Ticket.Line>
      {less.map(({ label, minor }) => (
        <Ticket.Line key={label} label={label}>
          −{formatMoney(minor, currency)}
        </Ticket.Line>
      ))}
      <div className="mt-4 grid gap-2.5 print:hidden">
        <ButtonLink to={paths.link.pay(linkId)} variant="primary">
          {invoice.reason ? 'Back' : 'Back to paying'}
        </ButtonLink>
        <a href={paths.link.invoicePdf(linkId, invoice.id)} className={buttonClass()} download>
          Download invoice (PDF)
        </a>
      </div>
    </Ticket>
  );
}
