import type { Language } from '~/lib/languages/language';
import { disputeHeadings, disputeLeads, invoiceDisputeMail } from './invoice-dispute.words';
import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { mailLabels } from './mail-labels.words';
import { renderEmail, type RenderedEmail } from './render-email';

export type DisputeEmailProps = {
  /** The vendor, who resolves, is told of the other two alone. */
  about: 'opened' | 'withdrawn' | 'resolved';
  reader: 'vendor' | 'customer';
  /** The vendor's is English. */
  language: Language;
  kind: 'question' | 'dispute';
  vendorName: string;
  /** "Fabrikam Inc. (customer C-1001)". */
  customer: string;
  /** "Ada Lovelace, ada@example.com". */
  contact: string;
  invoiceNumber: string;
  reason: string | null;
  /** Already in words and signs. */
  amount: string | null;
  message: string;
  note: string | null;
  invoiceUrl: string;
};

/** What was said against an invoice or asked about it, to the vendor; and that it was received, to the customer. */
export async function disputeEmail(props: DisputeEmailProps): Promise<RenderedEmail> {
  return { subject: headingOf(props), ...(await renderEmail(<DisputeEmail {...props} />)) };
}

/** What happened, for the customer. */
function stepOf({ about, kind }: DisputeEmailProps) {
  return about === 'opened' ? kind : about;
}

function headingOf(props: DisputeEmailProps): string {
  const { about, reader, language, kind, invoiceNumber, amount } = props;
  if (reader === 'customer') return disputeHeadings(language)(stepOf(props), { invoice: invoiceNumber });
  if (about === 'withdrawn') return `Dispute of invoice ${invoiceNumber} withdrawn`;
  return kind === 'question'
    ? `Question about invoice ${invoiceNumber}`
    : `${amount} of invoice ${invoiceNumber} disputed`;
}

function leadOf(props: DisputeEmailProps): string {
  const { about, reader, language, kind, vendorName: vendor, customer, amount } = props;
  if (reader === 'customer') return disputeLeads(language)(stepOf(props), { vendor, amount: amount ?? '' });
  if (about === 'withdrawn') return `${customer} asks for nothing more: the invoice can be paid again.`;
  return kind === 'question'
    ? `${customer} asks about it. Nothing is held back.`
    : `${customer} disputes ${amount}. It cannot be paid in the portal until the dispute is resolved or withdrawn.`;
}

function DisputeEmail(props: DisputeEmailProps) {
  const { reader, language, reason, amount, message, note, vendorName: vendor } = props;
  const say = invoiceDisputeMail(language);
  const label = mailLabels(language);
  const rows = [
    { label: label('invoice'), value: props.invoiceNumber },
    ...(amount ? [{ label: say('disputed'), value: amount }] : []),
    ...(reason ? [{ label: label('reason'), value: reason }] : []),
  ];
  return (
    <MailFrame
      language={language}
      preview={leadOf(props)}
      heading={headingOf(props)}
      footer={
        reader === 'vendor'
          ? `Said in the portal by ${props.contact}. Write to that address to answer.`
          : say('footer', { vendor })
      }
    >
      <MailText>{leadOf(props)}</MailText>
      <MailTable caption={say('about')} rows={rows} />
      {message !== '' && (
        <MailText>{reader === 'vendor' ? `They wrote: ${message}` : say('youWrote', { message })}</MailText>
      )}
      {note && <MailText>{say('vendorWrote', { vendor, note })}</MailText>}
      {reader === 'customer' && <MailButton href={props.invoiceUrl}>{label('seeInvoice')}</MailButton>}
    </MailFrame>
  );
}
