import type { Language } from '~/lib/languages/language';
import { disputeMail } from './dispute.words';
import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { mailLabels } from './mail-labels.words';
import { renderEmail, type RenderedEmail } from './render-email';

export type DisputeEmailProps = {
  /** Who reads it. */
  to: 'customer' | 'staff';
  /** Staff's is English. */
  language: Language;
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
  const { to, language, what, total, vendorName: vendor } = props;
  const subject =
    to === 'staff'
      ? `${what}: ${total} of ${props.customerName}`
      : disputeMail(language)('subject', { what, total, vendor });
  return { subject, ...(await renderEmail(<DisputeEmail {...props} />)) };
}

function DisputeEmail(props: DisputeEmailProps) {
  const { language, what, total } = props;
  const say = disputeMail(language);
  const label = mailLabels(language);
  return (
    <MailFrame
      language={language}
      preview={say('preview', { what, total })}
      heading={say('heading', { what, total })}
      footer={say('footer')}
    >
      <MailText>{props.consequence}</MailText>
      <MailTable
        caption={label('payment')}
        rows={[
          { label: say('customer'), value: props.customerName },
          { label: label('paidOn'), value: props.paidOn },
          { label: say('changedOn'), value: props.on },
          { label: say('bankReason'), value: props.reason },
          { label: say('reference'), value: props.reference },
        ]}
      />
      {props.to === 'customer' && <MailButton href={props.url}>{label('seePayment')}</MailButton>}
    </MailFrame>
  );
}
