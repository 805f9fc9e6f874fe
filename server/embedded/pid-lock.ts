import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { errorCode } from '../start-error';

/**
 * A file that belongs to one living process. Unlike a plain lock file it frees itself when its owner is
 * killed: the process id is kept with the moment the process began, so that a later process which was given
 * the same id is not taken for the owner.
 */
export function takePidLock(path: string): { taken: true } | { taken: false; owner: number } {
  const mine = `${path}.${randomUUID()}`;
  writeFileSync(mine, signature(process.pid), { mode: 0o600 });
  try {
    for (;;) {
      // A link appears whole or not at all, and never over an existing file.
      try {
        linkSync(mine, path);
        return { taken: true };
      } catch (error) {
        if (errorCode(error) !== 'EEXIST') throw error;
      }
      const owner = livingOwner(path);
      if (owner !== undefined) return { taken: false, owner };
      removeStale(path);
    }
  } finally {
    unlinkSync(mine);
  }
}

export function releasePidLock(path: string): void {
  if (read(path) === signature(process.pid)) rmSync(path, { force: true });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

function livingOwner(path: string): number | undefined {
  const content = read(path);
  const pid = Number.parseInt(content ?? '', 10);
  return pid > 0 && isAlive(pid) && content === signature(pid) ? pid : undefined;
}

/** Two processes may find the same stale file: only the one whose rename moved that very file may go on. */
function removeStale(path: string): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  if (livingOwner(aside) !== undefined && !existsSync(path)) linkSync(aside, path);
  unlinkSync(aside);
}

function signature(pid: number): string {
  // Field 22 of /proc/<pid>/stat is the start time; the name before it may hold spaces and brackets.
  const stat = read(`/proc/${pid}/stat`);
  return `${pid} ${stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
