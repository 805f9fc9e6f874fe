import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mayAct, requireStaff } from '~/auth/staff/staff-guards.server';
import { InvoiceSettingsPage, type InvoiceSettingsAnswer } from '~/components/vendor/settings/invoice-settings-page';
import { readInvoiceSettings, timeZones } from '~/domain/vendors/invoice-settings';
import { loadInvoiceSettings, setInvoiceSettings } from '~/domain/vendors/set-invoice-settings.server';
import { formText } from '~/lib/form-text';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = () => [{ title: 'Invoices and mails · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const { timeZone, mailName } = await loadInvoiceSettings(actor);
  const zones = timeZones();
  return {
    typed: { timeZone, mailName: mailName ?? '' },
    vendorName: vendor.name,
    // One that our list does not have (an older name) stays choosable.
    zones: zones.includes(timeZone) ? zones : [timeZone, ...zones],
    mayChange: mayAct(actor.role, 'owner'),
    done: new URL(args.request.url).searchParams.has('done'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, cause } = await requireStaff(args, { role: 'owner' });
  const form = await args.request.formData();
  const typed = { timeZone: formText(form, 'timeZone'), mailName: formText(form, 'mailName') };
  const read = readInvoiceSettings(typed);
  if (!read.ok) return data<InvoiceSettingsAnswer>({ ...read.refusal, typed }, { status: 422 });
  await setInvoiceSettings(actor, read.settings, { cause });
  return redirect(`${paths.vendor.invoiceSettings}?done=1`, 303);
}

export default function InvoiceSettings() {
  return <InvoiceSettingsPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
