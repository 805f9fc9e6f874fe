/**
 * Our two cookies. `__Host-` makes browsers insist on Secure, on Path=/ and on no Domain, so that neither a
 * neighbouring host nor plain http can plant one. Browsers take them over http from localhost too.
 */
export const SESSION_COOKIE = '__Host-quittance';
/** Which browser asked to sign in. */
export const BROWSER_COOKIE = '__Host-quittance-browser';

type CookieName = typeof SESSION_COOKIE | typeof BROWSER_COOKIE;

export function setCookie(name: CookieName, value: string, maxAgeSeconds: number): string {
  return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; Secure; HttpOnly; SameSite=Lax`;
}

export function clearCookie(name: CookieName): string {
  return setCookie(name, '', 0);
}

/** The value of one cookie as the browser sent it, or null. */
export function readCookie(request: Request, name: CookieName): string | null {
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const [key, ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}
