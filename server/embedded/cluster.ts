import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
  chownSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode, StartError } from '../start-error';
import { isAlive } from './pid-lock';
import type { Place } from './place';

export const DATABASE_USER = 'quittance';

const READY_WITHIN_MS = 60_000;
const FAST_STOP_WITHIN_MS = 60_000;
const LOG_KEPT_BYTES = 5_000_000;

/** Makes the cluster when there is none. A run that was killed half-way left only the draft, which is thrown away. */
export async function initCluster(place: Place, log: string): Promise<void> {
  const made = join(place.cluster, 'PG_VERSION');
  if (existsSync(made)) return refuseOtherMajor(place, readFileSync(made, 'utf8').trim());
  const draft = `${place.cluster}.draft`;
  rmSync(draft, { recursive: true, force: true });
  const passwordFile = join(place.base, 'initial-password');
  writeFileSync(passwordFile, place.password, { mode: 0o600 });
  if (place.user) chownSync(passwordFile, place.user.uid, place.user.gid);
  const child = run(place, place.binaries.initdb, log, [
    `--pgdata=${draft}`,
    `--username=${DATABASE_USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
  ]);
  const code = await ended(child);
  unlinkSync(passwordFile);
  if (code !== 0) throw new StartError(`The embedded database could not be made in ${place.cluster}: ${lastLine(log)}`);
  renameSync(draft, place.cluster);
}

function refuseOtherMajor(place: Place, major: string): void {
  if (place.binaries.version.startsWith(`${major}.`)) return;
  throw new StartError(
    `The data in ${place.cluster} was written by PostgreSQL ${major}; this release brings ${place.binaries.version}. See docs/operations.md, "Upgrade".`,
  );
}

export type RunningServer = { port: number; exited: Promise<void>; stop(): Promise<void> };

/** Starts the server on the remembered port, or on another when a stranger sits there. */
export async function startServer(
  place: Place,
  log: string,
  { durable }: { durable: boolean },
): Promise<RunningServer> {
  await stopOrphan(place);
  trim(log);
  for (let attempt = 0; ; attempt += 1) {
    const port = await freePort(attempt === 0 ? place.port : null);
    const child = runBound(place, log, [
      '-D',
      place.cluster,
      '-p',
      String(port),
      ...[...SETTINGS, ...(durable ? [] : HASTY)].flatMap((setting) => ['-c', setting]),
    ]);
    const exit = ended(child);
    if (await becomesReady(place, child, exit))
      return {
        port,
        exited: exit.then(() => undefined),
        stop: () =>
          stop(
            child.pid!,
            exit.then(() => undefined),
          ),
      };
    if (attempt === 3)
      throw new StartError(`The embedded database in ${place.cluster} does not start: ${lastLine(log)}`);
  }
}

/** Only this machine may connect, with the password. Everything else is PostgreSQL's own default, durability above all. */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=120',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_min_messages=warning',
];

/** Nothing of ours: a server that inherits our environment inherits our secrets and our locale. */
const PLAIN_ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

function run(place: Place, program: string, log: string, args: string[]): ChildProcess {
  const output = openSync(log, 'a');
  try {
    const options: SpawnOptions = {
      ...place.user,
      cwd: '/',
      env: PLAIN_ENVIRONMENT as unknown as NodeJS.ProcessEnv,
      stdio: ['ignore', output, output],
    };
    return spawn(program, args, options);
  } finally {
    closeSync(output);
  }
}

/** For data that is thrown away afterwards. */
const HASTY = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** Where the system can, it tells the server to stop (SIGINT) at the moment its keeper dies, even by SIGKILL. */
function runBound(place: Place, log: string, args: string[]): ChildProcess {
  const bound = ['--pdeathsig', 'INT'];
  const canBind =
    process.platform === 'linux' && spawnSync('setpriv', [...bound, 'true'], { stdio: 'ignore' }).status === 0;
  return canBind
    ? run(place, 'setpriv', log, [...bound, place.binaries.postgres, ...args])
    : run(place, place.binaries.postgres, log, args);
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', (code) => resolve(code));
  });
}

async function becomesReady(place: Place, child: ChildProcess, exit: Promise<unknown>): Promise<boolean> {
  let over = false;
  void exit.then(() => (over = true));
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!over && Date.now() < deadline) {
    const postmaster = readPostmaster(place);
    if (postmaster?.pid === child.pid && postmaster?.status === 'ready') return true;
    await sleep(15);
  }
  if (!over)
    await stop(
      child.pid!,
      exit.then(() => undefined),
    );
  return false;
}

/** A server whose keeper was killed still runs on our folder: it is stopped, so that the new one has a keeper. */
async function stopOrphan(place: Place): Promise<void> {
  const postmaster = readPostmaster(place);
  if (!postmaster || !isAlive(postmaster.pid)) return;
  if (!isOurs(place, postmaster.pid)) {
    // The id went to a stranger after a crash; PostgreSQL would take the stranger for a running server.
    unlinkSync(join(place.cluster, 'postmaster.pid'));
    return;
  }
  await stop(postmaster.pid, gone(place, postmaster.pid));
}

function isOurs(place: Place, pid: number): boolean {
  if (process.platform !== 'linux') return true;
  try {
    // A server's working folder is its cluster.
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(place.cluster);
  } catch {
    return false;
  }
}

async function gone(place: Place, pid: number): Promise<void> {
  while (isAlive(pid) && isOurs(place, pid)) await sleep(15);
}

/** SIGINT is PostgreSQL's "fast": roll back what runs, write everything down, end. SIGQUIT only if that hangs. */
async function stop(pid: number, exit: Promise<void>): Promise<void> {
  signal(pid, 'SIGINT');
  const timer = setTimeout(() => signal(pid, 'SIGQUIT'), FAST_STOP_WITHIN_MS);
  await exit;
  clearTimeout(timer);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

/** The server's own note about itself: line 1 is its process id, line 8 its state. */
function readPostmaster(place: Place): { pid: number; status: string } | undefined {
  try {
    const lines = readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number.parseInt(lines[0] ?? '', 10);
    return pid > 0 ? { pid, status: (lines[7] ?? '').trim() } : undefined;
  } catch {
    return undefined;
  }
}

function freePort(wanted: number | null): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (wanted === null ? reject(error) : resolve(freePort(null))));
    server.listen(wanted ?? 0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function trim(log: string): void {
  if (existsSync(log) && statSync(log).size > LOG_KEPT_BYTES) renameSync(log, `${log}.old`);
}

function lastLine(log: string): string {
  const lines = readFileSync(log, 'utf8').trim().split('\n');
  return `${lines.findLast((line) => /FATAL|error|could not/i.test(line)) ?? lines.at(-1) ?? ''} (see ${log})`;
}
