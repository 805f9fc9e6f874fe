import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { renderEmail, type RenderedEmail } from './render-email';

export type CreditNoteEmailProps = {
  vendorName: string;
  customerName: string;
  number: string;
  /** Already in words and signs: "$7,230.10". */
  total: string;
  issuedOn: string;
  reason: string;
  /** What it came off, and what is left of that. */
  invoice: { number: string; lowered: string; left: string } | null;
  /** What is credit on account; null where nothing is. */
  kept: string | null;
  /** Null where the customer has no page of it. */
  invoiceUrl: string | null;
  documentUrl: string;
};

/** The mail that tells of a credit note and brings its document. */
export async function creditNoteEmail(props: CreditNoteEmailProps): Promise<RenderedEmail> {
  const subject = `Credit note ${props.number}: ${props.total} from ${props.vendorName}`;
  return { subject, ...(await renderEmail(<CreditNoteEmail {...props} />)) };
}

function CreditNoteEmail(props: CreditNoteEmailProps) {
  const { vendorName, customerName, number, total, invoice, kept, invoiceUrl } = props;
  const lowered = kept !== total;
  return (
    <MailFrame
      preview={`${total} credited, credit note ${number}.`}
      heading={`${vendorName} credited ${customerName} ${total}`}
      footer={`${vendorName} sends this mail once for every credit note. The document can be downloaded again at any time.`}
    >
      <MailText>
        {invoice && lowered && `Invoice ${invoice.number} is lowered by ${invoice.lowered}. `}
        {kept && `${kept} ${invoice && lowered ? 'of it ' : ''}is credit on your account, for your next invoices. `}
        Nothing was paid out. Credit note {number} is attached as a PDF.
      </MailText>
      <MailTable
        caption="Credit note"
        rows={[
          { label: 'Document', value: number },
          { label: 'Issued on', value: props.issuedOn },
          ...(invoice ? [{ label: 'For invoice', value: invoice.number }] : []),
          { label: 'Reason', value: props.reason },
          ...(invoice ? [{ label: `Still open on ${invoice.number}`, value: invoice.left }] : []),
        ]}
        total={{ label: 'Credited', value: total }}
      />
      <MailButton href={invoiceUrl ?? props.documentUrl}>
        {invoiceUrl ? 'See the invoice' : 'Download the credit note'}
      </MailButton>
    </MailFrame>
  );
}
