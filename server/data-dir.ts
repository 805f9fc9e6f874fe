import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { errorCode, StartError } from './start-error';

const WHY: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is a file, not a folder',
  ENOENT: 'it cannot be created there',
};

/** Makes sure that the data folder is there and can be written to, and answers its absolute path. */
export function prepareDataDir(dataDir: string): string {
  const path = resolve(dataDir);
  try {
    makeFolder(path);
    // Root may write anywhere, but a folder that nobody is to write to was locked on purpose.
    if ((statSync(path).mode & 0o222) === 0) throw Object.assign(new Error(), { code: 'EACCES' });
    const probe = join(path, `.probe-${randomUUID()}`);
    writeFileSync(probe, '');
    unlinkSync(probe);
  } catch (error) {
    const code = errorCode(error) ?? String(error);
    throw new StartError(`DATA_DIR ${path} cannot be written to: ${WHY[code] ?? code}.`);
  }
  return path;
}

/**
 * Parents first, one by one: Node's own recursive mkdir never returns where the file system says that a folder cannot
 * be made although its parent is there (/proc does).
 */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have been quicker; a file in its place is found out by whoever writes into it.
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

/** A secret of this data folder: made when first asked for, and the same ever after, for all processes. */
export function keptSecret(dataDir: string, name: string): string {
  const path = join(dataDir, name);
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, randomBytes(32).toString('base64url'), { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  return readFileSync(path, 'utf8').trim();
}
