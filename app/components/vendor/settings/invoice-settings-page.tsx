import type { InvoiceSettingsRefusal, TypedInvoiceSettings } from '~/domain/vendors/invoice-settings';
import { paths } from '~/lib/paths';
import { Field, SelectField } from '../../ui/field';
import { PageTitle } from '../../ui/page-title';
import { LanguageOptions } from '../language-options';
import { SettingsForm, SettingsNews } from './settings-form';

export type InvoiceSettingsAnswer = (InvoiceSettingsRefusal | { about: null; words: string }) & {
  typed: TypedInvoiceSettings;
};

type InvoiceSettingsPageProps = {
  typed: TypedInvoiceSettings;
  vendorName: string;
  zones: string[];
  mayChange: boolean;
  done: boolean;
  answer: InvoiceSettingsAnswer | null;
};

export function InvoiceSettingsPage({
  typed: saved,
  vendorName,
  zones,
  mayChange,
  done,
  answer,
}: InvoiceSettingsPageProps) {
  const typed = answer?.typed ?? saved;
  const errorOf = (about: InvoiceSettingsAnswer['about']) => (answer?.about === about ? answer.words : null);
  return (
    <>
      <PageTitle title="Invoices and mails" back={{ to: paths.vendor.settings, label: 'Settings' }} />
      <SettingsNews done={done ? 'Saved.' : null} answer={answer} />
      <SettingsForm title="Numbers, dates, language and sender" intent="settings" mayChange={mayChange}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label="Numbers begin with"
            name="prefix"
            defaultValue={typed.prefix}
            error={errorOf('prefix')}
            hint="As in INV- or 2026/. Another beginning is another series."
            maxLength={20}
            spellCheck={false}
          />
          <Field
            label="Next number"
            name="next"
            inputMode="numeric"
            defaultValue={typed.next}
            error={errorOf('next')}
            hint="Given when an invoice is issued, so that there are no gaps."
            required
          />
        </div>
        <SelectField
          label="Time zone"
          name="timeZone"
          defaultValue={typed.timeZone}
          error={errorOf('timeZone')}
          hint="An invoice is late, and a charge of a date runs, when that day begins or ends here."
        >
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="Language"
          name="language"
          defaultValue={typed.language}
          error={errorOf('language')}
          hint="Of the portal, mails, invoices, receipts and statements. A customer can have another: it stands on their page."
        >
          <LanguageOptions />
        </SelectField>
        <Field
          label="Mails come from"
          name="mailName"
          defaultValue={typed.mailName}
          placeholder={vendorName}
          error={errorOf('mailName')}
          hint="The name before the address. Answers go to the e-mail address of your brand."
          maxLength={60}
        />
      </SettingsForm>
    </>
  );
}
