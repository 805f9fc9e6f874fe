import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { OverviewPage } from '~/components/vendor/overview-page';
import { loadTrends } from '~/domain/overview/load-trends.server';
import { loadOverview } from '~/domain/overview/load-overview.server';

export const meta: MetaFunction = () => [{ title: 'Overview · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const now = new Date();
  const zoned = { timeZone: vendor.timeZone, now };
  const [overview, trends] = await Promise.all([loadOverview(actor, zoned), loadTrends(actor, zoned)]);
  return { overview, trends };
}

export default function VendorOverview() {
  return <OverviewPage {...useLoaderData<typeof loader>()} />;
}
