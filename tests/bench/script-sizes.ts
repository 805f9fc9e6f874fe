import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '~server/sources';

type Manifest = {
  entry: { module: string; imports: string[] };
  routes: Record<string, { id: string; parentId?: string; module: string; imports: string[] }>;
};

const client = join(root, 'build', 'client');

/** Pages by name, and the route that shows each. */
const PAGES: Record<string, string> = {
  'sign in': 'routes/auth/sign-in',
  'open invoices': 'routes/portal/invoices',
  invoice: 'routes/portal/invoice',
  pay: 'routes/portal/pay',
  payment: 'routes/portal/payment',
  receipt: 'routes/portal/receipt',
  'payment methods': 'routes/portal/payment-methods',
};

/** Kilobytes of our scripts each page loads, gzipped, those it may load later included; the gateway's apart. */
export function scriptSizes(): { page: string; kB: number }[] {
  const manifest = readManifest();
  return Object.entries(PAGES).map(([page, route]) => {
    const start = [manifest.entry.module, ...manifest.entry.imports];
    for (let id: string | undefined = route; id !== undefined;) {
      const found: Manifest['routes'][string] | undefined = manifest.routes[id];
      if (!found) throw new Error(`the build has no route ${id}`);
      start.push(found.module, ...found.imports);
      id = found.parentId;
    }
    const bytes = [...reachable(start)].reduce(
      (sum, file) => sum + gzipSync(readFileSync(join(client, file)), { level: 9 }).length,
      0,
    );
    return { page, kB: Math.round(bytes / 100) / 10 };
  });
}

function readManifest(): Manifest {
  const name = readdirSync(join(client, 'assets')).find((file) => /^manifest-.*\.js$/.test(file));
  if (!name) throw new Error('no build: run npm run build');
  const text = readFileSync(join(client, 'assets', name), 'utf8');
  return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as Manifest;
}

/** With everything these import, at once or later. */
function reachable(start: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const waiting = [...start];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const text = readFileSync(join(client, file), 'utf8');
    for (const [, name] of text.matchAll(/["']\.\/([\w.-]+\.js)["']/g)) waiting.push(`/assets/${name}`);
  }
  return seen;
}
