import routes from '~/routes';

type Entry = { path?: string; children?: readonly Entry[] };

/** Every address below /vendor that app/routes.ts has, so that a new one is under the test at once. */
export function vendorRoutes(): string[] {
  const paths = (entries: readonly Entry[], above: string): string[] =>
    entries.flatMap(({ path, children }) => {
      const own = path === undefined ? above : `${above}/${path}`;
      return children ? [...paths(children, own)] : [own];
    });
  return paths(routes, '').filter((path) => path === '/vendor' || path.startsWith('/vendor/'));
}
