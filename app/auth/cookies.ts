/**
 * Our cookies. `__Host-` makes browsers insist on Secure, on Path=/ and on no Domain, so that neither a
 * neighbouring host nor plain http can plant one. Browsers take them over http from localhost too.
 */
export const SESSION_COOKIE = '__Host-quittance';
/** Which browser asked to sign in. */
export const BROWSER_COOKIE = '__Host-quittance-browser';
/** Staff's session: another cookie, so that none is ever taken for the other. */
export const STAFF_COOKIE = '__Host-quittance-staff';
/** Staff who typed the right password and still owe the second factor. */
export const STAFF_STEP_COOKIE = '__Host-quittance-staff-step';
/** The payment links that were opened in this browser. */
export const LINKS_COOKIE = '__Host-quittance-links';

type CookieName =
  typeof SESSION_COOKIE | typeof BROWSER_COOKIE | typeof STAFF_COOKIE | typeof STAFF_STEP_COOKIE | typeof LINKS_COOKIE;

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
