import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireContact } from '~/auth/guards.server';
import { renderInvoice } from '~/domain/invoices/render-invoice.server';
import { attachment } from '~/lib/attachment';
import { isId } from '~/lib/ids';

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireContact(args);
  const id = args.params['id'];
  const invoice = isId(id) ? await renderInvoice(actor, id) : null;
  if (!invoice) return new Response('There is no such invoice.', { status: 404, statusText: 'Not found' });
  return attachment({ filename: invoice.filename, content: invoice.pdf, type: 'application/pdf' });
}
