import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode, StartError } from './start-error';

/** Long enough for a predecessor that is just ending, short enough for a person who mistyped. */
const TRIES = 25;
const PAUSE_MS = 100;

/** Makes sure, before anything expensive begins, that we will be able to listen there. */
export async function requireFreePort(variable: string, port: number, host: string): Promise<void> {
  for (let left = TRIES; ; left -= 1) {
    const code = await tryListen(port, host);
    if (code === undefined) return;
    if (code !== 'EADDRINUSE' || left === 1) throw portError(variable, port, host, code);
    await sleep(PAUSE_MS);
  }
}

export function portError(variable: string, port: number, host: string, code: string): StartError {
  if (code === 'EADDRINUSE')
    return new StartError(
      `${variable} ${port} is in use by another program. Stop that, or set ${variable} to a free port.`,
    );
  if (code === 'EACCES')
    return new StartError(`${variable} ${port} may not be used by this user. Set ${variable} to 1024 or higher.`);
  return new StartError(`HOST ${host} is not an address of this machine (${code}).`);
}

function tryListen(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(errorCode(error) ?? 'unknown'));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}
