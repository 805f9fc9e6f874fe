import { data, redirect, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { findLink } from '~/auth/link/find-link.server';
import { alsoOpened } from '~/auth/link/opened-links';
import { languageOfMatches } from '~/components/language';
import { LinkError } from '~/components/links/link-error';
import { LinkFrame } from '~/components/links/link-frame';
import { NoSuchLink } from '~/components/links/link-pages';
import { linkPageWords } from '~/components/links/link-pages.words';
import { callerOf } from '~/lib/caller';
import { getConfig } from '~/lib/config.server';
import type { Limit } from '~/lib/limit';
import { paths } from '~/lib/paths';
import { countAgainst } from '~/lib/rate-limit.server';

/** Against trying addresses. Those that open something are not counted. */
const UNKNOWN_LINKS: Limit = { name: 'unknown-payment-link', times: 30, perSeconds: 3600 };

export const meta: MetaFunction = ({ matches }) => [
  { title: `${linkPageWords(languageOfMatches(matches))('tab')} · Quittance` },
];
export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

/** Takes the token out of the address at once, into a cookie of this browser. Changes nothing else, whoever opens it how often. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const token = params['token'] ?? '';
  const link = await findLink([token]);
  if (link)
    throw redirect(paths.link.pay(link.linkId), { status: 303, headers: { 'set-cookie': alsoOpened(request, token) } });
  const allowed = await countAgainst(UNKNOWN_LINKS, callerOf(context.clientAddress));
  const said = { tooMany: !allowed.ok, sandbox: getConfig().sandbox };
  if (allowed.ok) return data(said, { status: 404 });
  return data(said, { status: 429, headers: { 'retry-after': String(allowed.refusal.retryAfterSeconds) } });
}

export default function UnknownLink() {
  const { tooMany, sandbox } = useLoaderData<typeof loader>();
  return (
    <LinkFrame frame={{ vendor: null, sandbox }}>
      <NoSuchLink tooMany={tooMany} />
    </LinkFrame>
  );
}

export const ErrorBoundary = LinkError;
