import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { provideEnv } from '../app/lib/env.server';
import { startSandbox } from '../sandbox/start';
import { SANDBOX_WEBHOOK_SECRET } from '../sandbox/keys';
import { loopbackHost, type Settings } from './settings';
import { errorCode, StartError } from './start-error';

export type Gateway = { url: string; ours: boolean; stop(): Promise<void> };

/** The sandbox answers this machine alone. */
const HOST = '127.0.0.1';
const SCRIPT_PATH = '/stripe.js';
const ANSWER_WITHIN_MS = 2_000;

/**
 * Makes sure that the sandbox of this data folder runs, and tells the configuration where. Another process may
 * run it already (a worker finds the web process's, a command the product's): two must not write one journal.
 */
export async function openSandbox(settings: Settings, options: { anyPort?: boolean } = {}): Promise<Gateway> {
  const folder = join(settings.dataDir(), 'sandbox');
  mkdirSync(folder, { recursive: true });
  const note = join(folder, 'running.json');
  const running = await findRunning(note);
  if (running !== undefined) return provide(running, async () => undefined, false);
  const { env } = settings;
  try {
    const sandbox = await startSandbox({
      port: options.anyPort ? 0 : settings.sandboxPort,
      host: HOST,
      dataDir: folder,
      webhookUrl: `http://${loopbackHost(env.HOST)}:${env.PORT}/hooks/stripe`,
      webhookSecret: SANDBOX_WEBHOOK_SECRET,
    });
    writeFileSync(`${note}.draft`, JSON.stringify({ port: sandbox.port }));
    renameSync(`${note}.draft`, note);
    const stop = async () => {
      rmSync(note, { force: true });
      await sandbox.stop();
    };
    return provide(sandbox.port, stop, true);
  } catch (error) {
    if (errorCode(error) === 'EADDRINUSE') throw new StartError(`SANDBOX_PORT ${settings.sandboxPort} is in use by another program. Set SANDBOX_PORT to a free port.`);
    throw error;
  }
}

function provide(port: number, stop: () => Promise<void>, ours: boolean): Gateway {
  const url = `http://${HOST}:${port}`;
  provideEnv({ STRIPE_API_BASE: url, STRIPE_JS_URL: `${url}${SCRIPT_PATH}` });
  return { url, ours, stop };
}

/** The note may be of a process that was killed: only what answers as a sandbox runs. */
async function findRunning(note: string): Promise<number | undefined> {
  try {
    const { port } = JSON.parse(readFileSync(note, 'utf8')) as { port: number };
    const answer = await fetch(`http://${HOST}:${port}/_ctl/clock`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return typeof ((await answer.json()) as { now?: unknown }).now === 'number' ? port : undefined;
  } catch {
    return undefined;
  }
}
