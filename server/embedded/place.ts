import { randomBytes, randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { errorCode, StartError } from '../start-error';
import { type Binaries, binariesIn, findBinaries } from './binaries';
import { canReach, findServerUser, type ServerUser } from './server-user';

/** Where the cluster of a data folder is, and what it takes to start it. */
export type Place = {
  base: string;
  cluster: string;
  binaries: Binaries;
  user: ServerUser;
  password: string;
  port: number | null;
};

type Kept = { base: string; password: string; port: number | null };

/** Where root keeps what its PostgreSQL user cannot reach elsewhere. Not below /var/tmp: that is swept. */
const FOR_ROOT = '/var/lib/quittance';

const keptFile = (dataDir: string) => join(dataDir, 'database.json');

/**
 * As root, PostgreSQL runs as another user, who often reaches neither a checkout nor a data folder behind a
 * private folder (a home, a temporary folder). What it cannot reach then lies in /var/lib/quittance, under a
 * random name that the data folder remembers: a data folder that was deleted starts afresh.
 */
export function findPlace(dataDir: string): Place {
  const user = findServerUser();
  const kept = readKept(dataDir) ?? decide(dataDir, user);
  makePrivate(kept.base, user);
  return { ...kept, cluster: join(kept.base, 'cluster'), binaries: reachable(findBinaries(), user), user };
}

/** What it takes to connect, once a keeper runs. */
export function findAddress(dataDir: string): { base: string; password: string; port: number } {
  const kept = readKept(dataDir);
  if (!kept?.port) throw new StartError(`${keptFile(dataDir)} does not say where the database of ${dataDir} listens.`);
  return { base: kept.base, password: kept.password, port: kept.port };
}

export function rememberPort(dataDir: string, port: number): void {
  const kept = readKept(dataDir);
  if (kept) keep(dataDir, { ...kept, port });
}

function decide(dataDir: string, user: ServerUser): Kept {
  const base = canReach(user, dataDir) ? join(dataDir, 'postgres') : join(prepareForRoot(), randomUUID());
  const kept = { base, password: randomBytes(24).toString('hex'), port: null };
  keep(dataDir, kept);
  return kept;
}

function readKept(dataDir: string): Kept | undefined {
  try {
    return JSON.parse(readFileSync(keptFile(dataDir), 'utf8')) as Kept;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new StartError(
      `${keptFile(dataDir)} cannot be read (${errorCode(error) ?? 'it is not JSON'}); it says where the database is.`,
    );
  }
}

function keep(dataDir: string, kept: Kept): void {
  const draft = `${keptFile(dataDir)}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(kept, null, 2), { mode: 0o600 });
  renameSync(draft, keptFile(dataDir));
}

function makePrivate(path: string, user: ServerUser): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (user) chownSync(path, user.uid, user.gid);
}

function reachable(binaries: Binaries, user: ServerUser): Binaries {
  if (canReach(user, binaries.postgres)) return binaries;
  const copy = join(prepareForRoot(), `postgresql-${binaries.version}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${randomUUID()}`;
    cpSync(binaries.folder, draft, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(draft, copy);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return binariesIn(copy, binaries.version);
}

function prepareForRoot(): string {
  const why = `PostgreSQL runs as the user postgres when we are root; it can reach neither this folder nor ${FOR_ROOT}`;
  try {
    mkdirSync(FOR_ROOT, { recursive: true, mode: 0o755 });
    const { uid, mode } = lstatSync(FOR_ROOT);
    if (uid === 0 && (mode & 0o022) === 0) {
      // A strict umask must not close it to the user it is made for.
      chmodSync(FOR_ROOT, 0o755);
      return FOR_ROOT;
    }
  } catch (error) {
    throw new StartError(
      `${why} (${errorCode(error)}). Move to a folder others may enter, run as another user, or set DATABASE_URL.`,
    );
  }
  throw new StartError(
    `${why}, which others may write to. Move to a folder others may enter, run as another user, or set DATABASE_URL.`,
  );
}
