import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const buildStamp = join(root, 'build', 'sources.sha256');
const clientStamp = join(root, 'prisma', 'generated', 'sources.sha256');

/** The packages that the server bundle leaves out and loads when it starts. */
export const packagesFile = join(root, 'build', 'packages.json');

/** Everything that the bundle is made from. The sandbox and the start-up code are run as they are. */
const BUILD_SOURCES = ['app', 'public', 'prisma/schema.prisma', 'package-lock.json', 'vite.config.ts', 'remix.config.js', 'tailwind.config.ts', 'tsconfig.json'];
const CLIENT_SOURCES = ['prisma/schema.prisma', 'package-lock.json'];

export function isBuilt(): boolean {
  return isClientGenerated() && existsSync(join(root, 'build', 'server', 'index.js')) && matches(buildStamp, BUILD_SOURCES);
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
  if (/\.[a-z]+$/.test(path) && !path.startsWith('app') && !path.startsWith('public')) return [path];
  return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .sort();
}
