import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { renderRefundDocument } from '~/domain/refunds/render-refund-document.server';
import { attachment } from '~/lib/attachment';

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireStaff(args);
  const document = await renderRefundDocument({ refundDocumentId: args.params['id'] ?? '', vendorId: actor.vendorId });
  if (!document) return new Response('There is no such refund.', { status: 404, statusText: 'Not found' });
  return attachment({ filename: document.filename, content: document.pdf, type: 'application/pdf' });
}
