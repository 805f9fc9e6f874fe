import type { Language } from '~/lib/languages/language';
import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { countOf, MailInvoices, type ListedInvoices } from './mail-invoices';
import { renderEmail, type RenderedEmail } from './render-email';
import { chargeMails, chargePlan, whyCharged } from './scheduled-charge.words';

/** What all mails about one charge agreed beforehand know; amounts and dates are in words already. */
type ChargeFacts = ListedInvoices & {
  language: Language;
  vendorName: string;
  customerName: string;
  /** By AutoPay, or on a date that somebody of the customer or the vendor's staff chose. */
  by: 'autopay' | 'contact' | 'staff';
  amount: string;
  /** "Visa •••• 4242". */
  method: string;
  /** The date of the charge, or of the next try. */
  on: string;
  chargeUrl: string;
};

const whyOf = ({ language, by, vendorName }: ChargeFacts) => whyCharged(language)(by, { vendor: vendorName });

function Charge({ facts }: { facts: ChargeFacts }) {
  const say = chargeMails(facts.language);
  return (
    <MailTable
      caption={say('charge')}
      rows={[
        { label: say('date'), value: facts.on },
        { label: say('method'), value: facts.method },
      ]}
    />
  );
}

/** Before every charge: how much, when, with what, and how to stop it. */
export async function chargeScheduledEmail(facts: ChargeFacts): Promise<RenderedEmail> {
  const { language, by, vendorName: vendor, customerName: customer, amount, method, on } = facts;
  const say = chargeMails(language);
  const rendered = await renderEmail(
    <MailFrame
      language={language}
      preview={`${say('willBeCharged', { amount, method, on })} ${say('youCanStop')}`}
      heading={say('scheduledHeading', { customer, amount, on })}
      footer={whyOf(facts)}
    >
      <MailText>
        {chargePlan(language)(by, { vendor, count: countOf(facts), amount, method, on })} {say('receiptThen')}
      </MailText>
      <Charge facts={facts} />
      <MailInvoices facts={facts} head={say('toBeCharged')} />
      <MailButton href={facts.chargeUrl}>{say('seeOrStop')}</MailButton>
      <MailText quiet>{say('stopUntil', { on })}</MailText>
    </MailFrame>,
  );
  return { subject: say('scheduledSubject', { on, amount, vendor }), ...rendered };
}

const DROPPED_IN_MAIL = 20;

function Dropped({ dropped, language }: { dropped: string[]; language: Language }) {
  const told = dropped.slice(0, DROPPED_IN_MAIL);
  const more = dropped.length - told.length;
  return (
    <>
      {told.map((words) => (
        <MailText key={words}>{words}</MailText>
      ))}
      {more > 0 && <MailText>{chargeMails(language)('andMore', { count: more })}</MailText>}
    </>
  );
}

/** Invoices dropped out of it, each told in a sentence; the rest is charged as agreed. */
export async function chargeChangedEmail(facts: ChargeFacts & { dropped: string[] }): Promise<RenderedEmail> {
  const { language, vendorName: vendor, customerName: customer, amount, method, on, dropped } = facts;
  const say = chargeMails(language);
  const rendered = await renderEmail(
    <MailFrame
      language={language}
      preview={say('willBeCharged', { amount, method, on })}
      heading={say('changedHeading', { customer, on, amount })}
      footer={whyOf(facts)}
    >
      <MailText>{say('haveLeft', { count: dropped.length, on })}</MailText>
      <Dropped dropped={dropped} language={language} />
      <Charge facts={facts} />
      <MailInvoices facts={facts} head={say('agreed')} />
      <MailButton href={facts.chargeUrl}>{say('seeOrStop')}</MailButton>
    </MailFrame>,
  );
  return { subject: say('changedSubject', { amount, vendor, on }), ...rendered };
}

/** `why` and each of `dropped` are sentences. */
export async function chargeCancelledEmail(
  facts: ChargeFacts & { why: string; dropped: string[] },
): Promise<RenderedEmail> {
  const { language, vendorName: vendor, customerName: customer, amount, method, on, why } = facts;
  const say = chargeMails(language);
  const rendered = await renderEmail(
    <MailFrame
      language={language}
      preview={`${why} ${say('nothingIsCharged', { method })}`}
      heading={say('cancelledHeading', { customer, on })}
      footer={whyOf(facts)}
    >
      <MailText>
        {why} {say('cancelled', { amount, method, on })}
      </MailText>
      <Dropped dropped={facts.dropped} language={language} />
      <MailButton href={facts.chargeUrl}>{say('seeCharge')}</MailButton>
    </MailFrame>,
  );
  return { subject: say('cancelledSubject', { amount, vendor }), ...rendered };
}

/** It was tried and came to nothing: in sentences why, and what happens next. */
export async function chargeFailedEmail(
  facts: ChargeFacts & { what: string; next: string; finish: boolean; payUrl: string },
): Promise<RenderedEmail> {
  const { language, vendorName: vendor, customerName: customer, amount, method, what, next, finish } = facts;
  const say = chargeMails(language);
  const rendered = await renderEmail(
    <MailFrame
      language={language}
      preview={`${what} ${next}`}
      heading={say(finish ? 'confirmHeading' : 'failedHeading', { customer, amount })}
      footer={whyOf(facts)}
    >
      <MailText>
        {what} {say('failed', { method, count: countOf(facts) })}
      </MailText>
      <MailText>{next}</MailText>
      <MailInvoices facts={facts} head={say('stillOpen')} />
      <MailButton href={facts.payUrl}>{say(finish ? 'finish' : 'payNow')}</MailButton>
    </MailFrame>,
  );
  return { subject: say(finish ? 'confirmSubject' : 'failedSubject', { amount, vendor }), ...rendered };
}

/** AutoPay never charges more than was agreed; then the invoices are for their payer. */
export async function aboveCapEmail(facts: ChargeFacts & { cap: string; payUrl: string }): Promise<RenderedEmail> {
  const { language, vendorName: vendor, customerName: customer, amount, cap, on } = facts;
  const say = chargeMails(language);
  const rendered = await renderEmail(
    <MailFrame
      language={language}
      preview={say('aboveCapPreview', { amount, cap })}
      heading={say('aboveCapHeading', { customer, amount })}
      footer={whyOf(facts)}
    >
      <MailText>{say('aboveCap', { count: countOf(facts), amount, on, cap })}</MailText>
      <MailInvoices facts={facts} head={say('due')} />
      <MailButton href={facts.payUrl}>{say('seeInvoices')}</MailButton>
    </MailFrame>,
  );
  return { subject: say('aboveCapSubject', { amount, vendor }), ...rendered };
}
