import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { requireContact } from '~/auth/guards.server';
import { ErrorPage } from '~/components/error-page';
import { describeFrame, PortalFrame } from '~/components/portal-frame';
import { getConfig } from '~/lib/config.server';
import type { loader as rootLoader } from '~/root';

export async function loader({ request, context }: LoaderFunctionArgs) {
  return describeFrame(await requireContact({ request, context }), getConfig().sandbox);
}

export default function PortalLayout() {
  return (
    <PortalFrame frame={useLoaderData<typeof loader>()}>
      <Outlet />
    </PortalFrame>
  );
}

/** Errors of the pages inside; signing in again is the way on when even the header cannot be shown. */
export function ErrorBoundary() {
  const requestId = useRouteLoaderData<typeof rootLoader>('root')?.requestId;
  const frame = useRouteLoaderData<typeof loader>('routes/portal/layout');
  return frame ? (
    <PortalFrame frame={frame}>
      <ErrorPage requestId={requestId} />
    </PortalFrame>
  ) : (
    <main className="mx-auto max-w-[560px] px-4 pt-[12vh]">
      <ErrorPage requestId={requestId} />
    </main>
  );
}
