import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '~server/sources';
import { freePorts, runProgram, startFlags } from '~tests/support/product';

export type BarePage = { url: string; pid: number; stop: () => void };

/** Builds and serves tests/bench/bare: the same rows by the same query, and nothing else. */
export async function startBarePage(): Promise<BarePage> {
  const cli = join(root, 'node_modules/@remix-run/dev/dist/cli.js');
  const build = [cli, 'vite:build', '--config', 'tests/bench/bare/vite.config.ts', '--logLevel', 'warn'];
  const built = spawnSync(process.execPath, build, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (built.status !== 0) throw new Error(`the bare page does not build:\n${built.stdout}${built.stderr}`);
  const [port] = await freePorts(1);
  const env = { ...(process.env as Record<string, string>), PORT: String(port) };
  // With as much memory as the product has: collecting garbage is a good part of both pages' cost.
  const { child, stdout, ended } = runProgram('tests/bench/bare/serve.ts', [], env, startFlags);
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => stdout().includes('Ready') && resolve());
    void ended.then((end) => reject(new Error(`the bare page ended: ${end.stderr}`)));
  });
  return { url: `http://127.0.0.1:${port}`, pid: child.pid!, stop: () => void child.kill('SIGTERM') };
}
