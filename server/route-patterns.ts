import { RegExpRouter } from 'hono/router/reg-exp-router';
import { SmartRouter } from 'hono/router/smart-router';
import { TrieRouter } from 'hono/router/trie-router';

type Routes = Record<string, { path?: string; parentId?: string } | undefined>;

/**
 * Names the route that an address belongs to, `/invoices/:id` and not the invoice: for metrics, which must have
 * few names, and for the log, which must not hold tokens.
 */
export function routeNamer(routes: Routes): (path: string) => string {
  const router = new SmartRouter<string>({ routers: [new RegExpRouter(), new TrieRouter()] });
  const patterns = new Set(Object.values(routes).map((route) => patternOf(route, routes)));
  for (const pattern of patterns) if (!pattern.includes('*')) router.add('GET', pattern, pattern);
  return (path) => {
    const plain = path.replace(/\.data$/, '');
    return router.match('GET', plain === '/_root' ? '/' : plain)[0][0]?.[0] ?? 'other';
  };
}

function patternOf(route: Routes[string], routes: Routes): string {
  const segments: string[] = [];
  for (let at = route; at; at = at.parentId === undefined ? undefined : routes[at.parentId])
    if (at.path) segments.unshift(at.path);
  return `/${segments.join('/')}`;
}
