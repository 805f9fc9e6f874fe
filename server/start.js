import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * `npm start`. Runs the built start-up code, so that no compiler is loaded into the server (a hundred megabytes
 * and a second of work). When that code is missing or older than the sources, it is built first.
 */
const built = (name) => new URL(`../build/start/${name}.js`, import.meta.url);

// Under another address than the product's own copy, which must come from the new build.
const isBuilt = existsSync(built('sources')) && (await import(`${built('sources').href}?before`)).isBuilt();
if (!isBuilt) {
  process.stdout.write('Building (the first start takes a little longer) …\n');
  await build();
}
const { runProduct } = await import(built('product').href);
void runProduct({ dev: false });

/** In a process group of its own: when we are ended meanwhile, the compiler below it must end too. */
async function build() {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/build.ts', '--if-needed'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const abandon = () => {
    process.kill(-child.pid, 'SIGKILL');
    process.exit(0);
  };
  process.once('SIGTERM', abandon).once('SIGINT', abandon);
  const code = await new Promise((resolve) => child.once('close', resolve));
  process.off('SIGTERM', abandon).off('SIGINT', abandon);
  if (code !== 0) process.exit(1);
}
