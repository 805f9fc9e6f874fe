const HERE = 'http://here.invalid';

/**
 * Where to go after signing in, taken from an address anybody can write: a path of ours, or the fallback.
 * `//evil.example`, `/\evil.example` and their kin leave this site in some browser and are refused.
 */
export function localPath(to: unknown, fallback: string): string {
  if (typeof to !== 'string' || to.length > 2000 || !/^\/(?![/\\])[^\\\s]*$/.test(to)) return fallback;
  if (!URL.canParse(to, HERE)) return fallback;
  const url = new URL(to, HERE);
  // "/..//evil.example" only becomes "//evil.example" once its dots are resolved.
  return url.origin === HERE && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}${url.hash}` : fallback;
}

/** The address with `?to=` where there is somewhere to go back to. */
export function withTo(path: string, to: string | null | undefined): string {
  const local = localPath(to, '');
  return local ? `${path}?to=${encodeURIComponent(local)}` : path;
}

/** The path of the page that a request is for, as a browser would show it (`.data` is how Remix fetches the same page). */
export function pageOf(address: string): string {
  const url = new URL(address);
  url.searchParams.delete('_routes');
  return `${url.pathname.replace(/(^|\/)_root\.data$|\.data$/, '$1')}${url.search}`;
}
