import type { Language } from '~/lib/languages/language';
import { autopayMails } from './autopay.words';
import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { renderEmail, type RenderedEmail } from './render-email';

type AutopayFacts = {
  language: Language;
  vendorName: string;
  customerName: string;
  method: string;
  cap: string;
  /** "US dollars". */
  currency: string;
  noticeDays: number;
  autopayUrl: string;
};

export async function autopayOnEmail(facts: AutopayFacts): Promise<RenderedEmail> {
  const { language, vendorName: vendor, customerName: customer, method, cap, currency, noticeDays: days } = facts;
  const say = autopayMails(language);
  const rendered = await renderEmail(
    <MailFrame
      language={language}
      preview={say('onPreview', { currency, method })}
      heading={say('onHeading', { customer })}
      footer={say('onFooter', { vendor })}
    >
      <MailText>{say('whatItDoes', { vendor, currency, method, days })}</MailText>
      <MailTable
        caption={say('name')}
        rows={[
          { label: say('method'), value: method },
          { label: say('cap'), value: cap },
          { label: say('notice'), value: say('days', { days }) },
        ]}
      />
      <MailButton href={facts.autopayUrl}>{say('change')}</MailButton>
    </MailFrame>,
  );
  return { subject: say('onSubject', { vendor }), ...rendered };
}

export async function autopayEndedEmail(facts: AutopayFacts): Promise<RenderedEmail> {
  const { language, vendorName: vendor, customerName: customer, method, currency } = facts;
  const say = autopayMails(language);
  const rendered = await renderEmail(
    <MailFrame
      language={language}
      preview={say('endedPreview', { method, currency })}
      heading={say('endedHeading', { customer })}
      footer={say('endedFooter', { vendor })}
    >
      <MailText>{say('ended', { method, currency })}</MailText>
      <MailButton href={facts.autopayUrl}>{say('open')}</MailButton>
    </MailFrame>,
  );
  return { subject: say('endedSubject', { vendor }), ...rendered };
}
