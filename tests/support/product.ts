import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

export type Ended = { code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string };

export type Product = {
  pid: number;
  url: string;
  sandboxUrl: string;
  readyInMs: number;
  stdout: () => string;
  signal(name: NodeJS.Signals): void;
  ended: Promise<Ended>;
};

/** Only what a program needs to be found and to run: nothing that configures us is inherited from whoever runs the tests. */
const bare = { PATH: process.env['PATH'], HOME: process.env['HOME'] };

/** Brings the build up to date, so that starting the product does not have to. */
export async function buildProduct(): Promise<void> {
  const { code, stdout, stderr } = await runProgram('server/build.ts', ['--if-needed'], {}).ended;
  if (code !== 0) throw new Error(`the build failed:\n${stdout}${stderr}`);
}

/** What the `start` script gives to node before the program: how much memory it may use. */
export const startFlags = (
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } }
).scripts.start
  .split(' ')
  .filter((word) => word.startsWith('--'));

/** A program of this checkout, or of another release's folder, in a process of its own, as npm would start it. */
export function runProgram(
  script: string,
  args: string[],
  env: Record<string, string>,
  nodeFlags: string[] = [],
  release = root,
): { child: ChildProcess; stdout: () => string; ended: Promise<Ended> } {
  const child = spawn(
    process.execPath,
    [...nodeFlags, ...(script.endsWith('.ts') ? ['--import', tsx] : []), join(release, script), ...args],
    { cwd: release, env: { ...bare, ...env } as unknown as NodeJS.ProcessEnv, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, stdout: () => stdout, ended };
}

export const runCommand = (args: string[], env: Record<string, string>) =>
  runProgram('server/quittance.ts', args, env).ended;

/** The real product in a process of its own, once it says that it is ready. Its output is the error when it does not get there. */
export async function startProduct(env: Record<string, string>, release = root): Promise<Product> {
  const began = performance.now();
  const { child, stdout, ended } = runProgram(
    'server/start.js',
    [],
    { LOG_LEVEL: 'warn', ...env },
    startFlags,
    release,
  );
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => stdout().includes('Ready in') && resolve());
    void ended.then((end) =>
      reject(
        new Error(`the product ended with ${end.code ?? end.signal} before it was ready:\n${end.stdout}${end.stderr}`),
      ),
    );
  });
  return {
    pid: child.pid!,
    url: `http://127.0.0.1:${env['PORT']}`,
    sandboxUrl: /Sandbox\s+(http\S+)/.exec(stdout())?.[1] ?? '',
    readyInMs: performance.now() - began,
    stdout,
    signal: (name) => void child.kill(name),
    ended,
  };
}

/** What a release is made of, as it lies in its folder. */
const RELEASE = ['app', 'build', 'prisma', 'public', 'sandbox', 'server'];
const RELEASE_FILES = [
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'remix.config.js',
  'tailwind.config.ts',
  'tsconfig.json',
];

/** In `folder`, a release of the same code with one migration more, as the next one would be; built already. */
export function nextRelease(folder: string, name: string, migration: string): string {
  for (const part of [...RELEASE, ...RELEASE_FILES]) {
    if (existsSync(join(root, part))) cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'prisma', 'migrations', name), { recursive: true });
  writeFileSync(join(folder, 'prisma', 'migrations', name, 'migration.sql'), migration);
  return folder;
}

/**
 * Ports that nobody listens on at this moment, and that nobody is given by chance either: they lie below those that
 * systems hand out for outgoing connections (32768 and up), and each test process counts through twenty of its own.
 */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = FIRST_PORT + (process.pid % PORT_SETS) * PORTS_PER_SET + (nextPort++ % PORTS_PER_SET);
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

const FIRST_PORT = 12_000;
const PORTS_PER_SET = 20;
const PORT_SETS = 1_000;
let nextPort = 0;

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
