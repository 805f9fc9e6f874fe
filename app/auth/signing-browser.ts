import { BROWSER_COOKIE, readCookie, SESSION_COOKIE } from './cookies';

/** The browser in which somebody signs in. */
export type SigningBrowser = {
  /** Its session cookie from before, if any: that session ends. */
  sessionToken: string | null;
  /** What it was given when it asked to sign in. */
  browserToken: string | null;
  userAgent: string;
};

export function signingBrowser(request: Request): SigningBrowser {
  return {
    sessionToken: readCookie(request, SESSION_COOKIE),
    browserToken: readCookie(request, BROWSER_COOKIE),
    userAgent: request.headers.get('user-agent') ?? '',
  };
}
