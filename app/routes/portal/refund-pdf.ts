import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireContact } from '~/auth/guards.server';
import { renderRefundDocument } from '~/domain/refunds/render-refund-document.server';
import { attachment } from '~/lib/attachment';

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireContact(args);
  const { vendorId, customerId } = actor;
  const document = await renderRefundDocument({ refundDocumentId: args.params['id'] ?? '', vendorId, customerId });
  if (!document) return new Response('There is no such refund.', { status: 404, statusText: 'Not found' });
  return attachment({ filename: document.filename, content: document.pdf, type: 'application/pdf' });
}
