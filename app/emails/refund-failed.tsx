import { receiptLines } from '~/domain/receipts/receipt-lines.words';
import type { Language } from '~/lib/languages/language';
import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { mailLabels } from './mail-labels.words';
import { refundFailedMail } from './refund-failed.words';
import { renderEmail, type RenderedEmail } from './render-email';

export type RefundFailedEmailProps = {
  /** Who reads it. */
  to: 'customer' | 'staff';
  /** Staff's is English. */
  language: Language;
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
  const { to, language, number, total, vendorName: vendor } = props;
  const subject =
    to === 'staff'
      ? `Refund ${number} did not arrive: ${total} to ${props.customerName}`
      : refundFailedMail(language)('subject', { number, total, vendor });
  return { subject, ...(await renderEmail(<RefundFailedEmail {...props} />)) };
}

function RefundFailedEmail(props: RefundFailedEmailProps) {
  const { to, language, vendorName: vendor, vendorEmail: email, total, settledAgain, kept } = props;
  const say = refundFailedMail(language);
  const label = mailLabels(language);
  const rows = [
    ...(to === 'staff' ? [{ label: 'Customer', value: props.customerName }] : []),
    { label: label('document'), value: props.number },
    { label: label('refundedOn'), value: props.refundedOn },
    { label: say('cameBackOn'), value: props.failedOn },
    ...(settledAgain ? [{ label: say('settlesAgain'), value: settledAgain }] : []),
    ...(kept ? [{ label: receiptLines(language)('keptAsCredit'), value: kept }] : []),
  ];
  return (
    <MailFrame
      language={language}
      preview={say('preview', { total })}
      heading={say('heading', { total })}
      footer={say('footer', { vendor })}
    >
      <MailText>
        {to === 'staff'
          ? `The bank of ${props.customerName} sent ${total} back. The refund is undone in the books; agree with the customer on another way to give the money back.`
          : say('lead', { total, vendor, email })}
      </MailText>
      <MailTable caption={say('refund')} rows={rows} />
      {to === 'customer' && <MailButton href={props.url}>{label('seePayment')}</MailButton>}
    </MailFrame>
  );
}
