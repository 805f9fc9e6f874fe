import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { loadVendorPayment } from '~/domain/payments/load-vendor-payment.server';
import { renderReceipt } from '~/domain/receipts/render-receipt.server';
import { attachment } from '~/lib/attachment';

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await requireStaff(args);
  const payment = await loadVendorPayment(actor, args.params['id']);
  const receipt = payment?.receipt
    ? await renderReceipt({ receiptId: payment.receipt.id, vendorId: actor.vendorId, customerId: payment.customer.id })
    : null;
  if (!receipt) return new Response('There is no such receipt.', { status: 404, statusText: 'Not found' });
  return attachment({ filename: receipt.filename, content: receipt.pdf, type: 'application/pdf' });
}
