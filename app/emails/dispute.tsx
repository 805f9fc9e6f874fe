import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { renderEmail, type RenderedEmail } from './render-email';

export type DisputeEmailProps = {
  /** Who reads it. */
  to: 'customer' | 'staff';
  /** "Taken back by the bank", "Returned by the bank", "Given back by the bank", "Bank asked about this payment". */
  what: string;
  vendorName: string;
  customerName: string;
  total: string;
  on: string;
  paidOn: string;
  reference: string;
  reason: string;
  consequence: string;
  url: string;
};

/** The mail that tells of a dispute, at once: the bank took money back, gave it back, or asks. */
export async function disputeEmail(props: DisputeEmailProps): Promise<RenderedEmail> {
  const subject =
    props.to === 'staff'
      ? `${props.what}: ${props.total} of ${props.customerName}`
      : `${props.what}: ${props.total} paid to ${props.vendorName}`;
  return { subject, ...(await renderEmail(<DisputeEmail {...props} />)) };
}

function DisputeEmail(props: DisputeEmailProps) {
  return (
    <MailFrame
      preview={`${props.what}: ${props.total}.`}
      heading={`${props.what}: ${props.total}`}
      footer="Sent once for every such change."
    >
      <MailText>{props.consequence}</MailText>
      <MailTable
        caption="Payment"
        rows={[
          { label: 'Customer', value: props.customerName },
          { label: 'Paid on', value: props.paidOn },
          { label: 'Changed on', value: props.on },
          { label: 'The bank’s reason', value: props.reason },
          { label: 'Reference', value: props.reference },
        ]}
      />
      {props.to === 'customer' && <MailButton href={props.url}>See the payment</MailButton>}
    </MailFrame>
  );
}
