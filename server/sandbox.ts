import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { provideEnv } from '../app/lib/env.server';
import { SANDBOX_WEBHOOK_SECRET } from '../sandbox/keys';
import { startSandbox } from '../sandbox/start';
import { releasePidLock, takePidLock } from './embedded/pid-lock';
import { portError, requireFreePort } from './port';
import { loopbackHost, type Settings } from './settings';
import { errorCode, StartError } from './start-error';

export type Gateway = { url: string; stop(): Promise<void> };

/** The sandbox answers this machine alone. */
const HOST = '127.0.0.1';
const SCRIPT_PATH = '/stripe.js';
const ANSWER_WITHIN_MS = 2_000;
const OTHER_WITHIN_MS = 60_000;

type Note = { port: number; temporary: boolean };

/**
 * Makes sure that the sandbox of this data folder runs, and tells the configuration where. Two must never write
 * one journal, so whoever holds the lock runs it and the others share it: a worker that of the web process, a
 * command that of the product. A command's own ends with the command, so the product waits for that to be over.
 */
export async function openSandbox(settings: Settings, { temporary }: { temporary: boolean }): Promise<Gateway> {
  const folder = join(settings.dataDir(), 'sandbox');
  mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'sandbox.lock');
  const deadline = Date.now() + OTHER_WITHIN_MS;
  for (;;) {
    const { taken } = takePidLock(lock);
    if (taken)
      return run(settings, folder, temporary).catch((error: unknown) => {
        releasePidLock(lock);
        throw error;
      });
    const other = await findRunning(folder);
    if (other && (temporary || !other.temporary)) return provide(other.port, async () => undefined);
    if (Date.now() > deadline)
      throw new StartError(`Another process holds the sandbox gateway in ${folder} and does not answer.`);
    await sleep(100);
  }
}

async function run(settings: Settings, folder: string, temporary: boolean): Promise<Gateway> {
  const { env, sandboxPort } = settings;
  if (!temporary) await requireFreePort('SANDBOX_PORT', sandboxPort, HOST);
  const sandbox = await startSandbox({
    port: temporary ? 0 : sandboxPort,
    host: HOST,
    dataDir: folder,
    webhookUrl: `http://${loopbackHost(env.HOST)}:${env.PORT}/hooks/stripe`,
    webhookSecret: SANDBOX_WEBHOOK_SECRET,
  }).catch((error: unknown) => {
    throw portError('SANDBOX_PORT', sandboxPort, HOST, errorCode(error) ?? String(error));
  });
  writeFileSync(`${noteFile(folder)}.draft`, JSON.stringify({ port: sandbox.port, temporary } satisfies Note));
  renameSync(`${noteFile(folder)}.draft`, noteFile(folder));
  return provide(sandbox.port, async () => {
    rmSync(noteFile(folder), { force: true });
    await sandbox.stop();
    releasePidLock(join(folder, 'sandbox.lock'));
  });
}

function provide(port: number, stop: () => Promise<void>): Gateway {
  const url = `http://${HOST}:${port}`;
  provideEnv({ STRIPE_API_BASE: url, STRIPE_JS_URL: `${url}${SCRIPT_PATH}` });
  return { url, stop };
}

const noteFile = (folder: string) => join(folder, 'running.json');

async function findRunning(folder: string): Promise<Note | undefined> {
  try {
    const note = JSON.parse(readFileSync(noteFile(folder), 'utf8')) as Note;
    const answer = await fetch(`http://${HOST}:${note.port}/_ctl/clock`, {
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return answer.ok ? note : undefined;
  } catch {
    return undefined;
  }
}
