import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { prepareDataDir } from './data-dir';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'quittance-data-dir-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

test('a data folder is made with all that leads to it', () => {
  const path = join(folder(), 'a', 'b');
  expect(prepareDataDir(path)).toBe(path);
  expect(statSync(path).isDirectory()).toBe(true);
  expect(prepareDataDir(path)).toBe(path);
});

test('a file in its place is said to be one', () => {
  const path = join(folder(), 'file');
  writeFileSync(path, '');
  expect(() => prepareDataDir(path)).toThrow(/cannot be written to: a part of the path is a file/);
  expect(() => prepareDataDir(join(path, 'x'))).toThrow(/cannot be written to: a part of the path is a file/);
});

test.runIf(process.platform === 'linux')('where nothing can be made, that is said at once', () => {
  expect(() => prepareDataDir('/proc/quittance/data')).toThrow(/cannot be written to: it cannot be created there/);
});
