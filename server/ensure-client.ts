import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { isClientGenerated, root } from './sources';
import { StartError } from './start-error';

/** What runs from the sources needs at least the generated database client. */
export async function ensureClient(): Promise<void> {
  if (isClientGenerated()) return;
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const child = spawn(process.execPath, ['--import', tsx, 'server/build.ts', '--client-only'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new StartError(said.trim() || `The database client could not be made (code ${code}).`);
}
