import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { mayAct, requireStaff } from '~/auth/staff/staff-guards.server';
import { doneWords } from '~/components/vendor/invoice/done-words';
import { VendorInvoicePage } from '~/components/vendor/invoice/vendor-invoice-page';
import { invoiceName } from '~/domain/invoices/invoice-form';
import { loadVendorInvoice } from '~/domain/invoices/load-vendor-invoice.server';
import { dateIn } from '~/lib/dates';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? invoiceName(data.invoice) : 'No such page'} · Quittance` },
];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const invoice = await loadVendorInvoice(actor, args.params['id']);
  if (!invoice) throw new Response('There is no such invoice.', { status: 404, statusText: 'Not Found' });
  return {
    invoice,
    today: dateIn(vendor.timeZone, new Date()),
    timeZone: vendor.timeZone,
    mayBill: mayAct(actor.role, 'biller'),
    done: doneWords(new URL(args.request.url).searchParams.get('done'), invoice),
  };
}

export default function VendorInvoiceRoute() {
  return <VendorInvoicePage {...useLoaderData<typeof loader>()} />;
}
