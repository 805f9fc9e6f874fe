import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { ScheduledChargesPage } from '~/components/vendor/scheduled-charges-page';
import { readPlannedTotals } from '~/domain/batch-payments/planned-batches.server';
import { listVendorCharges } from '~/domain/scheduled-charges/list-vendor-charges.server';
import { dateIn } from '~/lib/dates';

export const meta: MetaFunction = () => [{ title: 'Charges to come · Quittance' }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, vendor } = await requireStaff(args);
  const after = new URL(args.request.url).searchParams.get('after');
  const planned = await readPlannedTotals(actor);
  return {
    ...(await listVendorCharges(actor, after)),
    today: dateIn(vendor.timeZone, new Date()),
    paged: after !== null,
    inBatches: planned.reduce((sum, { count }) => sum + count, 0),
  };
}

export default function ScheduledCharges() {
  return <ScheduledChargesPage {...useLoaderData<typeof loader>()} />;
}
