import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { OverviewPage } from '~/components/vendor/overview-page';
import { loadOverview } from '~/domain/overview/load-overview.server';

export const meta: MetaFunction = () => [{ title: 'Overview · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const now = new Date();
  return loadOverview(actor, { timeZone: vendor.timeZone, now });
}

export default function VendorOverview() {
  return <OverviewPage {...useLoaderData<typeof loader>()} />;
}
