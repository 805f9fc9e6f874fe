import { execFileSync, spawnSync } from 'node:child_process';

import { StartError } from '../start-error';

/** Who runs PostgreSQL: nothing when we do ourselves. PostgreSQL refuses to run as root. */
export type ServerUser = { uid: number; gid: number } | undefined;

const NAME = 'postgres';

export function findServerUser(): ServerUser {
  if (process.getuid?.() !== 0) return undefined;
  return lookUp() ?? create();
}

function lookUp(): ServerUser {
  const id = (flag: string) => spawnSync('id', [flag, NAME], { encoding: 'utf8' });
  const [uid, gid] = [id('-u'), id('-g')];
  if (uid.status !== 0 || gid.status !== 0) return undefined;
  return { uid: Number.parseInt(uid.stdout, 10), gid: Number.parseInt(gid.stdout, 10) };
}

function create(): ServerUser {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME], {
      stdio: 'ignore',
    });
  } catch {
    // Said below: what counts is whether the user exists now.
  }
  const user = lookUp();
  if (!user)
    throw new StartError(
      `PostgreSQL does not run as root, and there is no user "${NAME}" and none could be made. Run as another user or set DATABASE_URL.`,
    );
  return user;
}

/** Whether that user can come as far as this path. Asked of the system itself, which also knows access lists and mounts. */
export function canReach(user: ServerUser, path: string): boolean {
  return (
    user === undefined ||
    spawnSync('/bin/sh', ['-c', 'test -x "$0"', path], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
  );
}
