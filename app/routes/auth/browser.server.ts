import { BROWSER_COOKIE, readCookie, SESSION_COOKIE } from '~/auth/cookies';
import type { SigningBrowser } from '~/auth/finish-sign-in.server';

/** What a request tells about the browser somebody signs in with. */
export function browserOf(request: Request): SigningBrowser {
  return {
    sessionToken: readCookie(request, SESSION_COOKIE),
    browserToken: readCookie(request, BROWSER_COOKIE),
    userAgent: request.headers.get('user-agent') ?? '',
  };
}
