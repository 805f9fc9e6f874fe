import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { renderEmail, type RenderedEmail } from './render-email';

export type DisputeEmailProps = {
  about: 'opened' | 'withdrawn' | 'resolved';
  reader: 'vendor' | 'customer';
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

function headingOf({ about, reader, kind, invoiceNumber, amount }: DisputeEmailProps): string {
  const invoice = `invoice ${invoiceNumber}`;
  if (about === 'withdrawn')
    return reader === 'vendor' ? `Dispute of ${invoice} withdrawn` : `You withdrew your dispute of ${invoice}`;
  if (about === 'resolved') return `Your dispute of ${invoice} is settled`;
  if (kind === 'question')
    return reader === 'vendor' ? `Question about ${invoice}` : `Your question about ${invoice} was sent`;
  return reader === 'vendor' ? `${amount} of ${invoice} disputed` : `Your dispute of ${invoice} was sent`;
}

function leadOf({ about, reader, kind, vendorName, customer, amount }: DisputeEmailProps): string {
  if (about === 'withdrawn')
    return reader === 'vendor'
      ? `${customer} asks for nothing more: the invoice can be paid again.`
      : `${vendorName} was told. What is due can be paid again.`;
  if (about === 'resolved') return `${vendorName} answered. What is still due can be paid again.`;
  if (kind === 'question')
    return reader === 'vendor'
      ? `${customer} asks about it. Nothing is held back.`
      : `${vendorName} has it and will answer you by mail. The invoice can be paid as before.`;
  return reader === 'vendor'
    ? `${customer} disputes ${amount}. It cannot be paid in the portal until the dispute is resolved or withdrawn.`
    : `${vendorName} has it. ${amount} is not asked for until that is settled; you can withdraw the dispute on the invoice’s page.`;
}

function DisputeEmail(props: DisputeEmailProps) {
  const { reader, invoiceNumber, reason, amount, message, note, contact, vendorName, invoiceUrl } = props;
  const rows = [
    { label: 'Invoice', value: invoiceNumber },
    ...(amount ? [{ label: 'Disputed', value: amount }] : []),
    ...(reason ? [{ label: 'Reason', value: reason }] : []),
  ];
  return (
    <MailFrame
      preview={leadOf(props)}
      heading={headingOf(props)}
      footer={
        reader === 'vendor'
          ? `Said in the portal by ${contact}. Write to that address to answer.`
          : `You get this mail because you wrote to ${vendorName} in its portal.`
      }
    >
      <MailText>{leadOf(props)}</MailText>
      <MailTable caption="What it is about" rows={rows} />
      {message !== '' && (
        <MailText>
          {reader === 'vendor' ? 'They wrote' : 'You wrote'}: {message}
        </MailText>
      )}
      {note && (
        <MailText>
          {vendorName} wrote: {note}
        </MailText>
      )}
      {reader === 'customer' && <MailButton href={invoiceUrl}>See the invoice</MailButton>}
    </MailFrame>
  );
}
