import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { mayAct, requireStaff } from '~/auth/staff/staff-guards.server';
import { VendorPaymentPage } from '~/components/vendor/payment/vendor-payment-page';
import { loadVendorPayment, type VendorPayment } from '~/domain/payments/load-vendor-payment.server';
import { formatMoney } from '~/lib/money';

export const meta: MetaFunction = () => [{ title: 'Payment · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const payment = await loadVendorPayment(actor, args.params['id']);
  if (!payment) throw new Response('There is no such payment.', { status: 404, statusText: 'Not Found' });
  return {
    payment,
    timeZone: vendor.timeZone,
    mayBill: mayAct(actor.role, 'biller'),
    done: refundDone(payment, new URL(args.request.url).searchParams.get('refund')),
  };
}

/** How the refund that the address names stands now. */
function refundDone({ refunds, currency, channel }: VendorPayment, refundId: string | null) {
  const refund = refunds.find(({ id }) => id === refundId);
  if (!refund) return null;
  const amount = formatMoney(refund.amountMinor, currency);
  if (refund.state === 'failed' || refund.state === 'cancelled')
    return {
      tone: 'red' as const,
      title: `The refund of ${amount} did not go through.`,
      next: 'Its invoices are paid as before.',
    };
  if (!refund.booked)
    return {
      tone: 'amber' as const,
      title: `Whether ${amount} went back is not known yet.`,
      next: 'The gateway has not answered. It is asked again every minute; nothing is refunded twice.',
    };
  const next =
    channel === 'outside'
      ? 'Hand it back yourself: that it went back is recorded, and its invoices are open again.'
      : 'Its invoices are open again. The customer gets the document by mail.';
  return refund.state === 'succeeded'
    ? { tone: 'green' as const, title: `Refunded ${amount}.`, next }
    : { tone: 'blue' as const, title: `${amount} is on its way back.`, next };
}

export default function VendorPaymentRoute() {
  return <VendorPaymentPage {...useLoaderData<typeof loader>()} />;
}
