import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { requireContact, whoIs } from '~/auth/guards.server';
import { ErrorPage } from '~/components/error-page';
import { errorPageWords } from '~/components/error-page.words';
import { languageOfMatches } from '~/components/language';
import { describeFrame, PortalFrame } from '~/components/portal-frame';
import { getConfig } from '~/lib/config.server';

/**
 * Every address that is none of ours, read or written to. Shown by the error page, which has the words for it, though not as
 * an error: so the whole page knows the language of who is signed in.
 */
export async function loader(args: LoaderFunctionArgs) {
  const session = await whoIs(args);
  const frame = session?.contactId ? describeFrame(await requireContact(args), getConfig().sandbox) : null;
  return data(frame, { status: 404, statusText: 'Not Found' });
}

export function action() {
  return data(null, { status: 404, statusText: 'Not Found' });
}

export const meta: MetaFunction = ({ matches }) => [
  { title: `${errorPageWords(languageOfMatches(matches))('notFound')} · Quittance` },
];

/** In the portal's frame for who is signed in, as for every other address that shows nothing. */
export default function NotFound() {
  const frame = useLoaderData<typeof loader>();
  return frame ? (
    <PortalFrame frame={frame}>
      <ErrorPage status={404} />
    </PortalFrame>
  ) : (
    <Bare status={404} />
  );
}

export function ErrorBoundary() {
  return <Bare />;
}

function Bare({ status }: { status?: number }) {
  return (
    <main className="mx-auto max-w-[560px] px-4 pt-[12vh]">
      <ErrorPage status={status} />
    </main>
  );
}
