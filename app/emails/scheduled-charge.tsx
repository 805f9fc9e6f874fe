import { countText, invoiceCount } from '~/domain/invoices/invoice-count';
import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { renderEmail, type RenderedEmail } from './render-email';

/** What all mails about one charge agreed beforehand know; amounts and dates are in words already. */
type ChargeFacts = {
  vendorName: string;
  customerName: string;
  /** By AutoPay, or on a date that somebody of the customer or the vendor's staff chose. */
  by: 'autopay' | 'contact' | 'staff';
  amount: string;
  /** "Visa •••• 4242". */
  method: string;
  /** The date of the charge, or of the next try. */
  on: string;
  invoices: { number: string; amount: string }[];
  moreInvoices: number;
  chargeUrl: string;
};

const countOf = ({ invoices, moreInvoices }: ChargeFacts) => invoiceCount(invoices.length + moreInvoices);
const WHY: Record<ChargeFacts['by'], string> = {
  autopay: 'because AutoPay is on for your account',
  contact: 'because a payment was scheduled in the customer portal',
  staff: 'before it charges a payment method that you keep with it',
};
const whyOf = ({ vendorName, by }: ChargeFacts) => `${vendorName} sends this mail ${WHY[by]}.`;
const planOf = (facts: ChargeFacts) =>
  ({
    autopay: `AutoPay will pay ${countOf(facts)} to ${facts.vendorName}`,
    contact: `You have scheduled ${countOf(facts)} for ${facts.vendorName}`,
    staff: `${facts.vendorName} will charge ${countOf(facts)}`,
  })[facts.by];

function Charge({ facts }: { facts: ChargeFacts }) {
  return (
    <MailTable
      caption="Charge"
      rows={[
        { label: 'Date', value: facts.on },
        { label: 'Payment method', value: facts.method },
      ]}
    />
  );
}

function Invoices({ facts, head }: { facts: ChargeFacts; head: string }) {
  const rows = facts.invoices.map(({ number, amount }) => ({ label: number, value: amount }));
  const more =
    facts.moreInvoices > 0
      ? [{ label: `and ${countText(facts.moreInvoices)} more`, value: 'in the customer portal' }]
      : [];
  return <MailTable caption="Invoices" head={{ label: 'Invoice', value: head }} rows={[...rows, ...more]} />;
}

/** Before every charge: how much, when, with what, and how to stop it. */
export async function chargeScheduledEmail(facts: ChargeFacts): Promise<RenderedEmail> {
  const { vendorName, customerName, amount, method, on } = facts;
  const rendered = await renderEmail(
    <MailFrame
      preview={`${amount} will be charged to ${method} on ${on}. You can stop it until then.`}
      heading={`${customerName}: ${amount} will be charged on ${on}`}
      footer={whyOf(facts)}
    >
      <MailText>
        {planOf(facts)}: {amount} will be charged to {method} on {on}. You get the receipt then. Nothing is charged
        before.
      </MailText>
      <Charge facts={facts} />
      <Invoices facts={facts} head="To be charged" />
      <MailButton href={facts.chargeUrl}>See or stop the charge</MailButton>
      <MailText quiet>You can stop it until {on}. What you pay otherwise before then is not charged again.</MailText>
    </MailFrame>,
  );
  return { subject: `To be charged on ${on}: ${amount} to ${vendorName}`, ...rendered };
}

function Dropped({ dropped }: { dropped: string[] }) {
  const told = dropped.slice(0, 20);
  const more = dropped.length - told.length;
  return (
    <>
      {told.map((words) => (
        <MailText key={words}>{words}.</MailText>
      ))}
      {more > 0 && <MailText>And {countText(more)} more.</MailText>}
    </>
  );
}

/** Invoices dropped out of it; the rest is charged as agreed. */
export async function chargeChangedEmail(facts: ChargeFacts & { dropped: string[] }): Promise<RenderedEmail> {
  const { vendorName, customerName, amount, method, on } = facts;
  const rendered = await renderEmail(
    <MailFrame
      preview={`${amount} will be charged to ${method} on ${on}.`}
      heading={`${customerName}: the charge of ${on} is now ${amount}`}
      footer={whyOf(facts)}
    >
      <MailText>
        {facts.dropped.length === 1 ? 'An invoice has' : `${invoiceCount(facts.dropped.length)} have`} left the charge
        of {on}.
      </MailText>
      <Dropped dropped={facts.dropped} />
      <Charge facts={facts} />
      <Invoices facts={facts} head="Agreed" />
      <MailButton href={facts.chargeUrl}>See or stop the charge</MailButton>
    </MailFrame>,
  );
  return { subject: `Changed: ${amount} to ${vendorName} on ${on}`, ...rendered };
}

export async function chargeCancelledEmail(
  facts: ChargeFacts & { why: string; dropped: string[] },
): Promise<RenderedEmail> {
  const { vendorName, customerName, amount, method, on, why } = facts;
  const rendered = await renderEmail(
    <MailFrame
      preview={`${why} Nothing is charged to ${method}.`}
      heading={`${customerName}: the charge of ${on} is cancelled`}
      footer={whyOf(facts)}
    >
      <MailText>
        {why} The charge of {amount} to {method} on {on} does not take place, and nothing was charged.
      </MailText>
      <Dropped dropped={facts.dropped} />
      <MailButton href={facts.chargeUrl}>See the charge</MailButton>
    </MailFrame>,
  );
  return { subject: `Cancelled: the charge of ${amount} to ${vendorName}`, ...rendered };
}

/** It was tried and came to nothing: in words why, and what happens next. */
export async function chargeFailedEmail(
  facts: ChargeFacts & { what: string; next: string; finish: boolean; payUrl: string },
): Promise<RenderedEmail> {
  const { vendorName, customerName, amount, method, what, next, finish } = facts;
  const rendered = await renderEmail(
    <MailFrame
      preview={`${what} ${next}`}
      heading={
        finish ? `${customerName}: one step left for ${amount}` : `${customerName}: ${amount} could not be charged`
      }
      footer={whyOf(facts)}
    >
      <MailText>
        {what} Nothing was charged to {method}, and{' '}
        {countOf(facts) === '1 invoice' ? 'the invoice is' : `the ${countOf(facts)} are`} still open.
      </MailText>
      <MailText>{next}</MailText>
      <Invoices facts={facts} head="Still open" />
      <MailButton href={facts.payUrl}>{finish ? 'Finish the payment' : 'Pay now'}</MailButton>
    </MailFrame>,
  );
  return {
    subject: finish ? `Please confirm: ${amount} to ${vendorName}` : `Not charged: ${amount} to ${vendorName}`,
    ...rendered,
  };
}

/** AutoPay never charges more than was agreed; then the invoices are for their payer. */
export async function aboveCapEmail(facts: ChargeFacts & { cap: string; payUrl: string }): Promise<RenderedEmail> {
  const { vendorName, customerName, amount, cap, on } = facts;
  const rendered = await renderEmail(
    <MailFrame
      preview={`${amount} is more than your cap of ${cap}. Please pay it yourself.`}
      heading={`${customerName}: AutoPay will not charge ${amount}`}
      footer={whyOf(facts)}
    >
      <MailText>
        {countOf(facts)} would come to {amount} on {on}. That is more than the {cap} that you allow for one charge, so
        nothing is charged. Please pay {countOf(facts) === '1 invoice' ? 'it' : 'them'} yourself.
      </MailText>
      <Invoices facts={facts} head="Due" />
      <MailButton href={facts.payUrl}>See the invoices</MailButton>
    </MailFrame>,
  );
  return { subject: `Not charged by AutoPay: ${amount} to ${vendorName}`, ...rendered };
}

type AutopayFacts = {
  vendorName: string;
  customerName: string;
  method: string;
  cap: string;
  currency: string;
  noticeDays: number;
  autopayUrl: string;
};

export async function autopayOnEmail(facts: AutopayFacts): Promise<RenderedEmail> {
  const { vendorName, customerName, method, cap, currency, noticeDays } = facts;
  const rendered = await renderEmail(
    <MailFrame
      preview={`Invoices in ${currency} are charged to ${method} as they fall due.`}
      heading={`${customerName}: AutoPay is on`}
      footer={`${vendorName} sends this mail when AutoPay is turned on or changed.`}
    >
      <MailText>
        Invoices of {vendorName} in {currency} are charged to {method} as they fall due. Each charge is told by mail at
        least {noticeDays === 1 ? 'one day' : `${noticeDays} days`} before, and you can stop it.
      </MailText>
      <MailTable
        caption="AutoPay"
        rows={[
          { label: 'Payment method', value: method },
          { label: 'At most for one charge', value: cap },
          { label: 'Notice', value: noticeDays === 1 ? '1 day' : `${noticeDays} days` },
        ]}
      />
      <MailButton href={facts.autopayUrl}>Change it or turn it off</MailButton>
    </MailFrame>,
  );
  return { subject: `AutoPay is on: ${vendorName}`, ...rendered };
}

export async function autopayEndedEmail(facts: AutopayFacts): Promise<RenderedEmail> {
  const { vendorName, customerName, method, currency } = facts;
  const rendered = await renderEmail(
    <MailFrame
      preview={`${method} is no longer on file. Invoices in ${currency} are not charged any more.`}
      heading={`${customerName}: AutoPay is off`}
      footer={`${vendorName} sends this mail because AutoPay was on for your account.`}
    >
      <MailText>
        {method} is no longer on file, so AutoPay in {currency} has ended. Please pay invoices yourself, or turn AutoPay
        on again with another method.
      </MailText>
      <MailButton href={facts.autopayUrl}>Open AutoPay</MailButton>
    </MailFrame>,
  );
  return { subject: `AutoPay is off: ${vendorName}`, ...rendered };
}
