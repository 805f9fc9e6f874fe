import { countText } from '~/domain/invoices/invoice-count';
import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { renderEmail, type RenderedEmail } from './render-email';

export type RefundEmailProps = {
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
  const subject = `Refund ${props.number}: ${props.total} from ${props.vendorName}`;
  return { subject, ...(await renderEmail(<RefundEmail {...props} />)) };
}

function RefundEmail(props: RefundEmailProps) {
  const rows = props.invoices.map(({ number, refunded }) => ({ label: number, value: refunded }));
  const more =
    props.moreInvoices > 0 ? [{ label: `and ${countText(props.moreInvoices)} more`, value: 'on the document' }] : [];
  const one = rows.length + props.moreInvoices === 1;
  return (
    <MailFrame
      preview={`${props.total} refunded, document ${props.number}.`}
      heading={`${props.vendorName} refunded ${props.total}`}
      footer={`${props.vendorName} sends this mail once for every refund. The document can be downloaded again at any time.`}
    >
      <MailText>
        {props.outside
          ? `${props.vendorName} recorded that it gave ${props.total} back to you directly.`
          : `${props.total} is on its way to the account it came from. Banks take up to ten business days to show it.`}{' '}
        Refund document {props.number} is attached as a PDF.
      </MailText>
      <MailTable
        caption="Refund"
        rows={[
          { label: 'Document', value: props.number },
          { label: 'Refunded on', value: props.refundedOn },
          { label: 'To', value: props.method },
          ...(props.receiptNumber ? [{ label: 'Of receipt', value: props.receiptNumber }] : []),
          { label: 'Reason', value: props.reason },
        ]}
      />
      {rows.length > 0 && (
        <>
          <MailTable
            caption="Invoices"
            head={{ label: 'Invoice', value: 'Refunded' }}
            rows={[...rows, ...more, ...props.besides.map(({ label, amount }) => ({ label, value: amount }))]}
            total={{ label: 'Total', value: props.total }}
          />
          <MailText>What was refunded is open again on {one ? 'this invoice' : 'these invoices'}.</MailText>
        </>
      )}
      <MailButton href={props.url}>See the refund</MailButton>
    </MailFrame>
  );
}
