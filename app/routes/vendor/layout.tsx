import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { requireStaff } from '~/auth/staff/staff-guards.server';
import { VendorErrorPage } from '~/components/vendor/vendor-error-page';
import { VendorFrame, type VendorFrameProps } from '~/components/vendor/vendor-frame';
import { countUnderWay } from '~/domain/batch-payments/load-batch.server';
import { countOpen } from '~/domain/vendor-invoices/tallies.server';
import { getConfig } from '~/lib/config.server';
import type { loader as rootLoader } from '~/root';

export async function loader(args: LoaderFunctionArgs): Promise<VendorFrameProps> {
  const { staff, vendor, actor } = await requireStaff(args);
  const [openInvoices, openBatches] = await Promise.all([countOpen(actor), countUnderWay(actor)]);
  return {
    vendor: vendor.name,
    brandColor: vendor.brandColor,
    logoHash: vendor.logoHash,
    staff: { name: staff.name, email: staff.email, role: actor.role },
    sandbox: getConfig().sandbox,
    openInvoices,
    openBatches,
  };
}

export default function VendorLayout() {
  return (
    <VendorFrame frame={useLoaderData<typeof loader>()}>
      <Outlet />
    </VendorFrame>
  );
}

/** Errors of the pages inside; signing in again is the way on when even the frame cannot be shown. */
export function ErrorBoundary() {
  const requestId = useRouteLoaderData<typeof rootLoader>('root')?.requestId;
  const frame = useRouteLoaderData<typeof loader>('routes/vendor/layout');
  return frame ? (
    <VendorFrame frame={frame}>
      <VendorErrorPage requestId={requestId} />
    </VendorFrame>
  ) : (
    <main className="mx-auto max-w-[560px] px-4 pt-[12vh]">
      <VendorErrorPage requestId={requestId} />
    </main>
  );
}
