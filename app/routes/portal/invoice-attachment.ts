import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireContact } from '~/auth/guards.server';
import { readAttachment } from '~/domain/invoices/attachments.server';
import { loadInvoice } from '~/domain/invoices/load-invoice.server';
import { attachment } from '~/lib/attachment';
import { isId } from '~/lib/ids';

/** A file of an invoice that its customer may see. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireContact(args);
  const { id, attachmentId } = args.params;
  const invoice = isId(id) ? await loadInvoice(actor, id) : null;
  const file = invoice && (await readAttachment({ vendorId: actor.vendorId, invoiceId: invoice.id }, attachmentId));
  if (!file) return new Response('There is no such file.', { status: 404, statusText: 'Not found' });
  return attachment(file);
}
