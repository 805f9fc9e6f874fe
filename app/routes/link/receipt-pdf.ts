import type { LoaderFunctionArgs } from '@remix-run/node';
import { noSuchLink, requireLink } from '~/auth/link/require-link.server';
import { isReceiptOfLink } from '~/domain/payment-links/link-payment.server';
import { renderReceipt } from '~/domain/receipts/render-receipt.server';
import { attachment } from '~/lib/attachment';

export async function loader(args: LoaderFunctionArgs) {
  const { link } = await requireLink(args);
  const { vendorId, customerId } = link;
  const receiptId = args.params['id'] ?? '';
  const own = link.revokedAt === null && (await isReceiptOfLink(link, receiptId));
  const receipt = own ? await renderReceipt({ receiptId, vendorId, customerId }) : null;
  if (!receipt) return noSuchLink();
  return attachment({ filename: receipt.filename, content: receipt.pdf, type: 'application/pdf' });
}
