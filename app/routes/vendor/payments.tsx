import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { PaymentsPage } from '~/components/vendor/payment/payments-page';
import { listVendorPayments, sumCollected } from '~/domain/payments/list-vendor-payments.server';
import { readPaymentQuery } from '~/domain/payments/vendor-payment-list';

export const meta: MetaFunction = () => [{ title: 'Payments · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const query = readPaymentQuery(new URL(args.request.url).searchParams);
  const { timeZone } = vendor;
  const zoned = { timeZone, now: new Date() };
  const [page, sums] = await Promise.all([listVendorPayments(actor, query, zoned), sumCollected(actor, query, zoned)]);
  return { ...page, sums, query, timeZone };
}

export default function VendorPayments() {
  return <PaymentsPage {...useLoaderData<typeof loader>()} />;
}
