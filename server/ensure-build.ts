import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isBuilt, isClientGenerated, root } from './sources';
import { StartError } from './start-error';

/** Builds in a process of its own: the compiler's memory must not stay with the server. */
export async function ensureBuild(say: (line: string) => void): Promise<void> {
  if (isBuilt()) return;
  say('Building (the first start takes a little longer) …');
  await build(['--if-needed']);
}

export async function ensureClient(): Promise<void> {
  if (!isClientGenerated()) await build(['--client-only']);
}

function build(args: string[]): Promise<void> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  // A group of its own, because the compiler is a child of that child and must not be left behind.
  const child = spawn(process.execPath, ['--import', tsx, join(root, 'server', 'build.ts'), ...args], { cwd: root, detached: true, stdio: ['ignore', 'inherit', 'pipe'] });
  const abandon = () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL');
  process.once('exit', abandon);
  child.once('close', () => process.off('exit', abandon));
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new StartError(said.trim() || `The build ended with code ${code}.`))));
  });
}
