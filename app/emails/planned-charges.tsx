import type { Language } from '~/lib/languages/language';
import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { MailInvoices } from './mail-invoices';
import { mailLabels } from './mail-labels.words';
import { plannedCharges } from './planned-charges.words';
import { paymentLinkMail } from './payment-link.words';
import { renderEmail, type RenderedEmail } from './render-email';
import { chargeMails, chargePlan, whyCharged } from './scheduled-charge.words';

/** What mails about charges of a batch know of one customer; amounts and dates are in words already, an amount for each currency. */
export type PlannedChargesFacts = {
  language: Language;
  vendorName: string;
  vendorEmail: string;
  customerName: string;
  amounts: string[];
  /** In their order; more of them than are listed are told by their number. */
  days: { on: string; amounts: string[] }[];
  moreDays: number;
  /** What each currency is charged to: "Visa •••• 4242". */
  methods: { currency: string; method: string }[];
  /** Some of it is debited from a bank account. */
  debit: boolean;
  invoices: { number: string; amount: string; on: string }[];
  moreInvoices: number;
  invoicesUrl: string;
};

/** "$100.00 and €20.00" */
function together(amounts: readonly string[], language: Language): string {
  return amounts.reduce((one, another) => paymentLinkMail(language)('and', { one, another }));
}

const countOf = ({ invoices, moreInvoices }: PlannedChargesFacts) => invoices.length + moreInvoices;
const hasOneDay = ({ days }: PlannedChargesFacts) => days.length === 1;

/** Before a batch charges: which invoices, how much, when and with what, and what to do about it. Where it is one charge this reads as of any that is scheduled. */
export async function chargesPlannedEmail(facts: PlannedChargesFacts): Promise<RenderedEmail> {
  const { language, vendorName: vendor, vendorEmail: email, customerName: customer, days, debit } = facts;
  const [say, plan] = [chargeMails(language), plannedCharges(language)];
  const amount = together(facts.amounts, language);
  const on = days[0]?.on ?? '';
  const [method, ...otherMethods] = new Set(facts.methods.map((each) => each.method));
  const one = hasOneDay(facts) && otherMethods.length === 0;
  const count = countOf(facts);
  const what = one
    ? chargePlan(language)('staff', { vendor, count, amount, method: method ?? '', on })
    : plan('several', { vendor, count, amount });
  const rendered = await renderEmail(
    <MailFrame
      language={language}
      preview={what}
      heading={
        hasOneDay(facts)
          ? say('scheduledHeading', { customer, amount, on })
          : plan('severalHeading', { customer, amount, on })
      }
      footer={whyCharged(language)('staff', { vendor })}
    >
      <MailText>
        {what} {one ? say('receiptThen') : plan('receipts')}
      </MailText>
      <Charges facts={facts} />
      <Invoices facts={facts} head={say('toBeCharged')} />
      <MailText>{plan('otherwise')}</MailText>
      {debit && <MailText>{plan('debitNotice')}</MailText>}
      <MailButton href={facts.invoicesUrl}>{say('seeInvoices')}</MailButton>
      <MailText quiet>{plan('ask', { email })}</MailText>
    </MailFrame>,
  );
  const subject = hasOneDay(facts)
    ? say('scheduledSubject', { on, amount, vendor })
    : plan('severalSubject', { on, amount, vendor });
  return { subject, ...rendered };
}

/** The vendor has cancelled its batch before what was announced was charged. */
export async function plannedChargesCancelledEmail(facts: PlannedChargesFacts): Promise<RenderedEmail> {
  const { language, vendorName: vendor, vendorEmail: email, customerName: customer } = facts;
  const [say, plan] = [chargeMails(language), plannedCharges(language)];
  const amount = together(facts.amounts, language);
  const what = plan('notCharged', { vendor, amount, count: countOf(facts) });
  const rendered = await renderEmail(
    <MailFrame
      language={language}
      preview={what}
      heading={plan('notChargedHeading', { customer, amount })}
      footer={whyCharged(language)('staff', { vendor })}
    >
      <MailText>{what}</MailText>
      <Invoices facts={facts} head={plan('notChargedHead')} />
      <MailButton href={facts.invoicesUrl}>{say('seeInvoices')}</MailButton>
      <MailText quiet>{plan('ask', { email })}</MailText>
    </MailFrame>,
  );
  return { subject: say('cancelledSubject', { amount, vendor }), ...rendered };
}

/** On which day how much, and from where. */
function Charges({ facts }: { facts: PlannedChargesFacts }) {
  const { language, days, moreDays, methods, amounts } = facts;
  const [say, plan] = [chargeMails(language), plannedCharges(language)];
  const one = new Set(methods.map(({ method }) => method)).size === 1;
  const withWhat = methods
    .slice(0, one ? 1 : undefined)
    .map(({ currency, method }) => ({ label: one ? say('method') : plan('methodIn', { currency }), value: method }));
  if (hasOneDay(facts))
    return <MailTable caption={say('charge')} rows={[{ label: say('date'), value: days[0]?.on ?? '' }, ...withWhat]} />;
  const ofDays = days.map(({ on, amounts: own }) => ({ label: on, value: together(own, language) }));
  const more = { label: plan('moreDays', { count: moreDays }), value: '' };
  return (
    <>
      <MailTable
        caption={plan('charges')}
        rows={[...ofDays, ...(moreDays > 0 ? [more] : [])]}
        total={{ label: mailLabels(language)('total'), value: together(amounts, language) }}
      />
      <MailTable caption={say('method')} rows={withWhat} />
    </>
  );
}

/** Each with its day, where there are several. */
function Invoices({ facts, head }: { facts: PlannedChargesFacts; head: string }) {
  const { language, invoices } = facts;
  const named = invoices.map(({ number: invoice, amount, on }) => ({
    number: hasOneDay(facts) ? invoice : plannedCharges(language)('invoiceOn', { invoice, on }),
    amount,
  }));
  return <MailInvoices facts={{ ...facts, invoices: named }} head={head} />;
}
