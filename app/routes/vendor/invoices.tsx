import { redirect, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { mayAct, requireStaff } from '~/auth/staff/staff-guards.server';
import { InvoicesPage } from '~/components/vendor/invoices/invoices-page';
import { invoiceList } from '~/domain/vendor-invoices/invoice-list.server';
import { paths } from '~/lib/paths';

export const meta: MetaFunction = () => [{ title: 'Invoices · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const { searchParams } = new URL(args.request.url);
  const found = await invoiceList(actor, searchParams, { timeZone: vendor.timeZone, now: new Date() });
  if (!found.ok) throw redirect(`${paths.vendor.invoices}${found.refusal.startAt}`);
  return { view: found.view, mayAct: mayAct(actor.role, 'biller') };
}

export default function VendorInvoices() {
  return <InvoicesPage {...useLoaderData<typeof loader>()} />;
}
