import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mayAct, requireStaff } from '~/auth/staff/staff-guards.server';
import { bulkDoneWords, bulkRefusalWords } from '~/components/vendor/invoices/bulk-words';
import { InvoicesPage } from '~/components/vendor/invoices/invoices-page';
import { readInvoicesForm } from '~/components/vendor/invoices/invoices-form';
import { archiveInvoices, unarchiveInvoices } from '~/domain/invoices/archive-invoices.server';
import { changeStaffSelection } from '~/domain/staff-selections/change-staff-selection.server';
import { loadStaffSelection } from '~/domain/staff-selections/load-staff-selection.server';
import { invoiceList } from '~/domain/vendor-invoices/invoice-list.server';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = () => [{ title: 'Invoices · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const { searchParams } = new URL(args.request.url);
  const done = bulkDoneWords(searchParams);
  const found = await invoiceList(actor, searchParams, { timeZone: vendor.timeZone, now: new Date() });
  if (!found.ok) throw redirect(`${paths.vendor.invoices}${found.refusal.startAt}`);
  return { view: found.view, mayAct: mayAct(actor.role, 'biller'), done };
}

/** Every button of the list: stores the page's ticks, does what it says, and leads on. */
export async function action(args: ActionFunctionArgs) {
  const { actor, vendor, cause } = await requireStaff(args, { role: 'biller' });
  const now = new Date();
  const { intent, change, goTo, here } = readInvoicesForm(await args.request.formData());
  const changed = await changeStaffSelection(actor, change, { timeZone: vendor.timeZone, now });
  if (!changed.ok) return data({ refused: bulkRefusalWords(changed.refusal) }, { status: 422 });
  if (intent !== 'archive' && intent !== 'unarchive') return redirect(goTo, 303);
  const asked = { invoiceIds: await loadStaffSelection(actor), cause };
  const moved = await (intent === 'archive' ? archiveInvoices(actor, asked, now) : unarchiveInvoices(actor, asked));
  if (!moved.ok) return data({ refused: bulkRefusalWords(moved.refusal) }, { status: 422 });
  await changeStaffSelection(
    actor,
    { shown: [], ticked: [], then: { kind: 'clear' } },
    { timeZone: vendor.timeZone, now },
  );
  here.set(intent === 'archive' ? 'archived' : 'unarchived', String(moved.count));
  return redirect(`${paths.vendor.invoices}?${here}`, 303);
}

export default function VendorInvoices() {
  const refused = useActionData<typeof action>()?.refused ?? null;
  return <InvoicesPage {...useLoaderData<typeof loader>()} refused={refused} />;
}
