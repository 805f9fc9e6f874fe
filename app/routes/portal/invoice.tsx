import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { requireContact, requirePayer } from '~/auth/guards.server';
import { ErrorPage } from '~/components/error-page';
import { readSent } from '~/components/invoices/dispute-actions';
import { InvoicePage } from '~/components/invoices/invoice-page';
import { invoicePage } from '~/components/invoices/invoice-page.words';
import { languageOfMatches } from '~/components/language';
import { listInvoiceDisputes } from '~/domain/invoice-disputes/list-invoice-disputes.server';
import { listAttachments } from '~/domain/invoices/attachments.server';
import { loadInvoice } from '~/domain/invoices/load-invoice.server';
import { findCharges } from '~/domain/scheduled-charges/load-charge.server';
import { selectOnly } from '~/domain/selections/select-only.server';
import { dateIn } from '~/lib/dates';
import { isId } from '~/lib/ids';
import { paths } from '~/lib/paths';
import type { loader as rootLoader } from '~/root';

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const say = invoicePage(languageOfMatches(matches));
  return [{ title: `${data ? say('title', { number: data.invoice.number }) : say('noPage')} · Quittance` }];
};

export async function loader({ request, context, params: { id } }: LoaderFunctionArgs) {
  const { actor, vendor, viewedByStaff } = await requireContact({ request, context });
  const [invoice, disputes, charges] = isId(id)
    ? await Promise.all([loadInvoice(actor, id), listInvoiceDisputes(actor, id), findCharges(actor, [id])])
    : [null, [], []];
  if (!invoice) throw notFound();
  return {
    invoice,
    disputes,
    attachments: await listAttachments({ vendorId: actor.vendorId, invoiceId: invoice.id }),
    charge: charges[0] ?? null,
    vendorName: vendor.name,
    sent: readSent(new URL(request.url).searchParams.get('sent'), disputes),
    today: dateIn(vendor.timeZone, new Date()),
    timeZone: vendor.timeZone,
    mayPay: actor.role === 'payer',
    viewedByStaff,
  };
}

/** "Pay this invoice": it becomes the selection, and the pay page takes over. */
export async function action({ request, context, params: { id } }: ActionFunctionArgs) {
  const { actor } = await requirePayer({ request, context });
  const invoice = isId(id) ? await loadInvoice(actor, id) : null;
  if (!invoice) throw notFound();
  await selectOnly(actor, invoice.id, new Date());
  return redirect(`${paths.pay}?currency=${invoice.currency}`, 303);
}

function notFound(): Response {
  return new Response('There is no such invoice.', { status: 404, statusText: 'Not Found' });
}

export default function Invoice() {
  return <InvoicePage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPage requestId={useRouteLoaderData<typeof rootLoader>('root')?.requestId} />;
}
