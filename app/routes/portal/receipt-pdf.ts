import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireContact } from '~/auth/guards.server';
import { renderReceipt } from '~/domain/receipts/render-receipt.server';
import { attachment } from '~/lib/attachment';

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireContact(args);
  const { vendorId, customerId } = actor;
  const receipt = await renderReceipt({ receiptId: args.params['id'] ?? '', vendorId, customerId });
  if (!receipt) return new Response('There is no such receipt.', { status: 404, statusText: 'Not found' });
  return attachment({ filename: receipt.filename, content: receipt.pdf, type: 'application/pdf' });
}
