import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { renderVendorInvoice } from '~/domain/invoices/render-invoice.server';
import { attachment } from '~/lib/attachment';

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireStaff(args);
  const invoice = await renderVendorInvoice(actor, args.params['id']);
  if (!invoice) return new Response('There is no such invoice.', { status: 404, statusText: 'Not found' });
  return attachment({ filename: invoice.filename, content: invoice.pdf, type: 'application/pdf' });
}
