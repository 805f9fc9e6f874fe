import { countText, invoiceCount } from '~/domain/invoices/invoice-count';
import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { renderEmail, type RenderedEmail } from './render-email';

/** Amounts and dates are in words already; one amount for each currency. */
type PaymentLinkFacts = {
  vendorName: string;
  customerName: string;
  amounts: string[];
  invoices: { number: string; amount: string; dueOn: string }[];
  moreInvoices: number;
  /** For whatever is owed when it is opened, not for these invoices alone. */
  account: boolean;
  /** Their bank did not let the vendor charge it without them. */
  bankAsked: boolean;
  /** The last day on which the link works. */
  until: string;
  payUrl: string;
};

/** What is owed, and the link that pays it without signing in. */
export async function paymentLinkEmail(facts: PaymentLinkFacts): Promise<RenderedEmail> {
  const { vendorName, customerName, amounts, invoices, moreInvoices, account, bankAsked, until, payUrl } = facts;
  const amount = amounts.join(' and ');
  const count = invoiceCount(invoices.length + moreInvoices);
  const rows = invoices.map(({ number, amount: due, dueOn }) => ({ label: `${number}, due ${dueOn}`, value: due }));
  const more = moreInvoices > 0 ? [{ label: `and ${countText(moreInvoices)} more`, value: 'behind the link' }] : [];
  const rendered = await renderEmail(
    <MailFrame
      preview={`Pay ${amount} to ${vendorName}. You need not sign in.`}
      heading={
        bankAsked ? `Your bank asks you to confirm ${amount}` : `${customerName}: ${amount} to pay to ${vendorName}`
      }
      footer={`${vendorName} sends this mail because invoices of ${customerName} are open.`}
    >
      {bankAsked && (
        <MailText>
          {vendorName} tried to charge your payment method, and your bank wants you to confirm it yourself. Nothing was
          charged. Pay through the link, and your bank asks you then.
        </MailText>
      )}
      <MailText>
        {account
          ? `Your account with ${vendorName} comes to ${amount} for ${count}. The link always shows what is owed at that moment.`
          : `${count} of ${vendorName} ${invoices.length + moreInvoices === 1 ? 'comes' : 'come'} to ${amount}.`}
      </MailText>
      <MailTable caption="Invoices" head={{ label: 'Invoice', value: 'Due' }} rows={[...rows, ...more]} />
      <MailButton href={payUrl}>{`See and pay ${amounts.length === 1 ? amount : 'them'}`}</MailButton>
      <MailText quiet>
        The link works until {until}, without signing in. Whoever has it can see and pay these invoices, so pass it on
        only to who may.
      </MailText>
    </MailFrame>,
  );
  const subject = bankAsked
    ? `Confirm with your bank: ${amount} to ${vendorName}`
    : `${amount} to pay to ${vendorName}`;
  return { subject, ...rendered };
}

type MethodRequestFacts = { vendorName: string; customerName: string; until: string; saveUrl: string };

/** Asks for a card or bank account to be kept; the link is good once. */
export async function methodRequestEmail(facts: MethodRequestFacts): Promise<RenderedEmail> {
  const { vendorName, customerName, until, saveUrl } = facts;
  const rendered = await renderEmail(
    <MailFrame
      preview={`${vendorName} asks for a card or bank account. Nothing is charged.`}
      heading={`${customerName}: a card or bank account for ${vendorName}`}
      footer={`${vendorName} sends this mail because somebody there asked for a way to charge invoices of ${customerName}.`}
    >
      <MailText>
        {vendorName} asks you to keep a card or bank account on file for its invoices. Nothing is charged now, and you
        can remove it at any time after signing in.
      </MailText>
      <MailButton href={saveUrl}>Add a card or bank account</MailButton>
      <MailText quiet>
        The link is good once, until {until}, and for you alone. If you did not expect this mail, ask {vendorName}{' '}
        before you use it.
      </MailText>
    </MailFrame>,
  );
  return { subject: `${vendorName} asks for a card or bank account`, ...rendered };
}
