import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { useContext } from 'react';
import { requireContact } from '~/auth/guards.server';
import { brandCss } from '~/components/brand';
import { ErrorPage } from '~/components/error-page';
import { NonceContext } from '~/components/nonce';
import { PortalHeader } from '~/components/portal-header';
import { getConfig } from '~/lib/config.server';
import type { loader as rootLoader } from '~/root';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { person, customer, vendor, otherCustomers } = await requireContact({ request, context });
  return {
    person: { name: person.name, email: person.email },
    customer: customer.name,
    vendor: vendor.name,
    brandCss: brandCss(vendor.brandColor),
    otherCustomers,
    sandbox: getConfig().sandbox,
  };
}

export default function PortalLayout() {
  const { brandCss, sandbox, ...who } = useLoaderData<typeof loader>();
  const nonce = useContext(NonceContext);
  return (
    <>
      {brandCss && <style nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: brandCss }} />}
      <a href="#main" className="skip-link">
        Skip to the content
      </a>
      <PortalHeader {...who} notice={sandbox ? 'Test gateway. No real money moves.' : null} />
      <main
        id="main"
        tabIndex={-1}
        className="max-w-page mx-auto px-4 pt-6 pb-16 outline-none sm:px-7 sm:pt-9 print:max-w-none print:p-0"
      >
        <Outlet />
      </main>
    </>
  );
}

/** Errors of the pages inside; signing in again is the way on when even the header cannot be shown. */
export function ErrorBoundary() {
  const requestId = useRouteLoaderData<typeof rootLoader>('root')?.requestId;
  return (
    <main className="mx-auto max-w-[560px] px-4 pt-[12vh]">
      <ErrorPage requestId={requestId} />
    </main>
  );
}
