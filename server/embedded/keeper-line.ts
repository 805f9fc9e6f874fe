import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';

export type FromKeeper = { ready: true } | { ready: false; sentence: string };

/** Where a keeper that is ready says how to reach it. */
export const keeperFile = (dataDir: string) => join(dataDir, 'keeper.json');

/** A held connection to the keeper of this data folder, or nothing when none is ready. */
export function connectKeeper(dataDir: string): Promise<Socket | undefined> {
  const address = readAddress(dataDir);
  if (!address) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const socket = connect({ port: address.port, host: '127.0.0.1' });
    const give = (answer: Socket | undefined) => {
      if (!answer) socket.destroy();
      socket.removeAllListeners();
      socket.setTimeout(0);
      // A lost connection is told by 'close'; without a listener 'error' would end the process.
      socket.on('error', () => undefined);
      resolve(answer);
    };
    socket.setTimeout(3_000, () => give(undefined));
    socket.once('error', () => give(undefined));
    socket.once('close', () => give(undefined));
    socket.once('connect', () => socket.write(address.token));
    socket.once('data', (answer) => give(answer.toString() === 'ok' ? socket : undefined));
  });
}

function readAddress(dataDir: string): { port: number; token: string } | undefined {
  try {
    return JSON.parse(readFileSync(keeperFile(dataDir), 'utf8')) as { port: number; token: string };
  } catch {
    return undefined;
  }
}
