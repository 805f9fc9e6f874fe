import { invoiceCount } from '~/domain/invoices/invoice-count';
import { invoiceCountWords } from '~/domain/invoices/invoice-count.words';
import type { Language } from '~/lib/languages/language';
import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { mailLabels } from './mail-labels.words';
import { methodRequestMail, paymentLinkMail } from './payment-link.words';
import { renderEmail, type RenderedEmail } from './render-email';

/** Amounts and dates are in words already; one amount for each currency. */
type PaymentLinkFacts = {
  language: Language;
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
  const { language, vendorName: vendor, customerName: customer, amounts, moreInvoices, bankAsked, until } = facts;
  const say = paymentLinkMail(language);
  const label = mailLabels(language);
  const amount = amounts.reduce((one, another) => say('and', { one, another }));
  const count = facts.invoices.length + moreInvoices;
  const rows = facts.invoices.map(({ number: invoice, amount: value, dueOn: date }) => ({
    label: say('invoiceDue', { invoice, date }),
    value,
  }));
  const more = { label: invoiceCountWords(language)('more', { count: moreInvoices }), value: say('behindLink') };
  const rendered = await renderEmail(
    <MailFrame
      language={language}
      preview={say('preview', { amount, vendor })}
      heading={bankAsked ? say('bankAskedHeading', { amount }) : say('heading', { customer, amount, vendor })}
      footer={say('footer', { vendor, customer })}
    >
      {bankAsked && <MailText>{say('bankAsked', { vendor })}</MailText>}
      <MailText>
        {facts.account
          ? say('account', { vendor, amount, invoices: invoiceCount(count, language) })
          : say('comesTo', { count, vendor, amount })}
      </MailText>
      <MailTable
        caption={label('invoices')}
        head={{ label: label('invoice'), value: say('due') }}
        rows={[...rows, ...(moreInvoices > 0 ? [more] : [])]}
      />
      <MailButton href={facts.payUrl}>{amounts.length === 1 ? say('pay', { amount }) : say('payThem')}</MailButton>
      <MailText quiet>{say('until', { until })}</MailText>
    </MailFrame>,
  );
  return { subject: say(bankAsked ? 'bankAskedSubject' : 'subject', { amount, vendor }), ...rendered };
}

type MethodRequestFacts = {
  language: Language;
  vendorName: string;
  customerName: string;
  until: string;
  saveUrl: string;
};

/** Asks for a card or bank account to be kept; the link is good once. */
export async function methodRequestEmail(facts: MethodRequestFacts): Promise<RenderedEmail> {
  const { language, vendorName: vendor, customerName: customer, until, saveUrl } = facts;
  const say = methodRequestMail(language);
  const rendered = await renderEmail(
    <MailFrame
      language={language}
      preview={say('preview', { vendor })}
      heading={say('heading', { customer, vendor })}
      footer={say('footer', { vendor, customer })}
    >
      <MailText>{say('lead', { vendor })}</MailText>
      <MailButton href={saveUrl}>{say('add')}</MailButton>
      <MailText quiet>{say('goodOnce', { until, vendor })}</MailText>
    </MailFrame>,
  );
  return { subject: say('subject', { vendor }), ...rendered };
}
