import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireRecentFactor } from '~/auth/staff/require-recent-factor.server';
import { mayAct, requireStaff } from '~/auth/staff/staff-guards.server';
import { InvoiceSettingsPage, type InvoiceSettingsAnswer } from '~/components/vendor/settings/invoice-settings-page';
import { listTimeZones } from '~/domain/vendors/list-time-zones.server';
import { readInvoiceSettings, type TypedInvoiceSettings } from '~/domain/vendors/invoice-settings';
import { loadInvoiceSettings, setInvoiceSettings } from '~/domain/vendors/set-invoice-settings.server';
import { formText } from '~/lib/form-text';
import { paths } from '~/lib/paths';
import { leftStepUp } from '~/lib/step-up';

export const meta: MetaFunction = () => [{ title: 'Invoices and mails · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const { timeZone, language, mailName, prefix, next } = await loadInvoiceSettings(actor);
  const zones = await listTimeZones();
  return {
    typed: { timeZone, language, mailName: mailName ?? '', prefix, next: String(next) },
    vendorName: vendor.name,
    // One that our list does not have (an older name) stays choosable.
    zones: zones.includes(timeZone) ? zones : [timeZone, ...zones],
    mayChange: mayAct(actor.role, 'owner'),
    done: new URL(args.request.url).searchParams.has('done'),
  };
}

export async function action(args: ActionFunctionArgs) {
  await requireStaff(args, { role: 'owner' });
  const form = await args.request.formData();
  const text = (name: keyof TypedInvoiceSettings) => formText(form, name);
  const typed = {
    timeZone: text('timeZone'),
    language: text('language'),
    mailName: text('mailName'),
    prefix: text('prefix'),
    next: text('next'),
  };
  if (leftStepUp(form)) return { about: null, words: '', typed } satisfies InvoiceSettingsAnswer;
  // Whose name stands on mails, and when charges of a date run: it wants a fresh factor.
  const { actor, cause } = await requireRecentFactor(args, form, {
    role: 'owner',
    doing: 'change how invoices and mails go out',
  });
  const read = readInvoiceSettings(typed, await listTimeZones());
  if (!read.ok) return data<InvoiceSettingsAnswer>({ ...read.refusal, typed }, { status: 422 });
  const set = await setInvoiceSettings(actor, read.settings, { cause });
  if (!set.ok) {
    const words = `Numbers of this series are given up to here: the next one is ${set.refusal.next}.`;
    return data<InvoiceSettingsAnswer>({ about: 'next', words, typed }, { status: 409 });
  }
  return redirect(`${paths.vendor.invoiceSettings}?done=1`, 303);
}

export default function InvoiceSettings() {
  return <InvoiceSettingsPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>() ?? null} />;
}
