import type { Language } from '~/lib/languages/language';
import { chargeMoved } from './charge-moved.words';
import { MailButton, MailFrame, MailTable, MailText } from './mail-frame';
import { plannedCharges } from './planned-charges.words';
import { renderEmail, type RenderedEmail } from './render-email';
import { chargeMails, whyCharged } from './scheduled-charge.words';

/** Amounts and dates are in words already. */
export type ChargeMovedFacts = {
  language: Language;
  vendorName: string;
  vendorEmail: string;
  customerName: string;
  invoice: string;
  amount: string;
  /** "Visa •••• 4242". */
  method: string;
  /** It is debited from a bank account, and this mail is the notice of that. */
  debit: boolean;
  /** The day that they were told before; null where they were told none. */
  was: string | null;
  on: string;
  /** Where the customer can stop it; null for a charge of a batch, which the vendor alone can. */
  chargeUrl: string | null;
  invoicesUrl: string;
};

/** Its invoice is due on another day, and the charge that was announced follows. */
export async function chargeMovedEmail(facts: ChargeMovedFacts): Promise<RenderedEmail> {
  const { language, vendorName: vendor, customerName: customer, invoice, amount, method, was, on, chargeUrl } = facts;
  const [say, move, plan] = [chargeMails(language), chargeMoved(language), plannedCharges(language)];
  const what = move('moved', { vendor, invoice, on, amount, method });
  const rendered = await renderEmail(
    <MailFrame
      language={language}
      preview={what}
      heading={
        was === null ? move('headingAlone', { customer, amount, on }) : move('heading', { customer, amount, on, was })
      }
      footer={whyCharged(language)('staff', { vendor })}
    >
      <MailText>
        {what} {say('receiptThen')}
      </MailText>
      <MailTable
        caption={say('charge')}
        rows={[
          { label: say('date'), value: on },
          { label: say('method'), value: method },
        ]}
      />
      {chargeUrl === null && <MailText>{plan('otherwise')}</MailText>}
      {facts.debit && <MailText>{plan('debitNotice')}</MailText>}
      <MailButton href={chargeUrl ?? facts.invoicesUrl}>{say(chargeUrl ? 'seeOrStop' : 'seeInvoices')}</MailButton>
      <MailText quiet>{chargeUrl ? say('stopUntil', { on }) : plan('ask', { email: facts.vendorEmail })}</MailText>
    </MailFrame>,
  );
  return { subject: move('subject', { on, amount, vendor }), ...rendered };
}
