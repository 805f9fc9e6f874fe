import { type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { isRouteErrorResponse, useRouteError } from '@remix-run/react';
import { requireContact, whoIs } from '~/auth/guards.server';
import { ErrorPage } from '~/components/error-page';
import { errorPageWords } from '~/components/error-page.words';
import { languageOfMatches } from '~/components/language';
import { describeFrame, PortalFrame, type Frame } from '~/components/portal-frame';
import { getConfig } from '~/lib/config.server';

/** Every address that is none of ours, read or written to. Shown by the error page, which has the words for it. */
export async function loader(args: LoaderFunctionArgs): Promise<never> {
  const session = await whoIs(args);
  const frame = session?.contactId ? describeFrame(await requireContact(args), getConfig().sandbox) : null;
  throw Response.json(frame, { status: 404, statusText: 'Not Found' });
}

export function action(): never {
  throw new Response(null, { status: 404, statusText: 'Not Found' });
}

export const meta: MetaFunction = ({ matches }) => [
  { title: `${errorPageWords(languageOfMatches(matches))('notFound')} · Quittance` },
];

export default function NotFound() {
  return null;
}

/** In the portal's frame for who is signed in, as for every other address that shows nothing. */
export function ErrorBoundary() {
  const error = useRouteError();
  const frame = isRouteErrorResponse(error) ? (error.data as Frame | null | '') : null;
  return frame ? (
    <PortalFrame frame={frame}>
      <ErrorPage />
    </PortalFrame>
  ) : (
    <main className="mx-auto max-w-[560px] px-4 pt-[12vh]">
      <ErrorPage />
    </main>
  );
}
