import { lateness } from '~/domain/invoices/ageing';
import type { LinkInvoice } from '~/domain/payment-links/load-link-invoice.server';
import { formatDue, type CalendarDate } from '~/lib/dates';
import { paths } from '~/lib/paths';
import { UnpayableTag } from '../invoices/unpayable-tag';
import { useFormats, useLanguage, useWords } from '../language';
import { buttonClass, ButtonLink } from '../ui/button';
import { Tag } from '../ui/tag';
import { Ticket } from '../ui/ticket';
import { linkInvoiceWords } from './link-invoice.words';

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
  const say = useWords(linkInvoiceWords);
  const language = useLanguage();
  const { money, signed, date } = useFormats();
  const less = [
    { label: say('credited'), minor: invoice.creditedMinor },
    { label: say('writtenOff'), minor: invoice.writtenOffMinor },
    { label: say('paid'), minor: invoice.paidMinor },
    { label: say('inPayment'), minor: invoice.inFlightMinor },
    { label: say('disputed'), minor: invoice.disputedMinor },
  ].filter(({ minor }) => minor > 0n);
  return (
    <Ticket caption={say('amountDue')} total={money(invoice.dueMinor, currency)}>
      <p className="mt-1">
        {invoice.reason ? (
          <UnpayableTag reason={invoice.reason} />
        ) : (
          <>
            <Tag tone={lateness(invoice.dueOn, today)}>{formatDue(invoice.dueOn, today, language)}</Tag>
            <span className="text-small text-second ms-2">{date(invoice.dueOn)}</span>
          </>
        )}
      </p>
      <Ticket.Tear />
      <Ticket.Line label={say('total')}>{money(invoice.totalMinor, currency)}</Ticket.Line>
      {less.map(({ label, minor }) => (
        <Ticket.Line key={label} label={label}>
          {signed('−', minor, currency)}
        </Ticket.Line>
      ))}
      <div className="mt-4 grid gap-2.5 print:hidden">
        <ButtonLink to={paths.link.pay(linkId)} variant="primary">
          {invoice.reason ? say('back') : say('backToPaying')}
        </ButtonLink>
        <a href={paths.link.invoicePdf(linkId, invoice.id)} className={buttonClass()} download>
          {say('download')}
        </a>
      </div>
    </Ticket>
  );
}
