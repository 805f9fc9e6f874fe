import { fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { DATABASE_USER } from './embedded/cluster';
import { connectKeeper, type FromKeeper } from './embedded/keeper-line';
import { findAddress } from './embedded/place';
import { root } from './sources';
import { StartError } from './start-error';

export type EmbeddedDatabase = {
  url: string;
  /** Where its files are. */
  folder: string;
  /** Lets go of the database; when nobody else holds it, it has stopped by the time this returns. */
  close(): Promise<void>;
};

const DATABASE = 'quittance';
const ATTEMPTS = 5;

/**
 * Holds the embedded database of a data folder: joins the one that is running or starts it, and keeps it
 * running until `close`, or until this process ends in whatever way. Any number of processes may hold it. A
 * temporary one, for tests, is deleted when its last holder lets go, and does not wait for the disk unless it is asked
 * to be as durable as any other.
 */
export async function openEmbeddedDatabase(
  dataDir: string,
  { temporary = false, durable = !temporary }: { temporary?: boolean; durable?: boolean } = {},
): Promise<EmbeddedDatabase> {
  const folder = resolve(dataDir);
  const flags = [...(temporary ? ['--temporary'] : []), ...(durable ? [] : ['--hasty'])];
  let line = await hold(folder, flags);
  let closed = false;
  const watch = (socket: Socket) =>
    socket.once('close', () => {
      if (closed) return;
      // The keeper was killed. A new one takes the same port, so the pools of this process find their way back.
      void hold(folder, flags).then(
        (next) => watch((line = next)),
        () => undefined,
      );
    });
  watch(line);
  const url = await ensureDatabase(address(folder));
  return {
    url,
    folder: findAddress(folder).base,
    async close() {
      closed = true;
      const gone = new Promise((settle) => line.once('close', settle));
      line.end();
      line.resume();
      await gone;
    },
  };
}

async function hold(dataDir: string, flags: readonly string[]): Promise<Socket> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const line = await connectKeeper(dataDir);
    if (line) return line;
    await launchKeeper(dataDir, flags);
  }
  throw new StartError(`The embedded database of ${dataDir} starts but cannot be reached.`);
}

/** In a session of its own, so that what ends us (a signal to our group) leaves it to stop the database in order. */
function launchKeeper(dataDir: string, flags: readonly string[]): Promise<void> {
  const log = openSync(join(dataDir, 'postgres.log'), 'a');
  const keeper = import.meta.built ? 'build/start/keeper.js' : 'server/embedded/keeper.ts';
  const child = fork(join(root, keeper), [dataDir, ...flags], {
    detached: true,
    execArgv: import.meta.built ? [] : ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href],
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  return new Promise((settle, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(
        new StartError(
          `The embedded database of ${dataDir} does not start (code ${code}, see ${join(dataDir, 'postgres.log')}).`,
        ),
      ),
    );
    child.once('message', (message: FromKeeper) => {
      child.removeAllListeners();
      child.on('error', () => undefined);
      if (child.connected) child.disconnect();
      child.unref();
      if (message.ready) settle();
      else reject(new StartError(message.sentence));
    });
  });
}

function address(dataDir: string): (database: string) => string {
  const { password, port } = findAddress(dataDir);
  return (database) => `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${port}/${database}`;
}

async function ensureDatabase(urlOf: (database: string) => string): Promise<string> {
  const client = await connectWhenReady(urlOf('postgres'));
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    // Two processes made it at the same moment.
    if (!['42P04', '23505'].includes(String((error as { code?: unknown }).code))) throw error;
  } finally {
    await client.end();
  }
  return urlOf(DATABASE);
}

/** A keeper that is restarting a crashed database answers while the database does not yet. */
async function connectWhenReady(url: string): Promise<pg.Client> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (attempt === 50) throw error;
      await sleep(200);
    }
  }
}
