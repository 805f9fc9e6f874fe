import type { Language } from '~/lib/languages/language';
import { creditNoteMail } from './credit-note.words';
import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { mailLabels } from './mail-labels.words';
import { renderEmail, type RenderedEmail } from './render-email';

export type CreditNoteEmailProps = {
  language: Language;
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
  const { language, number, total, vendorName: vendor } = props;
  const subject = creditNoteMail(language)('subject', { number, total, vendor });
  return { subject, ...(await renderEmail(<CreditNoteEmail {...props} />)) };
}

function CreditNoteEmail(props: CreditNoteEmailProps) {
  const { language, vendorName: vendor, customerName: customer, number, total, invoice, invoiceUrl } = props;
  const say = creditNoteMail(language);
  const label = mailLabels(language);
  return (
    <MailFrame
      language={language}
      preview={say('preview', { total, number })}
      heading={say('heading', { vendor, customer, total })}
      footer={say('footer', { vendor })}
    >
      <MailText>{leadOf(props)}</MailText>
      <MailTable
        caption={say('creditNote')}
        rows={[
          { label: label('document'), value: number },
          { label: say('issuedOn'), value: props.issuedOn },
          ...(invoice ? [{ label: say('forInvoice'), value: invoice.number }] : []),
          { label: label('reason'), value: props.reason },
          ...(invoice ? [{ label: say('stillOpen', { invoice: invoice.number }), value: invoice.left }] : []),
        ]}
        total={{ label: say('credited'), value: total }}
      />
      <MailButton href={invoiceUrl ?? props.documentUrl}>
        {invoiceUrl ? label('seeInvoice') : say('download')}
      </MailButton>
    </MailFrame>
  );
}

/** A sentence for each thing that became of it. */
function leadOf({ language, number, total, invoice, kept }: CreditNoteEmailProps): string {
  const say = creditNoteMail(language);
  const lowered = invoice && kept !== total;
  return [
    ...(lowered ? [say('lowered', { invoice: invoice.number, amount: invoice.lowered })] : []),
    ...(kept ? [say(lowered ? 'keptOfIt' : 'kept', { kept })] : []),
    say('attached', { number }),
  ].join(' ');
}
