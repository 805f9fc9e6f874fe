import { invoiceCount } from '~/domain/invoices/invoice-count';
import { invoiceCountWords } from '~/domain/invoices/invoice-count.words';
import type { Language } from '~/lib/languages/language';
import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { mailLabels } from './mail-labels.words';
import { receiptMail } from './receipt.words';
import { renderEmail, type RenderedEmail } from './render-email';

export type ReceiptEmailProps = {
  language: Language;
  vendorName: string;
  customerName: string;
  receiptNumber: string;
  /** Already in words and signs, as on the receipt: "$7,230.10". */
  total: string;
  /** Settled with credit on account besides, or instead; null where none was. */
  credit: { amount: string; all: boolean } | null;
  paidOn: string;
  method: string;
  invoices: { number: string; applied: string }[];
  /** How many more invoices the payment settled than are listed here. */
  moreInvoices: number;
  /** What else makes up the total, as on the receipt. */
  besides: { label: string; amount: string }[];
  receiptUrl: string;
};

/** The mail that brings the receipt of one payment, however many invoices it settled. */
export async function receiptEmail(props: ReceiptEmailProps): Promise<RenderedEmail> {
  const { language, receiptNumber: number, vendorName: vendor } = props;
  const subject = receiptMail(language)('subject', { number, paid: inAll(props), vendor });
  return { subject, ...(await renderEmail(<ReceiptEmail {...props} />)) };
}

/** "$380.00", "$380.00 and $120.00 credit", "$120.00 credit". */
function inAll({ language, total, credit }: ReceiptEmailProps): string {
  if (!credit) return total;
  const say = receiptMail(language);
  return credit.all
    ? say('creditAlone', { credit: credit.amount })
    : say('withCredit', { total, credit: credit.amount });
}

function ReceiptEmail(props: ReceiptEmailProps) {
  const { language, vendorName: vendor, receiptNumber: number, credit, moreInvoices } = props;
  const say = receiptMail(language);
  const label = mailLabels(language);
  const paid = inAll(props);
  const invoices = invoiceCount(props.invoices.length + moreInvoices, language);
  const rows = props.invoices.map((invoice) => ({ label: invoice.number, value: invoice.applied }));
  const more = { label: invoiceCountWords(language)('more', { count: moreInvoices }), value: say('onReceipt') };
  const besides = props.besides.map((line) => ({ label: line.label, value: line.amount }));
  return (
    <MailFrame
      language={language}
      preview={say('preview', { paid, invoices, number })}
      heading={say('heading', { customer: props.customerName, paid })}
      footer={say('footer', { vendor })}
    >
      <MailText>
        {credit?.all
          ? say('coveredByCredit', { credit: credit.amount, vendor, invoices, number })
          : say('received', { vendor, paid, invoices, number })}
      </MailText>
      <MailTable
        caption={label('payment')}
        rows={[
          { label: say('receipt'), value: number },
          { label: label('paidOn'), value: props.paidOn },
          { label: say('method'), value: props.method },
        ]}
      />
      <MailTable
        caption={label('invoices')}
        head={{ label: label('invoice'), value: say('paidNow') }}
        rows={[...rows, ...(moreInvoices > 0 ? [more] : []), ...besides]}
        total={{ label: label('total'), value: props.total }}
      />
      <MailButton href={props.receiptUrl}>{say('seeReceipt')}</MailButton>
    </MailFrame>
  );
}
