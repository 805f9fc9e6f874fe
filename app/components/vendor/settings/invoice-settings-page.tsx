import type { InvoiceSettingsRefusal, TypedInvoiceSettings } from '~/domain/vendors/invoice-settings';
import { paths } from '~/lib/paths';
import { Field, SelectField } from '../../ui/field';
import { PageTitle } from '../../ui/page-title';
import { SettingsForm, SettingsNews } from './settings-form';

export type InvoiceSettingsAnswer = InvoiceSettingsRefusal & { typed: TypedInvoiceSettings };

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
      <SettingsNews done={done ? 'Saved.' : null} refused={answer !== null} />
      <SettingsForm title="Dates and sender" intent="settings" mayChange={mayChange}>
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
