import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

declare global {
  interface ImportMeta {
    /** Set by the build: this is the compiled start-up code. */
    built?: true;
  }
}

export const root = fileURLToPath(new URL('..', import.meta.url));

const buildStamp = join(root, 'build', 'sources.sha256');
const clientStamp = join(root, 'prisma', 'generated', 'sources.sha256');

/** The packages that the server bundle leaves out and loads when it starts. */
export const packagesFile = join(root, 'build', 'packages.json');

/** Everything that a build is made from. */
const BUILD_SOURCES = [
  'app',
  'server',
  'sandbox',
  'public',
  'prisma/schema.prisma',
  'package-lock.json',
  'vite.config.ts',
  'remix.config.js',
  'tailwind.config.ts',
  'tsconfig.json',
];
const CLIENT_SOURCES = ['prisma/schema.prisma', 'package-lock.json'];

export function isBuilt(): boolean {
  return (
    isClientGenerated() && existsSync(join(root, 'build', 'server', 'index.js')) && matches(buildStamp, BUILD_SOURCES)
  );
}

export function isClientGenerated(): boolean {
  return existsSync(join(root, 'prisma', 'generated', 'client.ts')) && matches(clientStamp, CLIENT_SOURCES);
}

/** A mark of the sources, taken before building: what changes meanwhile makes the build old again. */
export const buildMark = () => hash(BUILD_SOURCES);
export const stampBuild = (mark: string) => writeFileSync(buildStamp, mark);
export const stampClient = () => writeFileSync(clientStamp, hash(CLIENT_SOURCES));

function matches(stamp: string, sources: string[]): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash(sources);
}

function hash(sources: string[]): string {
  const sum = createHash('sha256');
  for (const path of sources.flatMap(filesIn)) {
    sum.update(`${path}\0`);
    sum.update(readFileSync(join(root, path)));
  }
  return sum.digest('hex');
}

function filesIn(path: string): string[] {
  if (!existsSync(join(root, path))) return [];
  if (statSync(join(root, path)).isFile()) return [path];
  return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .sort();
}
