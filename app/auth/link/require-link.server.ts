import type { AppLoadContext } from '@remix-run/node';
import { isId } from '~/lib/ids';
import type { Language } from '~/lib/languages/language';
import { pageLanguage } from '~/lib/languages/page-language';
import { causeOf, speakOn, type Asked } from '../guards.server';
import { findLink, type FoundLink } from './find-link.server';
import { openedTokens } from './opened-links';

export type Holder = {
  link: FoundLink;
  /** Of the pages: what the reader chose, or what the customer is written to in. */
  language: Language;
  cause: string;
};

/** The loaders of a page all ask for the same link; the database is asked once. */
const found = new WeakMap<AppLoadContext, Promise<FoundLink | null>>();

/**
 * Whoever opened this payment link in this browser. Everybody else, and whoever names a link that does not exist, is
 * answered alike. Says nothing about whether the link still works.
 */
export async function requireLink({
  request,
  context,
  params,
}: Asked & { params: { link?: string } }): Promise<Holder> {
  let link = found.get(context);
  if (!link) {
    link = isId(params.link) ? findLink(openedTokens(request), params.link) : Promise.resolve(null);
    found.set(context, link);
  }
  const opened = await link;
  if (!opened) throw noSuchLink();
  const language = pageLanguage(request, opened.language);
  speakOn({ request, context }, language);
  return { link: opened, language, cause: causeOf(context) };
}

/** For what stands behind a link but is not what it is for. */
export function noSuchLink(): Response {
  return new Response('There is no such page.', { status: 404, statusText: 'Not Found' });
}
