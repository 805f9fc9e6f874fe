import type { Language } from '~/lib/languages/language';
import { debitMails } from './debit.words';
import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { countOf, MailInvoices, type ListedInvoices } from './mail-invoices';
import { renderEmail, type RenderedEmail } from './render-email';

/** What all mails about one bank debit know; amounts and dates are in words already. */
type DebitFacts = ListedInvoices & {
  language: Language;
  vendorName: string;
  customerName: string;
  amount: string;
  /** "Chase •••• 6789". */
  account: string;
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

/** A fee was asked for with the invoices; it is never open. */
function Invoices({ facts, fee, head }: { facts: DebitFacts; fee: string | null; head: string }) {
  const say = debitMails(facts.language);
  return (
    <MailInvoices
      facts={facts}
      head={head}
      fee={fee === null ? null : { label: say('fee'), value: fee }}
      total={{ label: say('total'), value: fee === null ? facts.onInvoices : facts.amount }}
    />
  );
}

function Debit({ facts }: { facts: DebitOnItsWayProps }) {
  const { amount, account, expectedBy, debitOn, mandate } = facts;
  const say = debitMails(facts.language);
  const rows = [
    { label: say('amount'), value: amount },
    { label: say('account'), value: account },
    ...(debitOn ? [{ label: say('debitOn'), value: debitOn }] : []),
    ...(expectedBy ? [{ label: say('expectedBy'), value: expectedBy }] : []),
    ...(mandate
      ? [
          { label: say('mandate'), value: mandate.reference },
          { label: say('creditor'), value: mandate.creditorName },
          ...(mandate.creditorId ? [{ label: say('creditorId'), value: mandate.creditorId }] : []),
          { label: say('contact'), value: facts.vendorEmail },
        ]
      : []),
  ];
  return <MailTable caption={say('bankDebit')} rows={rows} />;
}

/** Before the money has arrived. It also serves as SEPA's notice of a debit to come, so it says all that one must. */
export async function debitOnItsWayEmail(facts: DebitOnItsWayProps): Promise<RenderedEmail> {
  const { language, vendorName: vendor, customerName: customer, amount, account, vendorEmail: email, mandate } = facts;
  const say = debitMails(language);
  const contact = mandate ? `${email}, ${mandate.creditorAddress}` : email;
  const rendered = await renderEmail(
    <MailFrame
      language={language}
      preview={say('onItsWayPreview', { amount, account })}
      heading={say('onItsWayHeading', { customer, amount })}
      footer={say('onItsWayFooter', { vendor, contact })}
    >
      <MailText>{say('onItsWay', { vendor, amount, count: countOf(facts) })}</MailText>
      <Debit facts={facts} />
      <Invoices facts={facts} fee={facts.fee} head={say('askedFor')} />
      <MailButton href={facts.paymentUrl}>{say('seePayment')}</MailButton>
      <MailText quiet>{say('keepEnough', { email })}</MailText>
    </MailFrame>,
  );
  return { subject: say('onItsWaySubject', { amount, vendor }), ...rendered };
}

/**
 * The bank has sent the debit back, or the account was never proved: nothing was taken, everything is open again.
 * `reason` and `next` are sentences.
 */
export async function debitFailedEmail(facts: DebitFacts & { reason: string; next: string }): Promise<RenderedEmail> {
  const { language, vendorName: vendor, customerName: customer, amount, account } = facts;
  const say = debitMails(language);
  const rendered = await renderEmail(
    <MailFrame
      language={language}
      preview={`${facts.reason} ${say('openAgain')}`}
      heading={say('failedHeading', { customer, amount })}
      footer={say('failedFooter', { vendor })}
    >
      <MailText>
        {facts.reason} {say('failed', { amount, account, vendor, count: countOf(facts) })} {facts.next}
      </MailText>
      <Invoices facts={facts} fee={null} head={say('openAgainHead')} />
      <MailButton href={facts.paymentUrl}>{say('tryAgain')}</MailButton>
    </MailFrame>,
  );
  return { subject: say('failedSubject', { amount, vendor }), ...rendered };
}

/** The payer must first prove the account theirs. */
export async function verifyAccountEmail(facts: DebitFacts & { arrivesOn: string }): Promise<RenderedEmail> {
  const { language, vendorName: vendor, amount, account, arrivesOn: on } = facts;
  const say = debitMails(language);
  const rendered = await renderEmail(
    <MailFrame
      language={language}
      preview={say('verifyPreview', { account, on })}
      heading={say('verifyHeading')}
      footer={say('verifyFooter', { vendor, amount })}
    >
      <MailText>{say('verify', { account, on, amount, count: countOf(facts) })}</MailText>
      <MailButton href={facts.paymentUrl}>{say('openPayment')}</MailButton>
    </MailFrame>,
  );
  return { subject: say('verifySubject', { amount, vendor }), ...rendered };
}
