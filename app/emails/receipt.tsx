import { countText, invoiceCount } from '~/domain/invoices/invoice-count';
import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { renderEmail, type RenderedEmail } from './render-email';

export type ReceiptEmailProps = {
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
  const subject = `Receipt ${props.receiptNumber}: ${inAll(props)} paid to ${props.vendorName}`;
  return { subject, ...(await renderEmail(<ReceiptEmail {...props} />)) };
}

/** "$380.00", "$380.00 and $120.00 credit", "$120.00 credit". */
function inAll({ total, credit }: ReceiptEmailProps): string {
  if (!credit) return total;
  return credit.all ? `${credit.amount} credit` : `${total} and ${credit.amount} credit`;
}

function ReceiptEmail(props: ReceiptEmailProps) {
  const invoices = invoiceCount(props.invoices.length + props.moreInvoices);
  const rows = props.invoices.map(({ number, applied }) => ({ label: number, value: applied }));
  const more =
    props.moreInvoices > 0 ? [{ label: `and ${countText(props.moreInvoices)} more`, value: 'on the receipt' }] : [];
  return (
    <MailFrame
      preview={`${inAll(props)} for ${invoices}, receipt ${props.receiptNumber}.`}
      heading={`${props.customerName} paid ${inAll(props)}`}
      footer={`${props.vendorName} sends this mail once for every payment. Keep it, or download the receipt again at any time.`}
    >
      <MailText>
        {props.credit?.all
          ? `${props.credit.amount} of your credit with ${props.vendorName} paid ${invoices}; nothing was charged.`
          : `${props.vendorName} received ${inAll(props)} for ${invoices}.`}{' '}
        Receipt {props.receiptNumber} is attached as a PDF.
      </MailText>
      <MailTable
        caption="Payment"
        rows={[
          { label: 'Receipt', value: props.receiptNumber },
          { label: 'Paid on', value: props.paidOn },
          { label: 'Payment method', value: props.method },
        ]}
      />
      <MailTable
        caption="Invoices"
        head={{ label: 'Invoice', value: 'Paid now' }}
        rows={[...rows, ...more, ...props.besides.map(({ label, amount }) => ({ label, value: amount }))]}
        total={{ label: 'Total', value: props.total }}
      />
      <MailButton href={props.receiptUrl}>See the receipt</MailButton>
    </MailFrame>
  );
}
