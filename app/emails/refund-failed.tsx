import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { renderEmail, type RenderedEmail } from './render-email';

export type RefundFailedEmailProps = {
  /** Who reads it. */
  to: 'customer' | 'staff';
  vendorName: string;
  vendorEmail: string;
  customerName: string;
  /** Of the refund document: "RF-2026-000031". */
  number: string;
  /** Already in words and signs: "$7,230.10". */
  total: string;
  refundedOn: string;
  failedOn: string;
  /** What the money that came back settles again, and what is kept as credit of it; null for none. */
  settledAgain: string | null;
  kept: string | null;
  url: string;
};

/** The mail that takes back what the mail of the refund said: the money did not arrive. */
export async function refundFailedEmail(props: RefundFailedEmailProps): Promise<RenderedEmail> {
  const subject =
    props.to === 'staff'
      ? `Refund ${props.number} did not arrive: ${props.total} to ${props.customerName}`
      : `Refund ${props.number} did not arrive: ${props.total} from ${props.vendorName}`;
  return { subject, ...(await renderEmail(<RefundFailedEmail {...props} />)) };
}

function RefundFailedEmail(props: RefundFailedEmailProps) {
  const { to, vendorName, vendorEmail, total, settledAgain, kept } = props;
  const rows = [
    ...(to === 'staff' ? [{ label: 'Customer', value: props.customerName }] : []),
    { label: 'Document', value: props.number },
    { label: 'Refunded on', value: props.refundedOn },
    { label: 'Came back on', value: props.failedOn },
    ...(settledAgain ? [{ label: 'Settles its invoices again', value: settledAgain }] : []),
    ...(kept ? [{ label: 'Kept as credit', value: kept }] : []),
  ];
  return (
    <MailFrame
      preview={`${total} came back from the bank.`}
      heading={`The refund of ${total} did not arrive`}
      footer={`${vendorName} sends this mail once, because a refund that was on its way came back.`}
    >
      <MailText>
        {to === 'staff'
          ? `The bank of ${props.customerName} sent ${total} back. The refund is undone in the books; agree with the customer on another way to give the money back.`
          : `We told you that ${total} was on its way to the account it came from. Its bank sent the money back, so ${vendorName} still has it. Please write to ${vendorEmail} to agree on another way.`}
      </MailText>
      <MailTable caption="Refund" rows={rows} />
      {to === 'customer' && <MailButton href={props.url}>See the payment</MailButton>}
    </MailFrame>
  );
}
