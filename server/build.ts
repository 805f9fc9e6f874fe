import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { environmentWith } from '../app/lib/env.server';
import { releasePidLock, takePidLock } from './embedded/pid-lock';
import { buildMark, isBuilt, isClientGenerated, packagesFile, root, stampBuild, stampClient } from './sources';
import { StartError } from './start-error';

/** Makes the Prisma client and the bundle. Run as a program it always builds; asked by `ensureBuild`, only when needed. */
const COMPRESS_FROM_BYTES = 1_000;

async function main(flags: string[]): Promise<void> {
  await alone(async () => {
    if (!isClientGenerated()) generateClient();
    if (flags.includes('--client-only') || (flags.includes('--if-needed') && isBuilt())) return;
    const mark = buildMark();
    run('remix', '@remix-run/dev/dist/cli.js', ['vite:build', '--logLevel', 'warn'], { NODE_ENV: 'production' });
    await buildStart();
    compressAssets(join(root, 'build', 'client', 'assets'));
    listPackages(join(root, 'build', 'server'));
    stampBuild(mark);
  });
}

/** Prisma's CLI looks for a schema engine that it would download; generating does not use it, any program will do. */
function generateClient(): void {
  run('prisma', 'prisma/build/index.js', ['generate'], {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  });
  stampClient();
}

function run(name: string, script: string, args: string[], environment: Record<string, string>): void {
  const path = join(root, 'node_modules', script);
  if (!existsSync(path))
    throw new StartError(
      `The build is missing or older than the sources, and "${name}" is not installed. Run npm ci (with development packages), then npm run build.`,
    );
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
    cwd: root,
    env: environmentWith(environment),
    encoding: 'utf8',
  });
  if (status !== 0) throw new StartError(`"${name} ${args.join(' ')}" failed:\n${stdout}${stderr}`);
}

/**
 * The start-up code and the sandbox as plain JavaScript. `import.meta.url` goes on naming the source file it is
 * written in, relative to the build, so that files beside the sources are found and the folder may be moved.
 */
async function buildStart(): Promise<void> {
  const { build } = await import('vite');
  const outDir = join(root, 'build', 'start');
  await build({
    configFile: false,
    logLevel: 'warn',
    root,
    publicDir: false,
    plugins: [
      {
        name: 'own-place',
        resolveImportMeta: (property, { moduleId }) => {
          if (property === 'built') return 'true';
          return property === 'url'
            ? `new URL(${JSON.stringify(relative(outDir, moduleId))}, import.meta.url).href`
            : null;
        },
      },
    ],
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      rollupOptions: {
        input: ['server/sources.ts', 'server/product.ts', 'server/embedded/keeper.ts'].map((path) => join(root, path)),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
}

/** The files never change under their names, so they are compressed once, as well as it can be done. */
function compressAssets(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!/\.(js|css|svg)$/.test(name) || statSync(path).size < COMPRESS_FROM_BYTES) continue;
    const content = readFileSync(path);
    writeFileSync(
      `${path}.br`,
      brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
    );
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  }
}

/** So that the next start can load them while it waits for the database. */
function listPackages(folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  const imports = files.flatMap((name) => [
    ...readFileSync(join(folder, name), 'utf8').matchAll(/^import\b[^'"]*["']([@a-z][^'":]*)["'];$/gm),
  ]);
  writeFileSync(packagesFile, JSON.stringify([...new Set(imports.map(([, name]) => name))]));
}

/** Two processes started at the same moment must not build over each other. */
async function alone(work: () => Promise<void>): Promise<void> {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const lock = join(root, '.cache', 'build.lock');
  while (!takePidLock(lock).taken) await sleep(200);
  try {
    await work();
  } finally {
    releasePidLock(lock);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof StartError ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
});
