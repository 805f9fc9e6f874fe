import { LINKS_COOKIE, readCookie, setCookie } from '../cookies';

/** So many links stay open in one browser; the one opened longest ago goes first. */
const MAX_OPEN = 8;
/** After that the link in the mail is opened again. */
const OPEN_SECONDS = 12 * 3600;

/** The tokens of the links that were opened in this browser, newest first. */
export function openedTokens(request: Request): string[] {
  return (readCookie(request, LINKS_COOKIE) ?? '').split('.').filter(Boolean).slice(0, MAX_OPEN);
}

/** The cookie that also opens this one. */
export function alsoOpened(request: Request, token: string): string {
  const others = openedTokens(request).filter((known) => known !== token);
  return setCookie(LINKS_COOKIE, [token, ...others].slice(0, MAX_OPEN).join('.'), OPEN_SECONDS);
}
