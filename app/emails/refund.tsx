import { invoiceCountWords } from '~/domain/invoices/invoice-count.words';
import type { Language } from '~/lib/languages/language';
import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { mailLabels } from './mail-labels.words';
import { refundMail } from './refund.words';
import { renderEmail, type RenderedEmail } from './render-email';

export type RefundEmailProps = {
  language: Language;
  vendorName: string;
  number: string;
  /** Already in words and signs: "$7,230.10". */
  total: string;
  refundedOn: string;
  method: string;
  reason: string;
  receiptNumber: string | null;
  /** Handed back without the gateway. */
  outside: boolean;
  invoices: { number: string; refunded: string }[];
  moreInvoices: number;
  /** What else makes up the total, as on the document: a fee. */
  besides: { label: string; amount: string }[];
  url: string;
};

/** The mail that tells of a refund and brings its document. */
export async function refundEmail(props: RefundEmailProps): Promise<RenderedEmail> {
  const { language, number, total, vendorName: vendor } = props;
  const subject = refundMail(language)('subject', { number, total, vendor });
  return { subject, ...(await renderEmail(<RefundEmail {...props} />)) };
}

function RefundEmail(props: RefundEmailProps) {
  const { language, vendorName: vendor, number, total, moreInvoices } = props;
  const say = refundMail(language);
  const label = mailLabels(language);
  const rows = props.invoices.map((invoice) => ({ label: invoice.number, value: invoice.refunded }));
  const more = { label: invoiceCountWords(language)('more', { count: moreInvoices }), value: say('onDocument') };
  const besides = props.besides.map((line) => ({ label: line.label, value: line.amount }));
  return (
    <MailFrame
      language={language}
      preview={say('preview', { total, number })}
      heading={say('heading', { vendor, total })}
      footer={say('footer', { vendor })}
    >
      <MailText>{say(props.outside ? 'handedBack' : 'onItsWay', { vendor, total, number })}</MailText>
      <MailTable
        caption={say('refund')}
        rows={[
          { label: label('document'), value: number },
          { label: label('refundedOn'), value: props.refundedOn },
          { label: say('to'), value: props.method },
          ...(props.receiptNumber ? [{ label: say('ofReceipt'), value: props.receiptNumber }] : []),
          { label: label('reason'), value: props.reason },
        ]}
      />
      {rows.length > 0 && (
        <>
          <MailTable
            caption={label('invoices')}
            head={{ label: label('invoice'), value: say('refunded') }}
            rows={[...rows, ...(moreInvoices > 0 ? [more] : []), ...besides]}
            total={{ label: label('total'), value: total }}
          />
          <MailText>{say('openAgain', { count: rows.length + moreInvoices })}</MailText>
        </>
      )}
      <MailButton href={props.url}>{say('seeRefund')}</MailButton>
    </MailFrame>
  );
}
