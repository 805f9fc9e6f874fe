import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isAlive, releasePidLock, takePidLock } from './pid-lock';

let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pid-lock-'));
  lock = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('belongs to one living process until that lets go', () => {
  expect(takePidLock(lock)).toEqual({ taken: true });
  expect(takePidLock(lock)).toEqual({ taken: false, owner: process.pid });
  releasePidLock(lock);
  expect(existsSync(lock)).toBe(false);
  expect(takePidLock(lock)).toEqual({ taken: true });
  expect(readdirSync(folder)).toEqual(['lock']);
});

it('is free again when its owner was killed', async () => {
  const script = `import { takePidLock } from ${JSON.stringify(new URL('pid-lock.ts', import.meta.url).href)}; takePidLock(${JSON.stringify(lock)}); console.log('taken'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  expect(takePidLock(lock)).toEqual({ taken: false, owner: child.pid });
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('close', resolve));
  expect(isAlive(child.pid!)).toBe(false);
  expect(takePidLock(lock)).toEqual({ taken: true });
});

it.runIf(process.platform === 'linux')('is not held by a stranger who got the owner’s process id', () => {
  writeFileSync(lock, `${process.ppid} 12345`);
  expect(takePidLock(lock)).toEqual({ taken: true });
});

it.each(['', 'nonsense', '-1 5', '0 0'])('a file with "%s" in it belongs to nobody', (content) => {
  writeFileSync(lock, content);
  expect(takePidLock(lock)).toEqual({ taken: true });
});

it('is not let go by others', () => {
  writeFileSync(lock, `${process.ppid} 12345`);
  releasePidLock(lock);
  expect(existsSync(lock)).toBe(true);
});
