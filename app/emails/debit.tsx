import { countText, invoiceCount } from '~/domain/invoices/invoice-count';
import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { renderEmail, type RenderedEmail } from './render-email';

/** What all mails about one bank debit know; amounts and dates are in words already. */
type DebitFacts = {
  vendorName: string;
  customerName: string;
  amount: string;
  /** "Chase •••• 6789". */
  account: string;
  invoices: { number: string; amount: string }[];
  /** How many more invoices the payment is for than are listed here. */
  moreInvoices: number;
  /** On top of the invoices, and what these come to without it. */
  fee: string | null;
  onInvoices: string;
  paymentUrl: string;
};

export type DebitOnItsWayProps = DebitFacts & {
  expectedBy: string | null;
  debitOn: string | null;
  /** SEPA: what the payer is entitled to know before the debit. */
  mandate: { reference: string; creditorName: string; creditorId: string | null; creditorAddress: string } | null;
  vendorEmail: string;
};

const countOf = ({ invoices, moreInvoices }: DebitFacts) => invoiceCount(invoices.length + moreInvoices);

/** A fee was asked for with the invoices; it is never open. */
function Invoices({ facts, fee, head }: { facts: DebitFacts; fee: string | null; head: string }) {
  const rows = facts.invoices.map(({ number, amount }) => ({ label: number, value: amount }));
  const more =
    facts.moreInvoices > 0
      ? [{ label: `and ${countText(facts.moreInvoices)} more`, value: 'in the customer portal' }]
      : [];
  return (
    <MailTable
      caption="Invoices"
      head={{ label: 'Invoice', value: head }}
      rows={[...rows, ...more, ...(fee === null ? [] : [{ label: 'Fee', value: fee }])]}
      total={{ label: 'Total', value: fee === null ? facts.onInvoices : facts.amount }}
    />
  );
}

/** Before the money has arrived. It also serves as SEPA's notice of a debit to come, so it says all that one must. */
export async function debitOnItsWayEmail(facts: DebitOnItsWayProps): Promise<RenderedEmail> {
  const { vendorName, customerName, amount, account, expectedBy, debitOn, mandate } = facts;
  const rows = [
    { label: 'Amount', value: amount },
    { label: 'Account', value: account },
    ...(debitOn ? [{ label: 'Debited on or after', value: debitOn }] : []),
    ...(expectedBy ? [{ label: 'Expected to arrive by', value: expectedBy }] : []),
    ...(mandate
      ? [
          { label: 'Mandate reference', value: mandate.reference },
          { label: 'Creditor', value: mandate.creditorName },
          ...(mandate.creditorId ? [{ label: 'Creditor identifier', value: mandate.creditorId }] : []),
          { label: 'Contact', value: facts.vendorEmail },
        ]
      : []),
  ];
  const rendered = await renderEmail(
    <MailFrame
      preview={`${amount} from ${account} is on its way. The receipt follows when it has arrived.`}
      heading={`${customerName}: ${amount} is on its way`}
      footer={`${vendorName} sends this mail once for every bank debit. Questions: ${facts.vendorEmail}${mandate ? `, ${mandate.creditorAddress}` : ''}.`}
    >
      <MailText>
        {vendorName} has asked your bank for {amount} for {countOf(facts)}. This is not a receipt: that takes a few
        business days, and the receipt follows when the money has arrived.
      </MailText>
      <MailTable caption="Bank debit" rows={rows} />
      <Invoices facts={facts} fee={facts.fee} head="Asked for" />
      <MailButton href={facts.paymentUrl}>See the payment</MailButton>
      <MailText quiet>
        Please keep enough money on the account. If you did not agree to this debit, write to {facts.vendorEmail}.
      </MailText>
    </MailFrame>,
  );
  return { subject: `Payment on its way: ${amount} to ${vendorName}`, ...rendered };
}

/** The bank has sent the debit back, or the account was never proved: nothing was taken, everything is open again. */
export async function debitFailedEmail(facts: DebitFacts & { reason: string; next: string }): Promise<RenderedEmail> {
  const { vendorName, customerName, amount, account } = facts;
  const rendered = await renderEmail(
    <MailFrame
      preview={`${facts.reason} The invoices are open again.`}
      heading={`${customerName}: ${amount} did not go through`}
      footer={`${vendorName} sends this mail because a bank debit did not go through.`}
    >
      <MailText>
        {facts.reason} The debit of {amount} from {account} did not go through, and {vendorName} has no money from it.{' '}
        {countOf(facts) === '1 invoice' ? 'The invoice is' : `The ${countOf(facts)} are`} open again. {facts.next}
      </MailText>
      <Invoices facts={facts} fee={null} head="Open again" />
      <MailButton href={facts.paymentUrl}>Try again</MailButton>
    </MailFrame>,
  );
  return { subject: `Not gone through: ${amount} to ${vendorName}`, ...rendered };
}

/** The payer must first prove the account theirs. */
export async function verifyAccountEmail(facts: DebitFacts & { arrivesOn: string }): Promise<RenderedEmail> {
  const { vendorName, amount, account, arrivesOn } = facts;
  const rendered = await renderEmail(
    <MailFrame
      preview={`A small deposit reaches ${account} by ${arrivesOn}. Tell the code it carries.`}
      heading="One step left: verify your bank account"
      footer={`${vendorName} sends this mail because ${amount} was to be paid from a bank account that is new here.`}
    >
      <MailText>
        To make sure that {account} is yours, a deposit of one cent reaches it by {arrivesOn}. Its text on your
        statement holds a code that begins with SM. When you see it, open the payment and enter the code; only then your
        bank is asked for {amount}. Until then nothing is taken, and {countOf(facts)} wait.
      </MailText>
      <MailButton href={facts.paymentUrl}>Open the payment</MailButton>
    </MailFrame>,
  );
  return { subject: `Verify your bank account: ${amount} to ${vendorName}`, ...rendered };
}
