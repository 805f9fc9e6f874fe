export type OriginVerdict = 'fine' | 'foreign' | 'malformed';

/**
 * Whether a request that may change something comes from one of our own pages. Cookies come along with requests
 * that other sites make; the Origin and Sec-Fetch-Site headers say who made them, and pages cannot forge those.
 * Without APP_URL our origin is whatever name the request reached us by, in its own Host header; what a proxy
 * claims in X-Forwarded-Host is never believed.
 */
export function checkOrigin(headers: Headers, appUrl: string | undefined): OriginVerdict {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return 'foreign';
  const origin = headers.get('origin');
  if (origin === null) return site === 'same-origin' ? 'fine' : 'foreign';
  if (origin === 'null') return 'foreign';
  const said = parse(origin);
  if (!said || said.origin !== origin.toLowerCase()) return 'malformed';
  if (appUrl !== undefined) return said.origin === new URL(appUrl).origin ? 'fine' : 'foreign';
  const host = headers.get('host');
  // The scheme is not compared: a proxy that ends TLS leaves no trace of it that could be believed.
  return host !== null && said.host === parse(`${said.protocol}//${host}`)?.host ? 'fine' : 'foreign';
}

function parse(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}
