import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * `npm start`. Runs the built start-up code, so that no compiler is loaded into the server (a hundred megabytes
 * and half a second). When that code is missing or older than the sources, it is built first.
 */
const built = new URL('../build/start/product.js', import.meta.url);

let product = existsSync(built) ? await import(built.href) : undefined;
if (!product?.isBuilt()) {
  process.stdout.write('Building (the first start takes a little longer) …\n');
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'server/build.ts', '--if-needed'], { cwd: fileURLToPath(new URL('..', import.meta.url)), stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) process.exit(1);
  // Another address, because what was loaded under the plain one is the old build.
  product = await import(`${built.href}?${Date.now()}`);
}
void product.runProduct({ dev: false });
