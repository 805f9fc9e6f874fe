import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { readAttachment } from '~/domain/invoices/attachments.server';
import { attachment } from '~/lib/attachment';
import { isId } from '~/lib/ids';

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireStaff(args);
  const { id, attachmentId } = args.params;
  const file = isId(id) ? await readAttachment({ vendorId: actor.vendorId, invoiceId: id }, attachmentId) : null;
  if (!file) return new Response('There is no such file.', { status: 404, statusText: 'Not found' });
  return attachment(file);
}
